package io.histctl.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** {@link Dialect#LOOSE_TOOL_CALLS}. */
final class LooseToolCallGateway implements Gateway {
    private enum Index {
        CORRECT,
        EQUAL,
        MISSING
    }

    /** The ids start again in each reply; two calls of a whole reply may even share one. */
    @Override
    public void rewrite(ObjectNode reply, Words words) {
        ObjectNode message = (ObjectNode) reply.path("choices").path(0).path("message");
        boolean shared = words.between(0, 3) == 0;
        int number = 0;
        for (JsonNode call : message.path("tool_calls")) {
            ((ObjectNode) call).put("id", "call_" + (shared ? 0 : number++));
        }
        if (!message.has("tool_calls")) {
            message.putArray("tool_calls");
            message.putNull("function_call");
        }
    }

    @Override
    public List<ObjectNode> chunks(List<ObjectNode> chunks, Words words) {
        Index index = Index.values()[words.between(0, 2)];
        boolean repeated = words.between(0, 1) == 0;
        List<ObjectNode> pieces = new ArrayList<>();
        for (ObjectNode chunk : chunks) {
            for (JsonNode choice : chunk.path("choices")) {
                ObjectNode delta = (ObjectNode) choice.path("delta");
                if (!delta.has("tool_calls") && words.between(0, 1) == 0) {
                    delta.putArray("tool_calls");
                    delta.putNull("function_call");
                }
                delta.path("tool_calls").forEach(piece -> pieces.add((ObjectNode) piece));
            }
        }
        rename(pieces, repeated);
        pieces.forEach(piece -> index(piece, index));
        return chunks;
    }

    /** @param repeated whether each piece of a call has its name, not the first one alone */
    private static void rename(List<ObjectNode> pieces, boolean repeated) {
        int number = 0;
        String name = "";
        for (ObjectNode piece : pieces) {
            ObjectNode called = (ObjectNode) piece.path(piece.has("function") ? "function" : "custom");
            if (piece.has("id")) {
                piece.put("id", "call_" + number++);
                name = called.path("name").asText();
            } else if (repeated) {
                called.put("name", name);
            }
        }
    }

    private static void index(ObjectNode call, Index index) {
        if (index == Index.EQUAL) {
            call.put("index", 0);
        } else if (index == Index.MISSING) {
            call.remove("index");
        }
    }
}
