package io.histctl.summary.digest;

import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.model.Role;
import io.histctl.model.ToolCall;
import io.histctl.model.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns that read like a conversation; ten seconds apart. */
final class Talk {
    private final List<Turn> turns = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    Talk user(String says) {
        return says(Role.USER, null, says);
    }

    Talk assistant(String says) {
        return says(Role.ASSISTANT, null, says);
    }

    Talk says(Role role, @Nullable String name, String says) {
        return add(new Message(role, name, List.of(new Part.Text(says)), List.of(), null, null));
    }

    Talk calls(String id, String tool, String arguments) {
        List<ToolCall> calls = List.of(new ToolCall(id, tool, arguments));
        return add(new Message(Role.ASSISTANT, null, List.of(), calls, null, null));
    }

    Talk answers(String id, String outcome) {
        return add(new Message(Role.TOOL, null, List.of(new Part.Text(outcome)), List.of(), id, null));
    }

    Talk after(Duration pause) {
        now = now.plus(pause);
        return this;
    }

    /** Exchanges without any content. */
    Talk chatter(int exchanges) {
        for (int i = 0; i < exchanges; i++) {
            user("Well, it has been a lovely day and we had such a good time together, you know.");
            assistant("That sounds like a good time, I am glad that the day was so lovely.");
        }
        return this;
    }

    List<Turn> turns() {
        return List.copyOf(turns);
    }

    private Talk add(Message message) {
        now = now.plusSeconds(10);
        turns.add(new Turn(turns.size() + 1, now, Turn.Standing.CURRENT, false, message, null, null, null));
        return this;
    }
}
