package io.histctl.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A text reply: either content or refusal is null. */
record TextReply(String member, String text) implements Reply {
    static TextReply content(String text) {
        return new TextReply("content", text);
    }

    static TextReply refusal(String text) {
        return new TextReply("refusal", text);
    }

    @Override
    public ObjectNode message() {
        ObjectNode message =
                Json.object().put("role", "assistant").putNull("content").putNull("refusal");
        message.put(member, text);
        message.putArray("annotations");
        return message;
    }

    @Override
    public void stream(Chunks chunks, Words words) {
        ObjectNode first =
                Json.object().put("role", "assistant").putNull("content").putNull("refusal");
        chunks.delta(first.put(member, ""));
        words.pieces(text).forEach(piece -> chunks.delta(Json.object().put(member, piece)));
        chunks.finish("stop");
        chunks.usage();
    }

    @Override
    public String finishReason() {
        return "stop";
    }

    @Override
    public Tokens tokens() {
        return Tokens.ofText(text);
    }
}
