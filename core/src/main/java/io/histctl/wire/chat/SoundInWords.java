package io.histctl.wire.chat;

import io.histctl.model.Words;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A message whose deleted sound is sent as words, every other byte as it came. The same words as
 * {@link Words#withoutSound} gives, by which recording knows the turn again.
 */
final class SoundInWords {
    private final SourceTurn source;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Insert> inserts = new ArrayList<>();
    private boolean told;

    private SoundInWords(SourceTurn source) {
        this.source = source;
    }

    static Piece render(SourceTurn source) {
        SoundInWords message = new SoundInWords(source);
        message.write();
        return new Piece(message.out.toByteArray(), message.inserts);
    }

    private void write() {
        out.write('{');
        boolean first = true;
        for (Map.Entry<String, JsonSlice> member :
                JsonSlice.of(source.json()).members().entrySet()) {
            if (!first) {
                out.write(',');
            }
            first = false;
            out.write('"');
            out.writeBytes(Json.quoted(member.getKey()));
            out.writeBytes(new byte[] {'"', ':'});
            if (member.getKey().equals("content") && member.getValue().isArray()) {
                parts(member.getValue().elements());
            } else {
                copy(member.getValue());
            }
        }
        out.write('}');
    }

    private void parts(List<JsonSlice> parts) {
        out.write('[');
        boolean first = true;
        for (JsonSlice part : parts) {
            boolean deleted = isDeleted(part);
            if (deleted && told) {
                continue; // the transcript tells all of the turn's sound
            }
            if (!first) {
                out.write(',');
            }
            first = false;
            if (deleted) {
                out.writeBytes(words());
            } else {
                copy(part);
            }
        }
        out.write(']');
    }

    private byte[] words() {
        String transcript = source.turn().get().transcript();
        told = transcript != null && !transcript.isBlank();
        String text = told && transcript != null ? transcript : Words.placeholder(null);
        return MessageRenderer.bytes(
                Json.mapper().createObjectNode().put("type", "text").put("text", text));
    }

    private boolean isDeleted(JsonSlice part) {
        return source.deletedSounds().stream().anyMatch(at -> part.from() <= at && at < part.to());
    }

    private void copy(JsonSlice value) {
        int distance = out.size() - value.from();
        source.inserts().stream()
                .filter(insert -> value.from() <= insert.offset() && insert.offset() < value.to())
                .forEach(insert -> inserts.add(insert.movedBy(distance)));
        out.write(value.source(), value.from(), value.length());
    }
}
