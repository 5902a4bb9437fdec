package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.error.InvalidPayloadException;
import io.histctl.model.Role;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a payload message by message before it leaves (API.md, rules V1–V13). What breaks a rule is an error that
 * names the turn; that every audio id is alive (V2) is the plan's own doing.
 */
final class ChatRules {
    private Set<String> open = new LinkedHashSet<>();
    private Set<String> answerable = Set.of();
    private String caller = "";
    private boolean hasSound;
    private int count;

    /**
     * A message in its place.
     *
     * @param place names it in errors
     * @param remedy what to do where it breaks a rule
     * @param problem of the message on its own
     */
    record Checked(
            String place,
            String remedy,
            Role role,
            List<String> calls,
            @Nullable String answers,
            boolean sound,
            @Nullable Problem problem) {}

    void message(Checked message) {
        count++;
        Problem problem = message.problem();
        if (problem != null) {
            throw broken(problem.rule(), message, problem.what());
        }
        if (message.role() == Role.TOOL) {
            if (message.answers() == null || !answerable.contains(message.answers())) {
                throw broken("V5", message, "is a tool result that answers no call right before it");
            }
            open.remove(message.answers());
        } else {
            ensureAnswered();
            open = new LinkedHashSet<>(message.calls());
            open.remove(""); // the deprecated function call has no id and no rule
            answerable = Set.copyOf(open);
            caller = message.place();
        }
        hasSound |= message.sound();
    }

    void end(JsonNode settings) {
        endOfMessages();
        SettingsRules.check(settings, hasSound);
    }

    /** The end of a payload that is its messages alone. */
    void endOfMessages() {
        ensureAnswered();
        if (count == 0) {
            throw new InvalidPayloadException("V1", "there is no message to send; add one with --append");
        }
    }

    private void ensureAnswered() {
        if (!open.isEmpty()) {
            throw new InvalidPayloadException(
                    "V4", caller + " makes tool calls that are not answered right behind it; append their results");
        }
    }

    private static InvalidPayloadException broken(String rule, Checked message, String what) {
        return new InvalidPayloadException(rule, message.place() + " " + what + "; " + message.remedy());
    }
}
