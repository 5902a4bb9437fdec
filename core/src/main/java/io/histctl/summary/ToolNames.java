package io.histctl.summary;

import io.histctl.model.Message;
import io.histctl.model.Role;
import io.histctl.model.ToolCall;
import io.histctl.model.Turn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which call a tool's answer belongs to. An id can come again later: an answer belongs to the newest call before it. */
final class ToolNames {
    private static final int LONGEST_ARGUMENTS = 80;

    private final Map<Long, ToolCall> calls = new HashMap<>();
    private final Set<ToolCall> answered = new HashSet<>();

    ToolNames(List<Turn> turns) {
        Map<String, ToolCall> open = new HashMap<>();
        for (Turn turn : turns) {
            turn.message().toolCalls().forEach(call -> open.put(key(call), call));
            boolean answer = isAnswer(turn.message()) && !turn.message().text().isBlank();
            ToolCall call = answer ? open.get(key(turn.message())) : null;
            if (call != null) {
                calls.put(turn.position(), call);
                answered.add(call);
            }
        }
    }

    boolean isAnswer(Message message) {
        return message.role() == Role.TOOL || message.role() == Role.FUNCTION;
    }

    List<ToolCall> unanswered(Message message) {
        return message.toolCalls().stream()
                .filter(call -> !answered.contains(call))
                .toList();
    }

    /** The tool with the arguments it was called with, or the bare word where no call of it is known. */
    String speaker(Turn answer) {
        ToolCall call = calls.get(answer.position());
        if (call == null) {
            return "Tool:";
        }
        String arguments = plain(call.arguments());
        String shown = arguments.isEmpty() ? "" : " (" + Line.beginning(arguments, LONGEST_ARGUMENTS) + ")";
        return "Tool " + SummaryMessage.quotable(call.name() + shown) + ":";
    }

    /** JSON without its signs, where it is JSON. */
    private static String plain(String arguments) {
        return arguments
                .replaceAll("\"\\s*:\\s*", ": ")
                .replaceAll(",\\s*\"", ", ")
                .replaceAll("[{}\"]", "")
                .strip();
    }

    private static String key(ToolCall call) {
        return call.id().isEmpty() ? "function " + call.name() : "tool " + call.id();
    }

    private static String key(Message answer) {
        return answer.role() == Role.FUNCTION
                ? "function " + Objects.requireNonNullElse(answer.name(), "")
                : "tool " + Objects.requireNonNullElse(answer.answers(), "");
    }
}
