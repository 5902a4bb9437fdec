package io.histctl.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Counts what a request costs. Images and files cost nothing: their cost is not published. */
final class Prompt {
    private static final int TEXT_TOKENS_PER_MESSAGE = 4;
    private static final int AUDIO_TOKENS_PER_SECOND = 10;
    private static final int WAV_BYTE_RATE_AT = 28;

    /** 64 kbit/s, for a format whose length is not worth parsing here. */
    private static final int COMPRESSED_BYTES_PER_SECOND = 8_000;

    private Prompt() {}

    static Tokens tokens(Request request, StoredReplies replies) {
        Tokens sum = Tokens.NONE;
        for (JsonNode message : request.messages()) {
            sum = sum.plus(ofMessage(message, replies));
        }
        return request.tools().isArray()
                ? sum.plus(Tokens.ofText(request.tools().toString()))
                : sum;
    }

    /** A replayed id adds exactly its reply's own tokens, and nothing for the frame of its message. */
    private static Tokens ofMessage(JsonNode message, StoredReplies replies) {
        Tokens sum = Shape.present(message, "audio")
                ? replies.tokensOf(message.path("audio").path("id").textValue())
                : new Tokens(TEXT_TOKENS_PER_MESSAGE, 0);
        sum = sum.plus(Tokens.ofText(message.path("refusal").asText("")));
        for (String member : new String[] {"tool_calls", "function_call"}) {
            if (Shape.present(message, member)) {
                sum = sum.plus(Tokens.ofText(message.path(member).toString()));
            }
        }
        JsonNode content = message.path("content");
        if (content.isTextual()) {
            return sum.plus(Tokens.ofText(content.textValue()));
        }
        for (JsonNode part : content) {
            sum = sum.plus(ofPart(part));
        }
        return sum;
    }

    private static Tokens ofPart(JsonNode part) {
        return switch (part.path("type").textValue()) {
            case "text" -> Tokens.ofText(part.path("text").textValue());
            case "refusal" -> Tokens.ofText(part.path("refusal").textValue());
            case "input_audio" -> new Tokens(0, ofSound(part.path("input_audio")));
            default -> Tokens.NONE;
        };
    }

    private static int ofSound(JsonNode audio) {
        byte[] sound = Base64.getDecoder().decode(audio.path("data").textValue());
        long tokens = (long) sound.length * AUDIO_TOKENS_PER_SECOND / bytesASecond(audio, sound);
        return (int) Math.max(1, tokens);
    }

    private static int bytesASecond(JsonNode audio, byte[] sound) {
        if (audio.path("format").textValue().equals("wav") && sound.length > Sound.WAV_HEADER) {
            int rate = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getInt(WAV_BYTE_RATE_AT);
            return rate > 0 ? rate : COMPRESSED_BYTES_PER_SECOND;
        }
        return COMPRESSED_BYTES_PER_SECOND;
    }
}
