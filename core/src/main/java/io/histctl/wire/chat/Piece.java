package io.histctl.wire.chat;

import io.histctl.wire.Cut;
import io.histctl.wire.SoundData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * One message of a payload: its JSON and what belongs into it.
 */
@API(status = API.Status.INTERNAL)
public record Piece(byte[] json, List<Insert> inserts) {
    private static final byte[] STAND_IN = SoundData.STAND_IN.getBytes(StandardCharsets.US_ASCII);

    public Piece {
        inserts = List.copyOf(inserts);
    }

    /** A message that is whole. */
    static Piece of(byte[] json) {
        return new Piece(json, List.of());
    }

    /** A message as it was received. */
    public static Piece of(ChatMessage message) {
        List<Insert> inserts = new ArrayList<>();
        for (Cut cut : message.cuts()) {
            inserts.add(new Insert(cut.offset(), cut instanceof Cut.Sound, cut::text));
        }
        return new Piece(message.rest(), inserts);
    }

    void writeTo(OutputStream out) throws IOException {
        write(out, true);
    }

    /** The message's JSON with its id, and with a short text in place of its sound. */
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

    private void write(OutputStream out, boolean withSound) throws IOException {
        int written = 0;
        for (Insert insert : inserts) {
            out.write(json, written, insert.offset() - written);
            written = insert.offset();
            out.write(withSound || !insert.isSound() ? insert.bytes().get() : STAND_IN);
        }
        out.write(json, written, json.length - written);
    }
}
