package io.histctl.store;

import io.histctl.model.Message;
import io.histctl.model.Role;
import io.histctl.model.TokenCounter;
import io.histctl.model.Tokens;
import io.histctl.model.ToolCall;
import io.histctl.resume.AudioStatus;
import io.histctl.resume.Outline;
import io.histctl.resume.Speech;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.chat.MessageReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The outlines of a conversation's turns, with what each costs. */
@API(status = API.Status.INTERNAL)
public final class Outlines {

    private Outlines() {}

    /** The outlines of all turns, with the cost of text as it was estimated at recording. */
    public static List<Outline> read(StoredConversation conversation, Turns turns) {
        List<Outline> outlines = new ArrayList<>();
        turns.all(conversation, turn -> outlines.add(of(turn, conversation)));
        return outlines;
    }

    /** The outline of a turn, with the cost of text as it was estimated at recording. */
    public static Outline of(StoredTurn turn, StoredConversation conversation) {
        return outline(turn, conversation, InputTokens.text(turn));
    }

    /** The outline of a turn, with the cost of text as counted. */
    public static Outline of(StoredTurn turn, StoredConversation conversation, TokenCounter counter) {
        return outline(turn, conversation, InputTokens.text(turn, counter));
    }

    private static Outline outline(StoredTurn turn, StoredConversation conversation, InputTokens.Text text) {
        TurnRow row = turn.row();
        Derived derived = row.derived();
        AudioRow audio = turn.audio();
        Role role = Role.of(row.role());
        Message tool = derived.hasTools()
                ? MessageReader.readCalls(JsonSlice.of(row.message()), "turn " + row.position())
                : null;
        boolean soundDeleted =
                derived.soundCount() > 0 && turn.sounds().stream().anyMatch(sound -> sound.soundId() == null);
        return new Outline(
                row.position(),
                role,
                TurnAssembler.standing(
                        row.instructionsVersion(), row.state().replaced(), conversation.instructionsVersion()),
                new Outline.Content(derived.hasText(), derived.hasRefusal(), soundDeleted, References.planned(turn)),
                tools(role, tool),
                audio == null ? null : speech(audio),
                new Outline.Cost(InputTokens.asSent(turn, text.written()), new Tokens(text.inWords(), 0, false)));
    }

    private static @Nullable Duration duration(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }

    private static Outline.Tools tools(Role role, @Nullable Message tool) {
        return tool == null
                ? Outline.Tools.NONE
                : new Outline.Tools(tool.toolCalls().stream().map(ToolCall::id).toList(), answers(role, tool));
    }

    /** The deprecated function call has no id; its result answers the call before it. */
    private static @Nullable String answers(Role role, Message tool) {
        return role == Role.FUNCTION ? "" : tool.toolCallId();
    }

    private static Speech speech(AudioRow audio) {
        AudioRow.Expiry expiry = audio.expiry();
        return new Speech(
                new AudioStatus(Instant.ofEpochMilli(expiry.at()), expiry.goneAt() != null, expiry.prunedAt() != null),
                duration(audio.speech().heardMillis()),
                duration(audio.speech().millis()));
    }
}
