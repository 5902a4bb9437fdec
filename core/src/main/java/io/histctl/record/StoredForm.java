package io.histctl.record;

import io.histctl.model.Role;
import io.histctl.wire.chat.CallSignature;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The forms in which a stored turn may appear in a request.
 *
 * @param key of the turn as it was sent
 * @param mayBeMissing whether an export may have left the turn out
 * @param changes whether an export may send it in another form, not only with placeholders
 * @param others the keys of its other forms; read only if the first key does not match
 * @param brokenOff whether it is a reply that broke off, which an app may drop
 * @param calls the signature of its tool calls; read only if a message has its key
 */
record StoredForm(
        long position,
        Role role,
        long key,
        boolean mayBeMissing,
        boolean changes,
        Supplier<Set<Long>> others,
        boolean brokenOff,
        Supplier<Optional<CallSignature>> calls) {
    /** The form of a whole turn without tool calls. */
    StoredForm(long position, Role role, long key, boolean mayBeMissing, boolean changes, Supplier<Set<Long>> others) {
        this(position, role, key, mayBeMissing, changes, others, false, Optional::empty);
    }

    /** Whether the message is this turn with other tool calls: an app may change them before it runs them. */
    boolean isChangedBy(RequestForm request) {
        return key == request.key()
                && request.calls() != null
                && calls.get().filter(own -> !own.equals(request.calls())).isPresent();
    }

    boolean matches(RequestForm request) {
        return key == request.key()
                || (role == request.role()
                        && ((changes && request.inWords()) || request.placeholders())
                        && others.get().contains(request.key()));
    }
}
