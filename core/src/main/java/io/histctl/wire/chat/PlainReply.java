package io.histctl.wire.chat;

import io.histctl.resume.Decision;
import io.histctl.resume.PlannedTurn;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reply without tool calls as a request takes it, every value as the bytes that came. */
final class PlainReply {
    private final ByteArrayOutputStream out;

    private PlainReply(int size) {
        this.out = new ByteArrayOutputStream(size);
    }

    static Piece render(PlannedTurn plan, SourceTurn source) {
        PlainReply reply = new PlainReply(source.json().length + 64);
        Map<String, JsonSlice> stored = JsonSlice.of(source.json()).members();
        reply.write("{\"role\":\"assistant\"");
        reply.text("name", stored.get("name"));
        JsonSlice content = stored.get("content");
        boolean byId = plan.decision() == Decision.BY_AUDIO_ID;
        if (byId) {
            reply.write(",\"audio\":{\"id\":\"");
            source.inserts().stream()
                    .filter(insert -> !insert.isSound())
                    .forEach(id -> reply.out.writeBytes(id.bytes().get()));
            reply.write("\"}");
        } else {
            if (content != null && isSendable(content)) {
                reply.member("content", content);
            } else {
                reply.words(source.turn().get().message().text());
            }
            reply.text("refusal", stored.get("refusal"));
        }
        reply.write("}");
        return new Piece(reply.out.toByteArray(), List.of());
    }

    /** Whether it is a string, or parts that an assistant may send. */
    private static boolean isSendable(JsonSlice content) {
        return content.isString()
                ? content.length() > 2
                : content.isArray() && PartRules.check("assistant", Json.tree(content)) == null;
    }

    private void words(String text) {
        if (!text.isEmpty()) {
            write(",\"content\":\"");
            out.writeBytes(Json.quoted(text));
            write("\"");
        }
    }

    private static boolean isText(@Nullable JsonSlice value) {
        return value != null && value.isString() && value.length() > 2;
    }

    private void text(String name, @Nullable JsonSlice value) {
        if (value != null && isText(value)) {
            member(name, value);
        }
    }

    private void member(String name, JsonSlice value) {
        write(",\"" + name + "\":");
        out.write(value.source(), value.from(), value.length());
    }

    private void write(String json) {
        out.writeBytes(json.getBytes(StandardCharsets.US_ASCII));
    }
}
