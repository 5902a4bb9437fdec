package io.histctl.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The members around a reply's message: id, time, model and usage. {@code created} is in Unix seconds. */
record Envelope(String id, long created, String model, String fingerprint, ObjectNode usage) {
    static Envelope of(Request request, Reply reply, Tokens prompt, long created, Words words) {
        return new Envelope(
                "chatcmpl-" + words.alphanumeric(29),
                created,
                snapshot(request.model()),
                "fp_" + words.hex(10),
                usage(prompt, reply.tokens()));
    }

    ObjectNode whole(Reply reply) {
        ObjectNode body = Json.object()
                .put("id", id)
                .put("object", "chat.completion")
                .put("created", created)
                .put("model", model);
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        choice.set("message", reply.message());
        choice.put("finish_reason", reply.finishReason());
        body.set("usage", usage);
        return body.put("service_tier", "default").put("system_fingerprint", fingerprint);
    }

    ObjectNode chunk() {
        return Json.object()
                .put("id", id)
                .put("object", "chat.completion.chunk")
                .put("created", created)
                .put("model", model)
                .put("service_tier", "default")
                .put("system_fingerprint", fingerprint);
    }

    /** As recorded, a request for an undated model is answered by a dated one. */
    private static String snapshot(String model) {
        return model.matches(".*-\\d{4}-\\d{2}-\\d{2}") ? model : model + "-2025-06-03";
    }

    private static ObjectNode usage(Tokens prompt, Tokens completion) {
        ObjectNode usage = Json.object()
                .put("prompt_tokens", prompt.total())
                .put("completion_tokens", completion.total())
                .put("total_tokens", prompt.total() + completion.total());
        usage.putObject("prompt_tokens_details")
                .put("cached_tokens", 0)
                .put("audio_tokens", prompt.audio())
                .put("text_tokens", prompt.text())
                .put("image_tokens", 0);
        usage.putObject("completion_tokens_details")
                .put("reasoning_tokens", 0)
                .put("audio_tokens", completion.audio())
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0)
                .put("text_tokens", completion.text());
        return usage;
    }
}
