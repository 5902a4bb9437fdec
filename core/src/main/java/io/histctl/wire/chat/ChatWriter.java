package io.histctl.wire.chat;

import io.histctl.model.Role;
import io.histctl.wire.Json;
import io.histctl.wire.JsonObjectWriter;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.JsonTemplate;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Writes a payload message by message, or checks it against the rules V1–V14. A caller checks all of a payload before it
 * writes the first byte. Not safe for use by several threads.
 */
@API(status = API.Status.INTERNAL)
public final class ChatWriter {
    private final @Nullable OutputStream out;
    private final @Nullable PayloadSettings settings;
    private final ChatRules rules;
    private boolean first = true;

    /**
     * @param settings null to write the messages alone, as an array
     * @param out null to write nothing and check everything
     * @param at the instant at which the payload is sent
     */
    public ChatWriter(@Nullable PayloadSettings settings, @Nullable OutputStream out, Instant at) {
        this.rules = new ChatRules(at);
        this.settings = settings;
        this.out = out;
    }

    /** Begins the payload. */
    public void begin() throws IOException {
        if (out != null && settings != null) {
            byte[] json = settings.json();
            out.write(json, 0, json.length - 1);
            write(out, json.length > 2 ? ",\"messages\":[" : "\"messages\":[");
        } else if (out != null) {
            out.write('[');
        }
    }

    /** Adds a stored turn, rendered in the form in which it is sent. */
    public void turn(long position, JsonTemplate message) throws IOException {
        add(message, "turn " + position, "record the request again, with that message as the API accepts it");
    }

    /** Adds the message that contains the summary, in the role of the instructions. */
    public void summary(Role role, String text) throws IOException {
        Role sent = role.instructs() ? role : Role.SYSTEM;
        add(JsonTemplate.whole(summaryMessage(sent, text)), "the summary", "ask for another one, or for the digest");
    }

    /** The message that contains a summary. */
    public static byte[] summaryMessage(Role role, String text) {
        return new JsonObjectWriter()
                .string("role", role.toString())
                .string("content", text)
                .bytes();
    }

    /** Adds a message that is not stored. */
    public void appended(int index, ChatMessage message) throws IOException {
        add(message.template(), "appended message " + (index + 1), "correct it before appending it");
    }

    /** Ends the payload. */
    public void end() throws IOException {
        if (out != null) {
            write(out, settings == null ? "]" : "]}");
        } else if (settings != null) {
            rules.end(settings.tree());
        } else {
            rules.endOfMessages();
        }
    }

    private void add(JsonTemplate message, String place, String remedy) throws IOException {
        if (out == null) {
            rules.message(place, remedy, Json.tree(JsonSlice.of(message.withStandIns())));
            return;
        }
        if (!first) {
            out.write(',');
        }
        first = false;
        message.writeTo(out);
    }

    private static void write(OutputStream out, String ascii) throws IOException {
        out.write(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
