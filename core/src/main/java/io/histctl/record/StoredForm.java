package io.histctl.record;

import io.histctl.model.Role;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How a stored turn may appear in a request.
 *
 * @param key of the turn as it was sent
 * @param others the keys of its other forms; asked only where the first does not match
 * @param mayBeMissing whether an export may have left the turn out
 */
public record StoredForm(long position, Role role, long key, boolean mayBeMissing, Supplier<Set<Long>> others) {
    boolean matches(RequestForm request) {
        return key == request.key()
                || (role == request.role() && request.inWords() && others.get().contains(request.key()));
    }
}
