package io.histctl.model;

import java.util.Locale;

/** Who speaks in a turn. {@link #OTHER} is a role that histctl does not know; its message is kept as it came. */
public enum Role {
    SYSTEM,
    DEVELOPER,
    USER,
    ASSISTANT,
    TOOL,
    /** The deprecated predecessor of {@link #TOOL}. */
    FUNCTION,
    OTHER;

    /** The role of this name, {@link #OTHER} where there is none. */
    public static Role of(String name) {
        for (Role role : values()) {
            if (role.toString().equals(name)) {
                return role;
            }
        }
        return OTHER;
    }

    /** Whether turns of this role instruct the model: system and developer. */
    public boolean instructs() {
        return this == SYSTEM || this == DEVELOPER;
    }

    /** The name in lower case, as in the store and in reports. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
