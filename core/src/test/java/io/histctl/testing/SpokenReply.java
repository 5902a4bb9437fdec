package io.histctl.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** A spoken reply in the two recorded shapes, whole and streamed: {@code SpokenReply.reply("Hi.").begunAt(noon).stream()}. */
public record SpokenReply(String transcript, Instant begun, byte[] sound, int audioTokens, String tail) {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");

    /** In recordings, an id expires 3600 to 3606 seconds after the second in it. */
    private static final long LIFETIME = 3603;

    public static SpokenReply reply(String transcript) {
        String tail = "%024x".formatted(Integer.toUnsignedLong(transcript.hashCode()));
        return new SpokenReply(transcript, NOON, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 44, tail);
    }

    public SpokenReply begunAt(Instant moment) {
        return new SpokenReply(transcript, moment, sound, audioTokens, tail);
    }

    public SpokenReply withSound(byte[] bytes, int tokens) {
        return new SpokenReply(transcript, begun, bytes, tokens, tail);
    }

    public String audioId() {
        return "audio_%08x%s".formatted(begun.getEpochSecond(), tail);
    }

    public String responseId() {
        return "chatcmpl-" + tail;
    }

    public Instant expiresAt() {
        return begun.plusSeconds(LIFETIME);
    }

    /** The message as a later request sends it back. */
    public String replayed() {
        return Messages.replay(audioId());
    }

    public String usage() {
        return """
                {"prompt_tokens":28,"completion_tokens":%d,"total_tokens":%d,\
                "prompt_tokens_details":{"cached_tokens":0,"audio_tokens":17,"text_tokens":11,"image_tokens":0},\
                "completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":%d,"text_tokens":12}}""".formatted(audioTokens + 12, audioTokens + 40, audioTokens);
    }

    /** The reply's message. */
    public String message() {
        return """
                {"role":"assistant","content":null,"refusal":null,"audio":{"id":"%s","data":"%s","expires_at":%d,\
                "transcript":"%s"},"annotations":[]}""".formatted(audioId(), base64(sound), expiresAt().getEpochSecond(), transcript);
    }

    /** The reply as it arrives without streaming. */
    public String whole() {
        return """
                {%s"object":"chat.completion","choices":[{"index":0,"message":%s,"finish_reason":"stop"}],\
                "usage":%s,"service_tier":"default"}""".formatted(head(), message(), usage());
    }

    /** The reply as it is streamed, in the recorded order. */
    public String stream() {
        return chunks().stream().map(chunk -> "data: " + chunk + "\n\n").collect(Collectors.joining())
                + "data: [DONE]\n\n";
    }

    /** The stream's chunks, without {@code [DONE]}. */
    public List<String> chunks() {
        int third = transcript.offsetByCodePoints(0, transcript.codePointCount(0, transcript.length()) / 3);
        List<String> chunks = new ArrayList<>();
        chunks.add(delta("{\"role\":\"assistant\",\"refusal\":null}"));
        chunks.add(delta("{\"content\":null,\"audio\":{\"id\":\"" + audioId() + "\",\"transcript\":\""
                + transcript.substring(0, third) + "\"}}"));
        chunks.add(chunk(""));
        chunks.add(delta("{\"role\":\"assistant\",\"content\":null,\"refusal\":null,\"audio\":{\"id\":\"" + audioId()
                + "\",\"data\":\"" + base64(Arrays.copyOf(sound, sound.length / 2)) + "\"}}"));
        chunks.add(chunk(""));
        chunks.add(delta("{\"audio\":{\"transcript\":\"" + transcript.substring(third) + "\"}}"));
        chunks.add(delta("{\"audio\":{\"data\":\"" + base64(Arrays.copyOfRange(sound, sound.length / 2, sound.length))
                + "\"}}"));
        chunks.add(chunk(",\"choices\":[],\"usage\":" + usage()));
        chunks.add(expiry());
        return chunks;
    }

    /** As in recordings, the last chunk has the expiry, and its choice has no finish reason. */
    private String expiry() {
        return chunk(",\"choices\":[{\"index\":0,\"delta\":{\"audio\":{\"expires_at\":"
                + expiresAt().getEpochSecond() + "}}}]");
    }

    private String delta(String delta) {
        return chunk(",\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":null}]");
    }

    private String chunk(String members) {
        return "{" + head() + "\"object\":\"chat.completion.chunk\"" + members + "}";
    }

    private String head() {
        return "\"id\":\"" + responseId() + "\",\"created\":" + begun.getEpochSecond()
                + ",\"model\":\"gpt-audio-1.5-2026-02-23\",";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
