package io.histctl.wire.chat;

import io.histctl.model.Role;
import io.histctl.resume.PlannedTurn;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Writes a payload message by message. Written to nowhere first, it checks the rules V1–V14, so that nothing leaves
 * that breaks one.
 */
@API(status = API.Status.INTERNAL)
public final class ChatWriter {
    private static final String RECORD_AGAIN = "record the request again, with that message as the API accepts it";

    private final @Nullable OutputStream out;
    private final @Nullable PayloadSettings settings;
    private final ChatRules rules;
    private boolean first = true;

    /**
     * @param settings null: the messages alone are written, as an array
     * @param out null: nothing is written, everything is checked
     * @param at the instant at which the payload is sent
     */
    public ChatWriter(@Nullable PayloadSettings settings, @Nullable OutputStream out, Instant at) {
        this.rules = new ChatRules(at);
        this.settings = settings;
        this.out = out;
    }

    /** Begins the payload. */
    public void begin() throws IOException {
        if (out == null) {
            return;
        }
        if (settings == null) {
            out.write('[');
            return;
        }
        byte[] json = settings.json();
        out.write(json, 0, json.length - 1);
        out.write((json.length > 2 ? ",\"messages\":[" : "\"messages\":[")
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    /** Adds a stored turn as planned. */
    public void turn(PlannedTurn plan, SourceTurn source) throws IOException {
        Piece piece = MessageRenderer.render(plan, source);
        if (out == null) {
            check("turn " + plan.position(), RECORD_AGAIN, piece.withoutSound());
        } else {
            write(piece, out);
        }
    }

    /** Adds the message in which the summary stands, in the role of the instructions. */
    public void summary(Role role, String text) throws IOException {
        String sent = role.instructs() ? role.toString() : Role.SYSTEM.toString();
        Piece piece = Piece.of(MessageRenderer.bytes(
                Json.mapper().createObjectNode().put("role", sent).put("content", text)));
        if (out == null) {
            check("the summary", "ask for another one, or for the digest", piece.whole());
        } else {
            write(piece, out);
        }
    }

    /** Adds a message that is not stored. */
    public void appended(int index, Piece piece) throws IOException {
        if (out == null) {
            check("appended message " + (index + 1), "correct it before appending it", piece.whole());
        } else {
            write(piece, out);
        }
    }

    /** Ends the payload. */
    public void end() throws IOException {
        if (out != null) {
            out.write(
                    settings == null
                            ? "]".getBytes(java.nio.charset.StandardCharsets.US_ASCII)
                            : new byte[] {']', '}'});
        } else if (settings != null) {
            rules.end(settings.tree());
        } else {
            rules.endOfMessages();
        }
    }

    private void write(Piece piece, OutputStream to) throws IOException {
        if (!first) {
            to.write(',');
        }
        first = false;
        piece.writeTo(to);
    }

    private void check(String place, String remedy, byte[] message) {
        rules.message(place, remedy, Json.tree(JsonSlice.of(message)));
    }
}
