package io.histctl.wire.chat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apiguardian.api.API;

/**
 * One message of a payload: its JSON and what belongs into it.
 *
 * @param evident whether it breaks no rule on its own by how it was made
 */
@API(status = API.Status.INTERNAL)
public record Piece(byte[] json, List<Insert> inserts, boolean evident) {
    public Piece {
        inserts = List.copyOf(inserts);
    }

    /** A message that is to be checked. */
    public Piece(byte[] json, List<Insert> inserts) {
        this(json, inserts, false);
    }

    /** A message that is whole. */
    static Piece of(byte[] json) {
        return new Piece(json, List.of());
    }

    void writeTo(OutputStream out) throws IOException {
        write(out, true);
    }

    /** The message's JSON with its id and without its sound. */
    public byte[] withoutSound() {
        return bytes(false);
    }

    /** The message's JSON with all that belongs into it. */
    public byte[] whole() {
        return bytes(true);
    }

    private byte[] bytes(boolean withSound) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + 64);
            write(out, withSound);
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError("a byte array does not fail", e);
        }
    }

    boolean hasSound() {
        return inserts.stream().anyMatch(Insert::isSound);
    }

    private void write(OutputStream out, boolean withSound) throws IOException {
        int written = 0;
        for (Insert insert : inserts) {
            out.write(json, written, insert.offset() - written);
            written = insert.offset();
            if (withSound || !insert.isSound()) {
                out.write(insert.bytes().get());
            }
        }
        out.write(json, written, json.length - written);
    }
}
