package io.histctl.store;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The result of a unit of work, and the changes to write.
 *
 * @param changes null if nothing is to be written
 */
@API(status = API.Status.INTERNAL)
public record Change<T>(T result, @Nullable Changes changes) {
    /** A result that changes nothing. */
    public static <T> Change<T> none(T result) {
        return new Change<>(result, null);
    }
}
