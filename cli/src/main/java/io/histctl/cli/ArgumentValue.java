package io.histctl.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;

/** The value of an option or a parameter, set when the command line is parsed. */
// picocli sets what the argument's own converter made, and null if it is not given
@SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
final class ArgumentValue<T> implements IGetter, ISetter {
    private @Nullable Object value;

    /** The value of an argument that is required or has a default. */
    T value() {
        return Objects.requireNonNull(orNull());
    }

    /** The value, or null if the argument is not given. */
    @Nullable
    T orNull() {
        return (T) value;
    }

    boolean isGiven() {
        return value != null;
    }

    @Override
    public <V> V get() {
        return (V) value;
    }

    @Override
    public <V> V set(V given) {
        Object previous = value;
        value = given;
        return (V) previous;
    }
}
