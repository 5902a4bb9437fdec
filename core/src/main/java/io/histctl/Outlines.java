package io.histctl;

import io.histctl.capture.CapturedMessage;
import io.histctl.capture.MessageReader;
import io.histctl.capture.RawJson;
import io.histctl.model.Message;
import io.histctl.model.Role;
import io.histctl.model.Tokens;
import io.histctl.model.ToolCall;
import io.histctl.resume.Life;
import io.histctl.resume.Outline;
import io.histctl.store.ConversationRow;
import io.histctl.store.TurnReader;
import io.histctl.store.TurnReader.OutlineRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outlines of a conversation's turns, with what each costs. */
final class Outlines {
    private static final long AUDIO_TOKENS_A_SECOND_IN = 10;
    private static final long AUDIO_TOKENS_A_SECOND_OUT = 20;
    private static final long WORD_TOKENS_A_SECOND = 5;

    private Outlines() {}

    static List<Outline> read(ConversationRow conversation, TurnReader reader) {
        List<Outline> outlines = new ArrayList<>();
        reader.outlines(conversation.id(), row -> outlines.add(outline(row, conversation.lastBlock())));
        return outlines;
    }

    /** What a message costs that is not stored. */
    static Tokens cost(CapturedMessage captured) {
        long millis = captured.message().sounds().stream()
                .mapToLong(sound -> sound.length() == null ? 0 : sound.length().toMillis())
                .sum();
        return new Tokens(NewTurn.tokens(captured.message()), millis * AUDIO_TOKENS_A_SECOND_IN / 1000, false);
    }

    private static Outline outline(OutlineRow row, long lastBlock) {
        Message tool = row.toolMessage() == null
                ? null
                : MessageReader.read(RawJson.of(row.toolMessage()), "turn " + row.position(), List.of());
        Role role = Role.of(row.role());
        return new Outline(
                row.position(),
                role,
                Assembler.standing(row.block(), row.replaced(), lastBlock),
                row.spokenText(),
                row.refused(),
                tool == null
                        ? List.of()
                        : tool.toolCalls().stream().map(ToolCall::id).toList(),
                answers(role, tool),
                life(row),
                row.deletedSounds() > 0,
                cost(row),
                inWords(row));
    }

    /** The deprecated function call has no id; its result answers the call before it. */
    private static @Nullable String answers(Role role, @Nullable Message tool) {
        return tool == null ? null : role == Role.FUNCTION ? "" : tool.answers();
    }

    private static @Nullable Life life(OutlineRow row) {
        Long diesAt = row.diesAt();
        return diesAt == null ? null : new Life(Instant.ofEpochMilli(diesAt), row.gone(), row.pruned());
    }

    private static Tokens cost(OutlineRow row) {
        Long audio = row.audioTokens();
        Long text = row.textTokens();
        if (row.diesAt() == null) {
            long speech = row.soundMillis() == null ? 0 : row.soundMillis() * AUDIO_TOKENS_A_SECOND_IN / 1000;
            return new Tokens(row.tokens(), speech, false);
        }
        if (audio != null && text != null) {
            return new Tokens(text, audio, true);
        }
        long speech = row.speechMillis() == null ? 0 : row.speechMillis() * AUDIO_TOKENS_A_SECOND_OUT / 1000;
        return new Tokens(row.tokens(), speech, false);
    }

    private static Tokens inWords(OutlineRow row) {
        long spoken = row.soundMillis() == null ? 0 : row.soundMillis() * WORD_TOKENS_A_SECOND / 1000;
        return new Tokens(row.tokens() + spoken, 0, false);
    }
}
