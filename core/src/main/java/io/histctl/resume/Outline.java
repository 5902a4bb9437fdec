package io.histctl.resume;

import io.histctl.model.PartReference;
import io.histctl.model.Reference;
import io.histctl.model.Role;
import io.histctl.model.Tokens;
import io.histctl.model.Turn.Standing;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What planning needs to know about a stored turn.
 *
 * @param speech the audio of a spoken reply; null for other turns
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public record Outline(
        long position,
        Role role,
        Standing standing,
        Content content,
        Tools tools,
        @Nullable Speech speech,
        Cost cost) {

    /**
     * What kinds of content a turn has.
     *
     * @param text whether it is an assistant turn with written text
     * @param refusal whether the model refused
     * @param soundDeleted whether recorded sound was deleted and only its words remain
     * @param references what its parts refer to, in the order of the parts
     * @hidden
     */
    public record Content(boolean text, boolean refusal, boolean soundDeleted, List<PartReference> references) {
        public Content {
            references = List.copyOf(references);
        }
    }

    /**
     * The tool calls that a turn makes or answers.
     *
     * @param calls ids of the calls it makes, in order; an id may occur twice
     * @param answers id of the call it answers; null if it answers none
     * @hidden
     */
    public record Tools(List<String> calls, @Nullable String answers) {
        /** Neither makes nor answers a call. */
        public static final Tools NONE = new Tools(List.of(), null);

        public Tools {
            calls = List.copyOf(calls);
        }
    }

    /**
     * Input tokens of a turn.
     *
     * @param unchanged sent as it was recorded
     * @param inWords sent as text
     * @hidden
     */
    public record Cost(Tokens unchanged, Tokens inWords) {}

    /** The same turn with newer references in place of some that it has. */
    public Outline renewed(Map<Reference, Reference> renewals) {
        if (content.references.stream().noneMatch(part -> renewals.containsKey(part.reference()))) {
            return this;
        }
        List<PartReference> references = content.references.stream()
                .map(part -> {
                    Reference fresh = renewals.get(part.reference());
                    return fresh == null ? part : new PartReference(part.part(), fresh, true);
                })
                .toList();
        Content renewed = new Content(content.text, content.refusal, content.soundDeleted, references);
        return new Outline(position, role, standing, renewed, tools, speech, cost);
    }

    boolean isAssistant() {
        return role == Role.ASSISTANT;
    }

    boolean isToolResult() {
        return role == Role.TOOL || role == Role.FUNCTION;
    }

    boolean hasCalls() {
        return !tools.calls().isEmpty();
    }
}
