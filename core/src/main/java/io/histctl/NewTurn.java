package io.histctl;

import io.histctl.capture.CapturedMessage;
import io.histctl.capture.MatchKey;
import io.histctl.model.Message;
import io.histctl.model.Role;
import io.histctl.payload.MessageRules;
import io.histctl.store.TurnRow;
import io.histctl.summary.TokenCounter;
import org.jspecify.annotations.Nullable;

/** What the columns of a turn say of its message. Verification derives them anew in the same way. */
final class NewTurn {
    private NewTurn() {}

    /**
     * The row of a message.
     *
     * @param fromReply whether it came as a reply, whose message is made ready on export
     * @param block version of the leading instructions that it belongs to
     */
    static TurnRow row(
            CapturedMessage captured,
            long conversationId,
            long position,
            long saidAt,
            boolean fromReply,
            @Nullable Long block,
            boolean incomplete,
            boolean voiceLost) {
        Message message = captured.message();
        boolean assistant = message.role() == Role.ASSISTANT;
        return new TurnRow(
                conversationId,
                position,
                message.role().toString(),
                saidAt,
                captured.rest(),
                captured.key(),
                captured.audioId() == null ? null : MatchKey.ofWords(message),
                !fromReply && isReady(captured),
                assistant && !message.text().isEmpty(),
                assistant && !message.refusal().isEmpty(),
                isTool(message),
                message.sounds().size(),
                block,
                false,
                incomplete,
                voiceLost,
                Costs.text(message, TokenCounter.ESTIMATE));
    }

    private static boolean isReady(CapturedMessage captured) {
        boolean silent = captured.message().sounds().stream().anyMatch(sound -> sound.bytes() == 0);
        return !silent && MessageRules.check(captured.withoutSound(), true) == null;
    }

    static boolean isTool(Message message) {
        return !message.toolCalls().isEmpty() || message.role() == Role.TOOL || message.role() == Role.FUNCTION;
    }
}
