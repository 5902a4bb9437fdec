package io.histctl.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Collects the chunks of one stream. */
final class Chunks {
    private final Request request;
    private final Envelope envelope;
    private final Words words;
    private final List<ObjectNode> chunks = new ArrayList<>();

    Chunks(Request request, Envelope envelope, Words words) {
        this.request = request;
        this.envelope = envelope;
        this.words = words;
    }

    void delta(ObjectNode delta) {
        ObjectNode choice = choice(delta);
        choice.putNull("finish_reason");
        send(withChoice(choice));
    }

    void finish(String reason) {
        ObjectNode choice = choice(Json.object());
        choice.put("finish_reason", reason);
        send(withChoice(choice));
    }

    /** As in recorded streams, the last chunk of a spoken reply has no {@code finish_reason}. */
    void last(ObjectNode delta) {
        send(withChoice(choice(delta)));
    }

    /** As in recorded streams, most chunks of a spoken reply have no {@code choices} at all. */
    void silent(int times) {
        for (int i = 0; i < times; i++) {
            send(envelope.chunk());
        }
    }

    void usage() {
        if (request.usageInStream()) {
            ObjectNode chunk = envelope.chunk();
            chunk.putArray("choices");
            chunk.set("usage", envelope.usage());
            send(chunk);
        }
    }

    List<ObjectNode> all() {
        return chunks;
    }

    private static ObjectNode choice(ObjectNode delta) {
        ObjectNode choice = Json.object().put("index", 0);
        choice.set("delta", delta);
        return choice;
    }

    private ObjectNode withChoice(ObjectNode choice) {
        ObjectNode chunk = envelope.chunk();
        chunk.putArray("choices").add(choice);
        return chunk;
    }

    private void send(ObjectNode chunk) {
        if (request.usageInStream() && !chunk.has("usage")) {
            chunk.putNull("usage");
        }
        if (request.obfuscated()) {
            chunk.put("obfuscation", words.alphanumeric(words.between(1, 14)));
        }
        chunks.add(chunk);
    }
}
