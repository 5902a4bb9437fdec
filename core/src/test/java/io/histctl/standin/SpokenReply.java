package io.histctl.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Queue;

/** Speech with its transcript. {@code expiresAt} is in Unix seconds. */
@SuppressWarnings("ArrayRecordComponent")
record SpokenReply(String id, long expiresAt, String transcript, byte[] sound, int audioTokens) implements Reply {
    private static final int TRANSCRIPT_OVERHEAD = 4;

    @Override
    public ObjectNode message() {
        ObjectNode message =
                Json.object().put("role", "assistant").putNull("content").putNull("refusal");
        message.putObject("audio")
                .put("id", id)
                .put("data", Base64.getEncoder().encodeToString(sound))
                .put("expires_at", expiresAt)
                .put("transcript", transcript);
        message.putArray("annotations");
        return message;
    }

    /** As in recorded streams, the transcript runs ahead of the sound, and both end before the usage. */
    @Override
    public void stream(Chunks chunks, Words words) {
        Queue<String> spoken = new ArrayDeque<>(words.pieces(transcript));
        chunks.delta(Json.object().put("role", "assistant").putNull("refusal"));
        ObjectNode first = Json.object().putNull("content");
        first.putObject("audio").put("id", id).put("transcript", spoken.remove());
        chunks.delta(first);
        for (int ahead = spoken.size() / 2; ahead > 0; ahead--) {
            chunks.delta(audio("transcript", spoken.remove()));
        }
        chunks.silent(words.between(3, 8));
        sound(chunks, words, spoken);
        spoken.forEach(piece -> chunks.delta(audio("transcript", piece)));
        chunks.silent(words.between(1, 2));
        chunks.usage();
        chunks.last(Json.object().set("audio", Json.object().put("expires_at", expiresAt)));
    }

    private void sound(Chunks chunks, Words words, Queue<String> spoken) {
        int at = 0;
        while (at < sound.length) {
            // whole samples, but often not a multiple of three, so that the base64 of a piece ends in padding
            int end = Math.min(sound.length, at + 2 * words.between(500, 6_000));
            String data = Base64.getEncoder().encodeToString(Arrays.copyOfRange(sound, at, end));
            chunks.delta(at == 0 ? firstSound(data) : audio("data", data));
            chunks.silent(words.between(1, 4));
            if (!spoken.isEmpty()) {
                chunks.delta(audio("transcript", spoken.remove()));
            }
            at = end;
        }
    }

    private ObjectNode firstSound(String data) {
        ObjectNode delta =
                Json.object().put("role", "assistant").putNull("content").putNull("refusal");
        delta.putObject("audio").put("id", id).put("data", data);
        return delta;
    }

    private static ObjectNode audio(String member, String value) {
        return Json.object().set("audio", Json.object().put(member, value));
    }

    @Override
    public String finishReason() {
        return "stop";
    }

    @Override
    public Tokens tokens() {
        return Tokens.ofText(transcript).plus(new Tokens(TRANSCRIPT_OVERHEAD, audioTokens));
    }
}
