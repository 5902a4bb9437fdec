package io.histctl.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Who speaks in a turn. {@link #OTHER} is a role that histctl does not know; its messages are kept as they arrived. */
public enum Role {
    SYSTEM,
    DEVELOPER,
    USER,
    ASSISTANT,
    TOOL,
    /** The deprecated predecessor of {@link #TOOL}. */
    FUNCTION,
    OTHER;

    private static final Map<String, Role> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Role::toString, role -> role));

    private final String name = name().toLowerCase(Locale.ROOT);

    /** The role with this name; {@link #OTHER} if there is none. */
    public static Role of(String name) {
        return BY_NAME.getOrDefault(name, OTHER);
    }

    /** Whether turns of this role instruct the model: system and developer. */
    public boolean instructs() {
        return this == SYSTEM || this == DEVELOPER;
    }

    /** The name in lower case, as in the store and in reports. */
    @Override
    public String toString() {
        return name;
    }
}
