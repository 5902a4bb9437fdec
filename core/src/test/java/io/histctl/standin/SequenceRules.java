package io.histctl.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The rules on tool calls and the turns that answer them: V4 and V5. */
final class SequenceRules {
    private SequenceRules() {}

    static void check(JsonNode messages) {
        int i = 0;
        while (i < messages.size()) {
            if (isTool(messages.path(i))) {
                throw orphan(i);
            }
            i = endOfTurn(messages, i);
        }
    }

    /** The index after the message and the tool messages that follow it at once. */
    private static int endOfTurn(JsonNode messages, int start) {
        List<String> calls = new ArrayList<>();
        messages.path(start)
                .path("tool_calls")
                .forEach(call -> calls.add(call.path("id").textValue()));
        List<String> unanswered = new ArrayList<>(calls);
        int i = start + 1;
        for (; i < messages.size() && isTool(messages.path(i)); i++) {
            String answered = messages.path(i).path("tool_call_id").textValue();
            if (!calls.contains(answered)) {
                throw orphan(i);
            }
            unanswered.remove(answered);
        }
        if (!unanswered.isEmpty()) {
            throw unanswered(unanswered, Math.min(i, messages.size() - 1));
        }
        return i;
    }

    private static boolean isTool(JsonNode message) {
        return "tool".equals(message.path("role").textValue());
    }

    private static Refused orphan(int i) {
        return Refused.says(
                "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
                "messages.[" + i + "].role",
                null);
    }

    private static Refused unanswered(List<String> ids, int i) {
        return Refused.says(
                "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'."
                        + " The following tool_call_ids did not have response messages: " + String.join(", ", ids),
                "messages.[" + i + "].role",
                null);
    }
}
