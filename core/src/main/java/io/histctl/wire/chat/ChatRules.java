package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.error.InvalidPayloadException;
import io.histctl.error.Remedy;
import io.histctl.model.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a payload, message by message, against the rules V1 to V14. An error names the rule and the turn. That a
 * replayed audio id has not expired is for the plan to ensure.
 */
final class ChatRules {
    private final Instant at;
    private final List<String> unanswered = new ArrayList<>();
    private Set<String> answerable = Set.of();
    private String caller = "";
    private boolean hasSound;
    private boolean hasMessages;

    /** @param at the instant at which the payload is sent */
    ChatRules(Instant at) {
        this.at = at;
    }

    /**
     * Checks the next message.
     *
     * @param place names the message in errors
     * @param remedy what to do if it breaks a rule
     */
    void message(String place, String remedy, JsonNode message) {
        Problem problem = MessageRules.check(message);
        if (problem == null && PartReferences.anyExpired(message.path("content"), at)) {
            problem = new Problem("V14", "refers to an image or file that has expired");
        }
        if (problem == null && isToolResult(message)) {
            problem = answer(message.path("tool_call_id").asText());
        } else if (problem == null) {
            ensureAnswered();
            calls(place, message);
        }
        if (problem != null) {
            throw new InvalidPayloadException(problem.rule(), place + " " + problem.what() + "; " + remedy);
        }
        hasMessages = true;
        message.path("content")
                .forEach(part -> hasSound |= part.path("type").asText().equals("input_audio"));
    }

    private static boolean isToolResult(JsonNode message) {
        return Role.of(message.path("role").asText()) == Role.TOOL;
    }

    /** A call may be answered twice: some apps send progress and then the result. */
    private @Nullable Problem answer(String id) {
        unanswered.remove(id);
        return answerable.contains(id) ? null : new Problem("V5", "is a tool result without a call right before it");
    }

    private void calls(String place, JsonNode message) {
        message.path("tool_calls")
                .forEach(call -> unanswered.add(call.path("id").asText()));
        answerable = Set.copyOf(unanswered);
        caller = place;
    }

    /** Checks the end of a whole request. */
    void end(JsonNode settings) {
        endOfMessages();
        SettingsRules.check(settings, hasSound);
    }

    /** Checks the end of a payload that consists of its messages alone. */
    void endOfMessages() {
        ensureAnswered();
        if (!hasMessages) {
            throw new InvalidPayloadException("V1", "there is no message to send; append one", Remedy.APPEND_MESSAGE);
        }
    }

    private void ensureAnswered() {
        if (!unanswered.isEmpty()) {
            throw new InvalidPayloadException(
                    "V4", caller + " makes tool calls that are not answered right after it; append their results");
        }
    }
}
