package io.histctl.record;

import io.histctl.model.Message;
import io.histctl.model.Role;
import io.histctl.model.TokenCounter;
import io.histctl.model.Usage;
import io.histctl.store.AudioRow;
import io.histctl.store.InputTokens;
import io.histctl.store.ReplyRow;
import io.histctl.store.TurnRow;
import io.histctl.wire.Cut;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.ChatReply;
import io.histctl.wire.chat.ChatSettings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A turn that is not written yet.
 *
 * @param cuts what was cut out of its message
 */
public record NewTurn(TurnRow row, ReplyRow reply, @Nullable AudioRow audio, List<Cut> cuts) {

    /** A reply. */
    static NewTurn of(
            ChatMessage message,
            long conversationId,
            long position,
            Instant at,
            ChatSettings settings,
            ChatReply reply,
            byte @Nullable [] replyKey) {
        boolean voiceLost = isVoiceLost(settings, reply, message);
        Instant created = reply.created() == null ? at : reply.created();
        return new NewTurn(
                row(message, conversationId, position, at.toEpochMilli(), true, null, reply.incomplete(), voiceLost),
                new ReplyRow(
                        replyKey,
                        reply.responseId(),
                        reply.model(),
                        reply.created() == null ? null : (Long) reply.created().toEpochMilli(),
                        reply.finishReason(),
                        reply.usageJson()),
                AudioExpiry.of(message, created, at, reply.usage(), settings.audioFormat(), settings.voice()),
                message.cuts());
    }

    /** What is told of it, a reply. */
    Recorded told(String conversation, Recorded.Outcome outcome) {
        return new Recorded(
                conversation,
                outcome,
                0,
                0,
                0,
                row.position(),
                audio == null ? null : audio.audioId(),
                audio == null ? null : Instant.ofEpochMilli(audio.diesAt()),
                audio != null && audio.expiresAt() == null,
                row.incomplete(),
                row.voiceLost(),
                null);
    }

    /** Sound was asked for and text came (API.md, "Voice"). */
    private static boolean isVoiceLost(ChatSettings settings, ChatReply reply, ChatMessage message) {
        Usage usage = reply.usage();
        boolean silent = usage == null || usage.audioTokens() == null || usage.audioTokens() == 0;
        return settings.wantsAudio()
                && message.audioId() == null
                && silent
                && !message.message().text().isEmpty()
                && message.message().toolCalls().isEmpty();
    }

    /**
     * What the columns of a turn say of its message; verification derives them anew in the same way.
     *
     * @param fromReply whether it came as a reply, whose message is made ready on export
     * @param block version of the leading instructions that it belongs to
     */
    static TurnRow row(
            ChatMessage captured,
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
                captured.wordsKey(),
                !fromReply && captured.problem() == null,
                assistant && !message.text().isEmpty(),
                assistant && !message.refusal().isEmpty(),
                isTool(message),
                message.sounds().size(),
                block,
                false,
                incomplete,
                voiceLost,
                InputTokens.text(message, TokenCounter.ESTIMATE));
    }

    public static boolean isTool(Message message) {
        return !message.toolCalls().isEmpty() || message.role() == Role.TOOL || message.role() == Role.FUNCTION;
    }
}
