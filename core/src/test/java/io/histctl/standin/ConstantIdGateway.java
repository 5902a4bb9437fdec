package io.histctl.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@link Dialect#CONSTANT_ID}. */
final class ConstantIdGateway implements Gateway {
    @Override
    public void rewrite(ObjectNode reply, Words words) {
        reply.put("id", "chatcmpl-1");
    }

    @Override
    public List<ObjectNode> chunks(List<ObjectNode> chunks, Words words) {
        chunks.forEach(chunk -> rewrite(chunk, words));
        return chunks;
    }
}
