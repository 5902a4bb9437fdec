package io.histctl.model;

import io.histctl.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What users note about a conversation to find it again. It is never part of an export.
 *
 * @param title null for none; lists then show the first words of the conversation
 * @param tags in alphabetical order
 * @param values by their keys, in alphabetical order
 */
public record ConversationMetadata(@Nullable String title, Set<String> tags, Map<String, String> values) {
    /** No title, no tags and no values. */
    public static final ConversationMetadata NONE = new ConversationMetadata(null, Set.of(), Map.of());

    /** The most characters of a title, a tag or a key. */
    public static final int MAX_NAME_LENGTH = 500;

    /** The most characters of a value. */
    public static final int MAX_VALUE_LENGTH = 100_000;

    /**
     * Checks the metadata.
     *
     * @throws InvalidInputException if a title, tag or key is blank, begins or ends with a space, or is longer than
     *     {@value #MAX_NAME_LENGTH} characters, if a value is longer than {@value #MAX_VALUE_LENGTH} characters, or if any
     *     of them is not valid Unicode
     */
    public ConversationMetadata {
        if (title != null) {
            ensureName(title, "the title");
        }
        tags.forEach(tag -> ensureName(tag, "a tag"));
        values.forEach((key, value) -> {
            ensureName(key, "a metadata key");
            ensureText(value, "a metadata value", MAX_VALUE_LENGTH);
        });
        tags = Collections.unmodifiableSet(new TreeSet<>(tags));
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** This metadata with another title, or without one. */
    public ConversationMetadata withTitle(@Nullable String other) {
        return new ConversationMetadata(other, tags, values);
    }

    /** This metadata with one more tag. */
    public ConversationMetadata withTag(String tag) {
        Set<String> others = new TreeSet<>(tags);
        others.add(tag);
        return new ConversationMetadata(title, others, values);
    }

    /** This metadata without a tag. */
    public ConversationMetadata withoutTag(String tag) {
        Set<String> others = new TreeSet<>(tags);
        others.remove(tag);
        return new ConversationMetadata(title, others, values);
    }

    /** This metadata with a value, or without one if it is null. */
    public ConversationMetadata withValue(String key, @Nullable String value) {
        Map<String, String> others = new TreeMap<>(values);
        if (value == null) {
            others.remove(key);
        } else {
            others.put(key, value);
        }
        return new ConversationMetadata(title, tags, others);
    }

    private static void ensureName(String name, String what) {
        if (name.isBlank() || !name.strip().equals(name)) {
            throw new InvalidInputException(what + " is empty, or begins or ends with a space; write it without");
        }
        ensureText(name, what, MAX_NAME_LENGTH);
    }

    private static void ensureText(String text, String what, int limit) {
        if (text.length() > limit) {
            throw new InvalidInputException(what + " is longer than " + limit + " characters; shorten it");
        }
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new InvalidInputException(what + " contains U+0000 or is not valid Unicode; write it without");
        }
    }
}
