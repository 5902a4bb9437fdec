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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The outlines of a conversation's turns, with what each costs. */
public final class Outlines {

    private Outlines() {}

    /** With the costs of text as they were estimated when it was recorded. */
    public static List<Outline> read(ConversationRow conversation, TurnReader reader) {
        List<Outline> outlines = new ArrayList<>();
        reader.outlines(
                conversation.id(), row -> outlines.add(outline(row, conversation.lastBlock(), InputTokens.text(row))));
        return outlines;
    }

    /** With the costs of text counted, for which every turn is read. */
    public static List<Outline> read(ConversationRow conversation, TurnReader reader, TokenCounter counter) {
        Map<Long, InputTokens.Text> counted = new HashMap<>();
        reader.each(
                conversation.id(),
                1,
                conversation.lastPosition(),
                turn -> counted.put(turn.row().position(), InputTokens.text(turn, counter)));
        List<Outline> outlines = new ArrayList<>();
        reader.outlines(
                conversation.id(),
                row -> outlines.add(outline(
                        row, conversation.lastBlock(), counted.getOrDefault(row.position(), InputTokens.text(row)))));
        return outlines;
    }

    private static Outline outline(OutlineRow row, long lastBlock, InputTokens.Text text) {
        byte[] message = row.message();
        Message tool = message == null || !row.tools()
                ? null
                : MessageReader.readCalls(JsonSlice.of(message), "turn " + row.position());
        Role role = Role.of(row.role());
        Long heard = row.heardMillis();
        return new Outline(
                row.position(),
                role,
                TurnAssembler.standing(row.block(), row.replaced(), lastBlock),
                row.spokenText(),
                row.refused(),
                tool == null
                        ? List.of()
                        : tool.toolCalls().stream().map(ToolCall::id).toList(),
                answers(role, tool),
                life(row),
                row.deletedSounds() > 0,
                heard != null && heard == 0,
                heard == null ? null : Words.heard(Duration.ofMillis(heard), length(row)),
                InputTokens.asSent(row, text.written()),
                new Tokens(text.told(), 0, false));
    }

    private static @Nullable Duration length(OutlineRow row) {
        Long millis = row.speechMillis();
        return millis == null ? null : Duration.ofMillis(millis);
    }

    /** The deprecated function call has no id; its result answers the call before it. */
    private static @Nullable String answers(Role role, @Nullable Message tool) {
        return tool == null ? null : role == Role.FUNCTION ? "" : tool.answers();
    }

    private static @Nullable Life life(OutlineRow row) {
        Long diesAt = row.diesAt();
        return diesAt == null ? null : new Life(Instant.ofEpochMilli(diesAt), row.gone(), row.pruned());
    }
}
