package io.histctl.cli.page;

import io.histctl.Conversation;
import io.histctl.error.NotFoundException;
import io.histctl.media.Media;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sound and images that a page contains, up to a limit, since browsers can't open a page of any size. */
final class EmbeddedMedia {
    /** Bytes of sound and images. */
    static final long MAX_BYTES = 64L << 20;

    private static final Set<String> PLAYABLE =
            Set.of("audio/wav", "audio/mpeg", "audio/ogg", "audio/flac", "audio/webm", "audio/mp4", "audio/aac");
    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private final Conversation chat;
    private final long limit;
    private long used;

    /**
     * Media of a conversation.
     *
     * @param limit the most bytes to embed; with 0, sound is not even read
     */
    EmbeddedMedia(Conversation chat, long limit) {
        this.chat = chat;
        this.limit = limit;
    }

    /**
     * Something to embed, or why it is not.
     *
     * @param data a {@code data:} URL; null if it is not embedded
     * @param missing why it is not
     */
    record Embedded(
            @Nullable Media media,
            @Nullable String data,
            @Nullable String missing) {}

    /** A sound of a turn that is kept. */
    Embedded sound(long position, int number) {
        if (limit == 0) {
            return new Embedded(null, null, null);
        }
        Media sound;
        try {
            sound = chat.sound(position, number);
        } catch (NotFoundException e) {
            return new Embedded(null, null, "Its sound can't be read: " + e.getMessage());
        }
        return embed(sound, PLAYABLE, "Its sound", "histctl sound writes it to a file");
    }

    /** The images that a turn contains. */
    List<Embedded> images(long position) {
        List<Embedded> images = new ArrayList<>();
        for (Media image : chat.images(position)) {
            images.add(embed(image, PICTURES, "An image", "an export contains it"));
        }
        return images;
    }

    private Embedded embed(Media media, Set<String> allowed, String what, String elsewhere) {
        if (!allowed.contains(media.type())) {
            return new Embedded(media, null, what + " has a type that pages don't show: " + media.type());
        }
        if (used + media.bytes().length > limit) {
            return new Embedded(media, null, what + " is left out to keep this page small; " + elsewhere + ".");
        }
        used += media.bytes().length;
        String data = "data:" + media.type() + ";base64," + Base64.getEncoder().encodeToString(media.bytes());
        return new Embedded(media, data, null);
    }
}
