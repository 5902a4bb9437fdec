package io.histctl.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The text that replaces speech, images and files that can't be sent. Exports write it, and recording recognizes it in the
 * next request.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class Words {
    private static final String UNAVAILABLE = ", no longer available]";

    private Words() {}

    /** The transcript of an assistant's audio, or a placeholder if it is missing or blank. */
    public static String ofAssistant(@Nullable String transcript, @Nullable Duration length) {
        return transcript == null || transcript.isBlank() ? placeholder(length) : transcript;
    }

    /** A message as text: its written parts, and the transcript or placeholders for its speech. */
    public static String of(Message message, @Nullable String transcript) {
        return withoutSound(message, transcript, sound -> true).parts().stream()
                .map(Words::ofPart)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /**
     * The message with text instead of some of its sounds. The first one becomes the transcript, which covers them all;
     * without a transcript, each becomes a placeholder.
     */
    public static Message withoutSound(Message message, @Nullable String transcript, Predicate<Part.Sound> which) {
        List<Part> parts = new ArrayList<>();
        boolean transcribed = false;
        for (Part part : message.parts()) {
            if (!(part instanceof Part.Sound sound) || !which.test(sound)) {
                parts.add(part);
            } else if (transcript == null || transcript.isBlank()) {
                parts.add(new Part.Text(placeholder(sound.length())));
            } else if (!transcribed) {
                parts.add(new Part.Text(transcript));
                transcribed = true;
            }
        }
        return new Message(
                message.role(),
                message.name(),
                parts,
                message.toolCalls(),
                message.toolCallId(),
                message.audioTranscript());
    }

    /** What is sent in place of something that a message refers to, such as an image, once it has expired. */
    public static String unavailable(String noun) {
        return "[" + noun + UNAVAILABLE;
    }

    /** Whether a message contains a placeholder for something that had expired. */
    public static boolean hasUnavailable(Message message) {
        return message.parts().stream()
                .anyMatch(part -> part instanceof Part.Text text && text.text().endsWith(UNAVAILABLE));
    }

    /**
     * The forms in which an export may have sent a message whose references expired one after another: with placeholders
     * for those that expire first, and with or without placeholders for those of unknown expiry. The message itself is
     * not among them.
     */
    public static List<Message> withoutExpired(Message message) {
        List<Message> forms = new ArrayList<>();
        List<Instant> expiries = message.parts().stream()
                .map(Part::reference)
                .filter(Objects::nonNull)
                .map(reference -> expiry(reference))
                .distinct()
                .sorted()
                .toList();
        for (Instant expiry : expiries) {
            forms.add(replacing(message, reference -> !expiry(reference).isAfter(expiry)));
            forms.add(replacing(
                    message,
                    reference ->
                            reference.expiresAt() == null || !expiry(reference).isAfter(expiry)));
        }
        return forms;
    }

    private static Message replacing(Message message, Predicate<Reference> which) {
        List<Part> parts = new ArrayList<>();
        for (Part part : message.parts()) {
            Reference reference = part.reference();
            boolean replaced = reference != null && which.test(reference);
            parts.add(replaced ? new Part.Text(unavailable(part instanceof Part.Image ? "image" : "file")) : part);
        }
        return new Message(
                message.role(),
                message.name(),
                parts,
                message.toolCalls(),
                message.toolCallId(),
                message.audioTranscript());
    }

    private static Instant expiry(Reference reference) {
        return reference.expiresAt() == null ? Instant.MAX : reference.expiresAt();
    }

    /** The placeholder for speech of this length without a transcript. */
    public static String placeholder(@Nullable Duration length) {
        return length == null ? "[speech, not transcribed]" : "[speech, " + seconds(length) + ", not transcribed]";
    }

    /** Whether a text is only the placeholder for speech without a transcript. */
    public static boolean isPlaceholder(String text) {
        return text.startsWith("[speech, ") && text.endsWith("not transcribed]");
    }

    /** How much of a reply was heard. */
    public static String heard(Duration heard, @Nullable Duration length) {
        return length == null ? seconds(heard) + " of it" : seconds(heard) + " of " + seconds(length);
    }

    /** A length in seconds with one decimal, independent of the locale. */
    public static String seconds(Duration length) {
        return String.format(Locale.ROOT, "%.1f s", length.toMillis() / 1000.0);
    }

    private static String ofPart(Part part) {
        if (part instanceof Part.Text text) {
            return text.text();
        }
        if (part instanceof Part.Image) {
            return "[image]";
        }
        return part instanceof Part.File ? "[file]" : "";
    }
}
