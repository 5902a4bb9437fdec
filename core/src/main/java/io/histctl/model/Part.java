package io.histctl.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One part of a message's content. A plain string content is one {@link Text}. */
public sealed interface Part {
    /** The URL or id of the content if the message refers to it; null if the message contains it. */
    default @Nullable Reference reference() {
        return null;
    }

    /** Written words. */
    record Text(String text) implements Part {}

    /** The words with which the model refused. */
    record Refusal(String text) implements Part {}

    /**
     * Speech that was sent as sound.
     *
     * @param hash SHA-256 of the sound, in hex
     * @param format as the request named it
     * @param bytes length of the decoded sound
     * @param length of the speech; null if it can't be measured
     * @param kept false if the sound was pruned, because there is a transcript
     */
    record Sound(
            String hash,
            @Nullable String format,
            long bytes,
            @Nullable Duration length,
            boolean kept) implements Part {}

    /**
     * A picture.
     *
     * @param fingerprint distinguishes it from others
     * @param reference its URL or id; null if the message contains the picture itself
     */
    record Image(String fingerprint, @Nullable Reference reference) implements Part {}

    /**
     * A file.
     *
     * @param fingerprint distinguishes it from others
     * @param reference its URL or id; null if the message contains the file itself
     */
    record File(String fingerprint, @Nullable Reference reference) implements Part {}

    /**
     * A part of a type that histctl does not know.
     *
     * @param fingerprint distinguishes it from others
     */
    record Other(String type, String fingerprint) implements Part {}
}
