package io.histctl.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@link Dialect#EMPTY_ENVELOPE}. */
final class EmptyEnvelopeGateway implements Gateway {
    @Override
    public void rewrite(ObjectNode reply, Words words) {
        reply.put("created", 0).put("id", "").put("model", "");
    }

    @Override
    public List<ObjectNode> chunks(List<ObjectNode> chunks, Words words) {
        chunks.forEach(chunk -> rewrite(chunk, words));
        return chunks;
    }
}
