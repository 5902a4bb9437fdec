package io.histctl.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * JSON without its audio ids, signed queries and sound, and what belongs in their places.
 *
 * @param json what is left
 * @param placeholders in the order of their offsets
 */
@API(status = API.Status.INTERNAL)
public record JsonTemplate(byte[] json, List<Placeholder> placeholders) {
    /** Sorts the placeholders. */
    public JsonTemplate {
        List<Placeholder> sorted = new ArrayList<>(placeholders);
        sorted.sort(Comparator.comparingInt(Placeholder::offset));
        placeholders = List.copyOf(sorted);
    }

    /** JSON from which nothing was taken out. */
    public static JsonTemplate whole(byte[] json) {
        return new JsonTemplate(json, List.of());
    }

    /** The audio id; null if it contains none. */
    public Placeholder.@Nullable Id audioId() {
        for (Placeholder placeholder : placeholders) {
            if (placeholder instanceof Placeholder.Id id) {
                return id;
            }
        }
        return null;
    }

    /** The query of the URL in this part of the content; null if it was not taken out. */
    public Placeholder.@Nullable Query query(int part) {
        for (Placeholder placeholder : placeholders) {
            if (placeholder instanceof Placeholder.Query query && query.part() == part) {
                return query;
            }
        }
        return null;
    }

    /** The sounds as they were received. */
    public List<Placeholder.Sound> sounds() {
        List<Placeholder.Sound> sounds = new ArrayList<>();
        for (Placeholder placeholder : placeholders) {
            if (placeholder instanceof Placeholder.Sound sound) {
                sounds.add(sound);
            }
        }
        return sounds;
    }

    /** Writes the JSON with everything that belongs in it. */
    public void writeTo(OutputStream out) throws IOException {
        write(out, Placeholder::text);
    }

    /** The JSON with everything that belongs in it. */
    public byte[] filled() {
        return bytes(Placeholder::text);
    }

    /** The JSON to check: short stand-ins in the places of sound break the same rules. */
    public byte[] withStandIns() {
        return bytes(Placeholder::standIn);
    }

    private byte[] bytes(Function<Placeholder, byte[]> text) {
        if (placeholders.isEmpty()) {
            return json;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + 64);
        try {
            write(out, text);
        } catch (IOException e) {
            throw new AssertionError("a byte array does not fail", e);
        }
        return out.toByteArray();
    }

    private void write(OutputStream out, Function<Placeholder, byte[]> text) throws IOException {
        int written = 0;
        for (Placeholder placeholder : placeholders) {
            out.write(json, written, placeholder.offset() - written);
            written = placeholder.offset();
            out.write(text.apply(placeholder));
        }
        out.write(json, written, json.length - written);
    }
}
