package io.histctl.summary.transcript;

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

/** Pairs tool results with their calls. Ids may be reused: a result belongs to the newest call that precedes it. */
final class ToolResults {
    private static final int MAX_ARGUMENTS = 80;

    private final Map<Long, ToolCall> callByPosition = new HashMap<>();
    private final Set<ToolCall> withResult = new HashSet<>();

    ToolResults(List<Turn> turns) {
        Map<String, ToolCall> newest = new HashMap<>();
        for (Turn turn : turns) {
            turn.message().toolCalls().forEach(call -> newest.put(key(call), call));
            boolean result = isResult(turn.message()) && !turn.message().text().isBlank();
            ToolCall call = result ? newest.get(key(turn.message())) : null;
            if (call != null) {
                callByPosition.put(turn.position(), call);
                withResult.add(call);
            }
        }
    }

    static boolean isResult(Message message) {
        return message.role() == Role.TOOL || message.role() == Role.FUNCTION;
    }

    /** The calls of a message that have no result. */
    List<ToolCall> withoutResult(Message message) {
        return message.toolCalls().stream()
                .filter(call -> !withResult.contains(call))
                .toList();
    }

    /** The label of a result: the tool and its arguments, or only "Tool:" if its call is unknown. */
    String speaker(Turn result) {
        ToolCall call = callByPosition.get(result.position());
        if (call == null) {
            return "Tool:";
        }
        String arguments = plain(call.arguments());
        String shown = arguments.isEmpty() ? "" : " (" + SpeakerLine.truncate(arguments, MAX_ARGUMENTS) + ")";
        return "Tool " + Quotation.line(call.name() + shown) + ":";
    }

    /** JSON without its punctuation; any other text hardly changes. */
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

    private static String key(Message result) {
        return result.role() == Role.FUNCTION
                ? "function " + Objects.requireNonNullElse(result.name(), "")
                : "tool " + Objects.requireNonNullElse(result.toolCallId(), "");
    }
}
