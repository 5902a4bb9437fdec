package io.histctl.store;

import io.histctl.model.Message;
import io.histctl.model.Role;
import io.histctl.model.TokenCounter;
import io.histctl.model.Tokens;
import io.histctl.model.ToolCall;
import io.histctl.model.Words;
import io.histctl.resume.Life;
import io.histctl.resume.Outline;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.chat.MessageReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outlines of a conversation's turns, with what each costs. */
public final class Outlines {

    private Outlines() {}

    /** With the costs of text as they were estimated when it was recorded. */
    public static List<Outline> read(StoredConversation conversation, Turns turns) {
        List<Outline> outlines = new ArrayList<>();
        turns.all(conversation, turn -> outlines.add(outline(turn, conversation, InputTokens.text(turn))));
        return outlines;
    }

    /** With the costs of text counted. */
    public static List<Outline> read(StoredConversation conversation, Turns turns, TokenCounter counter) {
        List<Outline> outlines = new ArrayList<>();
        turns.all(conversation, turn -> outlines.add(outline(turn, conversation, InputTokens.text(turn, counter))));
        return outlines;
    }

    private static Outline outline(StoredTurn turn, StoredConversation conversation, InputTokens.Text text) {
        TurnRow row = turn.row();
        Derived derived = row.derived();
        AudioRow audio = turn.audio();
        Role role = Role.of(row.role());
        Message tool = derived.hasTools()
                ? MessageReader.readCalls(JsonSlice.of(row.message()), "turn " + row.position())
                : null;
        Long heard = audio == null ? null : audio.speech().heardMillis();
        return new Outline(
                row.position(),
                role,
                TurnAssembler.standing(
                        row.instructionsVersion(), row.state().replaced(), conversation.instructionsVersion()),
                derived.hasText(),
                derived.hasRefusal(),
                tool == null
                        ? List.of()
                        : tool.toolCalls().stream().map(ToolCall::id).toList(),
                answers(role, tool),
                audio == null ? null : life(audio.expiry()),
                derived.soundCount() > 0 && turn.sounds().stream().anyMatch(sound -> sound.soundId() == null),
                heard != null && heard == 0,
                heard == null ? null : Words.heard(Duration.ofMillis(heard), length(audio)),
                InputTokens.asSent(turn, text.written()),
                new Tokens(text.told(), 0, false));
    }

    private static @Nullable Duration length(@Nullable AudioRow audio) {
        Long millis = audio == null ? null : audio.speech().millis();
        return millis == null ? null : Duration.ofMillis(millis);
    }

    /** The deprecated function call has no id; its result answers the call before it. */
    private static @Nullable String answers(Role role, @Nullable Message tool) {
        return tool == null ? null : role == Role.FUNCTION ? "" : tool.answers();
    }

    private static Life life(AudioRow.Expiry expiry) {
        return new Life(Instant.ofEpochMilli(expiry.at()), expiry.goneAt() != null, expiry.prunedAt() != null);
    }
}
