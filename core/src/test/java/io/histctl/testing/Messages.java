package io.histctl.testing;

import java.time.Instant;

/** Messages and requests in the recorded shapes, with made-up words. */
public final class Messages {
    private static final String SETTINGS = """
            "model":"gpt-audio-1.5","modalities":["text","audio"],"audio":{"voice":"alloy","format":"%s"}""";

    private Messages() {}

    public static String system(String text) {
        return "{\"role\":\"system\",\"content\":\"" + text + "\"}";
    }

    public static String user(String text) {
        return "{\"role\":\"user\",\"content\":\"" + text + "\"}";
    }

    /** A user's speech, as base64 or any other string. */
    public static String spokenUser(String data, String format) {
        return """
                {"role":"user","content":[{"type":"input_audio","input_audio":{"data":"%s","format":"%s"}}]}""".formatted(data, format);
    }

    public static String assistant(String text) {
        return "{\"role\":\"assistant\",\"content\":\"" + text + "\"}";
    }

    /** An assistant turn sent back by its audio id. */
    public static String replay(String audioId) {
        return "{\"role\":\"assistant\",\"audio\":{\"id\":\"" + audioId + "\"}}";
    }

    public static String calls(String callId) {
        return """
                {"role":"assistant","tool_calls":[{"id":"%s","type":"function",\
                "function":{"name":"find_trains","arguments":"{}"}}]}""".formatted(callId);
    }

    public static String answers(String callId, String text) {
        return "{\"role\":\"tool\",\"tool_call_id\":\"" + callId + "\",\"content\":\"" + text + "\"}";
    }

    /** A request that wants a spoken reply. */
    public static String voice(String... messages) {
        return request(SETTINGS.formatted("wav"), messages);
    }

    /** A request that wants a spoken reply in a stream. */
    public static String streamed(String... messages) {
        return request(
                SETTINGS.formatted("pcm16") + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}", messages);
    }

    /** A request that wants text. */
    public static String written(String... messages) {
        return request("\"model\":\"gpt-4.1\"", messages);
    }

    public static String request(String settings, String... messages) {
        return "{" + settings + ",\"messages\":[" + String.join(",", messages) + "]}";
    }

    /** A reply with this message as its only choice, and an id derived from it. */
    public static String reply(String message, Instant created) {
        return """
                {"id":"chatcmpl-%s","object":"chat.completion","created":%d,"model":"gpt-4.1-2025-04-14",\
                "choices":[{"index":0,"message":%s,"finish_reason":"stop"}]}""".formatted(Integer.toHexString((message + created).hashCode()), created.getEpochSecond(), message);
    }

    /** A written reply. */
    public static String writtenReply(String text, Instant created) {
        return reply(assistant(text), created);
    }

    /** The API's error for an audio id that it no longer has. */
    public static String notFound(String audioId, int index) {
        return """
                {"error":{"message":"Assistant audio %s not found.","type":"invalid_request_error",\
                "param":"content.messages[%d].audio.id","code":"audio_not_found"}}""".formatted(audioId, index);
    }
}
