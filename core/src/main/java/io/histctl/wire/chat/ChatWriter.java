package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.model.Role;
import io.histctl.resume.PlannedTurn;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Writes a payload message by message. Written to nowhere first, it checks the rules V1–V13, so that nothing leaves
 * that breaks one.
 */
@API(status = API.Status.INTERNAL)
public final class ChatWriter {
    private static final String RECORD_ANEW = "record the request anew, with that message as the API accepts it";

    private final @Nullable OutputStream out;
    private final @Nullable PayloadSettings settings;
    private final ChatRules rules = new ChatRules();
    private boolean first = true;

    /**
     * @param settings null: the messages alone are written, as an array
     * @param out null: nothing is written, everything is checked
     */
    public ChatWriter(@Nullable PayloadSettings settings, @Nullable OutputStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** Whether nothing is written and everything is checked. */
    public boolean checks() {
        return out == null;
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
            rules.message(
                    piece.evident() ? undamaged(plan, piece) : checked("turn " + plan.position(), RECORD_ANEW, piece));
        } else {
            write(piece, out);
        }
    }

    /** Takes a turn for checked that can break no rule on its own and is sent as it was. */
    public void evident(PlannedTurn plan) {
        rules.message(checked(plan, false));
    }

    /** Adds the message in which the summary stands, in the role of the instructions. */
    public void summary(Role role, String text) throws IOException {
        String sent = role.instructs() ? role.toString() : Role.SYSTEM.toString();
        Piece piece = Piece.of(MessageRenderer.bytes(
                Json.mapper().createObjectNode().put("role", sent).put("content", text)));
        if (out == null) {
            rules.message(checked("the summary", "ask for another one, or for the digest", piece));
        } else {
            write(piece, out);
        }
    }

    /** Adds a message that is not stored. */
    public void appended(int index, Piece piece) throws IOException {
        if (out == null) {
            rules.message(checked("appended message " + (index + 1), "mend it where it comes from", piece));
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

    /** A message that can break no rule on its own: only the file can have changed it. */
    private static ChatRules.Checked undamaged(PlannedTurn plan, Piece piece) {
        Json.ensureUndamaged(piece.json());
        return checked(plan, piece.hasSound());
    }

    private static ChatRules.Checked checked(PlannedTurn plan, boolean sound) {
        return new ChatRules.Checked("turn " + plan.position(), RECORD_ANEW, plan.role(), List.of(), null, sound, null);
    }

    private static ChatRules.Checked checked(String place, String remedy, Piece piece) {
        JsonNode message = Json.tree(JsonSlice.of(piece.withoutSound()));
        List<String> calls = new ArrayList<>();
        message.path("tool_calls").forEach(call -> calls.add(call.path("id").asText()));
        return new ChatRules.Checked(
                place,
                remedy,
                Role.of(message.path("role").asText()),
                calls,
                message.path("tool_call_id").textValue(),
                piece.hasSound(),
                MessageRules.check(message, true));
    }
}
