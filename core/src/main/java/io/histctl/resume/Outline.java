package io.histctl.resume;

import io.histctl.model.Role;
import io.histctl.model.Tokens;
import io.histctl.model.Turn.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What planning needs to know of a stored turn.
 *
 * @param speaksText an assistant turn with non-empty content
 * @param calls the ids of the tool calls that it makes
 * @param answers the tool call id that it answers
 * @param life of its audio id; null where it has none
 * @param soundDeleted whether its sound was deleted and only its words are left
 * @param unheard whether the user talked over it before hearing anything
 * @param heard what of it the user heard, in words; null: all of it
 * @param cost of sending it as it was
 * @param costInWords of sending it as text
 */
public record Outline(
        long position,
        Role role,
        Standing standing,
        boolean speaksText,
        boolean refuses,
        List<String> calls,
        @Nullable String answers,
        @Nullable Life life,
        boolean soundDeleted,
        boolean unheard,
        @Nullable String heard,
        Tokens cost,
        Tokens costInWords) {

    boolean isAssistant() {
        return role == Role.ASSISTANT;
    }

    boolean isToolResult() {
        return role == Role.TOOL || role == Role.FUNCTION;
    }
}
