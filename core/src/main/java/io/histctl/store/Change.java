package io.histctl.store;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of work found out, and what it wants written.
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
