package io.histctl.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;

/** What was given for an option or a parameter, once the command line is read. */
// picocli sets what the argument's own converter made, and takes null for what is not given
@SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
final class ArgumentValue<T> implements IGetter, ISetter {
    private @Nullable Object value;

    /** Of what has a default or has to be given. */
    T value() {
        return Objects.requireNonNull(orNull());
    }

    /** Null where it was not given. */
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
        Object before = value;
        value = given;
        return (V) before;
    }
}
