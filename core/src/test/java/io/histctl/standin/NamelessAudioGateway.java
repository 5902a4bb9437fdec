package io.histctl.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@link Dialect#NAMELESS_AUDIO}. One reply in four keeps its id. */
final class NamelessAudioGateway implements Gateway {
    @Override
    public void rewrite(ObjectNode reply, Words words) {
        dropId(reply.path("choices").path(0).path("message").path("audio"), words.between(0, 3));
    }

    @Override
    public List<ObjectNode> chunks(List<ObjectNode> chunks, Words words) {
        int form = words.between(0, 3);
        for (ObjectNode chunk : chunks) {
            dropId(chunk.path("choices").path(0).path("delta").path("audio"), form);
        }
        return chunks;
    }

    private static void dropId(JsonNode audio, int form) {
        if (!audio.has("id")) {
            return;
        }
        ObjectNode named = (ObjectNode) audio;
        switch (form) {
            case 0 -> named.remove("id");
            case 1 -> named.putNull("id");
            case 2 -> named.put("id", "");
            default -> {}
        }
    }
}
