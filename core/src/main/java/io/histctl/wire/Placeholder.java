package io.histctl.wire;

import java.util.function.Supplier;
import org.apiguardian.api.API;

/** A text that was taken out of a JSON string and belongs back at an offset, in bytes of what is left. */
@API(status = API.Status.INTERNAL)
public sealed interface Placeholder {
    /** Its place in the JSON that is left. */
    int offset();

    /** The text that belongs there, escaped as in a JSON string. */
    byte[] text();

    /** A text that breaks the same rules, short enough for a check. */
    default byte[] standIn() {
        return text();
    }

    /** The same at another offset. */
    Placeholder movedTo(int offset);

    /** An assistant's audio id. */
    record Id(int offset, String id) implements Placeholder {
        @Override
        public byte[] text() {
            return Json.quoted(id);
        }

        @Override
        public Id movedTo(int other) {
            return new Id(other, id);
        }
    }

    /**
     * The query of a signed URL, which expires.
     *
     * @param part index of its part in the message's content
     * @param url all of the URL
     * @param text with its escapes
     */
    record Query(int offset, int part, String url, byte[] text) implements Placeholder {
        @Override
        public Query movedTo(int other) {
            return new Query(other, part, url, text);
        }
    }

    /** Sound as it was received, a user's or an assistant's. */
    record Sound(int offset, SoundData data) implements Placeholder {
        @Override
        public byte[] text() {
            return SoundData.text(data.bytes(), data.verbatim());
        }

        @Override
        public byte[] standIn() {
            return data.standIn();
        }

        @Override
        public Sound movedTo(int other) {
            return new Sound(other, data);
        }
    }

    /** Sound in the store, read only when it is written. */
    record StoredSound(int offset, Supplier<byte[]> content) implements Placeholder {
        @Override
        public byte[] text() {
            return content.get();
        }

        @Override
        public byte[] standIn() {
            return SoundData.standIn(true);
        }

        @Override
        public StoredSound movedTo(int other) {
            return new StoredSound(other, content);
        }
    }

    /** Sound that was deleted from the store. */
    record DeletedSound(int offset) implements Placeholder {
        @Override
        public byte[] text() {
            return new byte[0];
        }

        @Override
        public DeletedSound movedTo(int other) {
            return new DeletedSound(other);
        }
    }
}
