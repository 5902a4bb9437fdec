package io.histctl.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** {@link Dialect#AZURE}. */
final class AzureGateway implements Gateway {
    @Override
    public void rewrite(ObjectNode reply, Words words) {
        reply.path("choices").forEach(choice -> ((ObjectNode) choice).set("content_filter_results", filterResults()));
        addPromptResults(reply);
    }

    @Override
    public List<ObjectNode> chunks(List<ObjectNode> chunks, Words words) {
        List<ObjectNode> rewritten = new ArrayList<>();
        ObjectNode first = empty();
        first.putArray("choices");
        addPromptResults(first);
        rewritten.add(first);
        for (ObjectNode chunk : chunks) {
            for (JsonNode choice : chunk.path("choices")) {
                ((ObjectNode) choice).set("content_filter_results", filterResults());
            }
            rewritten.add(chunk);
        }
        rewritten.add(withoutDelta());
        return rewritten;
    }

    private static ObjectNode withoutDelta() {
        ObjectNode last = empty();
        ObjectNode choice = last.putArray("choices").addObject();
        choice.putObject("content_filter_offsets").put("check_offset", 0).put("end_offset", 10);
        choice.set("content_filter_results", filterResults());
        choice.putNull("finish_reason").put("index", 0);
        return last;
    }

    private static ObjectNode empty() {
        return Json.object().put("created", 0).put("id", "").put("model", "").put("object", "");
    }

    private static void addPromptResults(ObjectNode body) {
        body.putArray("prompt_filter_results")
                .addObject()
                .put("prompt_index", 0)
                .set("content_filter_results", filterResults());
    }

    private static ObjectNode filterResults() {
        ObjectNode results = Json.object();
        results.putObject("hate").put("filtered", false).put("severity", "safe");
        return results;
    }
}
