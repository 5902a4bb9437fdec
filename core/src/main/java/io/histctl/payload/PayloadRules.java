package io.histctl.payload;

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
final class PayloadRules {
    private Set<String> open = new LinkedHashSet<>();
    private Set<String> answerable = Set.of();
    private String caller = "";
    private boolean hasSound;
    private int count;

    /**
     * A message in its place.
     *
     * @param place names it in errors
     * @param problem of the message on its own
     */
    record Checked(
            String place,
            Role role,
            List<String> calls,
            @Nullable String answers,
            boolean sound,
            @Nullable Problem problem) {}

    void message(Checked message) {
        count++;
        if (message.problem() != null) {
            throw new InvalidPayloadException(
                    message.problem().rule(),
                    message.place() + " " + message.problem().what());
        }
        if (message.role() == Role.TOOL) {
            if (message.answers() == null || !answerable.contains(message.answers())) {
                throw new InvalidPayloadException(
                        "V5", message.place() + " is a tool result that answers no call right before it");
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
}
