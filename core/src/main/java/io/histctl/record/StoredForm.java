package io.histctl.record;

import io.histctl.model.Role;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The forms in which a stored turn may appear in a request.
 *
 * @param key of the turn as it was sent
 * @param mayBeMissing whether an export may have left the turn out
 * @param mayChangeForm whether an export may send it in other forms than with placeholders
 * @param otherKeys the keys of its other forms; read only if the first key does not match
 * @param flaw why an app may drop it
 * @param afterReply whether the request that it answers went on after an earlier reply; null if that is unknown
 * @param changedBy whether a message is this turn with other content: its tool calls or their result were changed, or it
 *     broke a rule and was corrected
 */
record StoredForm(
        long position,
        Role role,
        long key,
        boolean mayBeMissing,
        boolean mayChangeForm,
        Supplier<Set<Long>> otherKeys,
        Flaw flaw,
        @Nullable Boolean afterReply,
        Predicate<RequestForm> changedBy) {
    /** The form of a whole turn that no message changes. */
    StoredForm(
            long position,
            Role role,
            long key,
            boolean mayBeMissing,
            boolean mayChangeForm,
            Supplier<Set<Long>> otherKeys) {
        this(position, role, key, mayBeMissing, mayChangeForm, otherKeys, Flaw.NONE, null, message -> false);
    }

    /** What is wrong with a turn. */
    enum Flaw {
        NONE,
        /** It is a reply that broke off. */
        BROKEN_OFF,
        /** It breaks a rule, so the API can't have accepted it. */
        INVALID
    }

    boolean brokenOff() {
        return flaw == Flaw.BROKEN_OFF;
    }

    boolean invalid() {
        return flaw == Flaw.INVALID;
    }

    boolean isChangedBy(RequestForm request) {
        return changedBy.test(request);
    }

    boolean matches(RequestForm request) {
        return key == request.key()
                || (role == request.role()
                        && ((mayChangeForm && request.inWords()) || request.placeholders())
                        && otherKeys.get().contains(request.key()));
    }
}
