package io.histctl.standin;

import java.nio.charset.StandardCharsets;

/** Requests that the stand-in's own tests start from. */
final class Requests {
    static final String HELLO = """
            {"role":"user","content":"Say hello."}""";
    static final String SPOKEN_QUESTION = """
            {"role":"user","content":[{"type":"text","text":"Listen:"},\
            {"type":"input_audio","input_audio":{"data":"//PkxABb","format":"mp3"}}]}""";
    static final String TWO_CALLS = """
            {"role":"assistant","tool_calls":[\
            {"id":"call_1","type":"function","function":{"name":"look","arguments":"{}"}},\
            {"id":"call_2","type":"custom","custom":{"name":"find","input":"x"}}]}""";
    static final String TOOLS = """
            "tools":[{"type":"function","function":{"name":"look","parameters":{}}},\
            {"type":"custom","custom":{"name":"find"}}],""";

    private Requests() {}

    /** Asks for a spoken reply. */
    static String voice(String... messages) {
        return """
                {"model":"gpt-audio-1.5","modalities":["text","audio"],"audio":{"voice":"ash","format":"wav"},\
                "messages":[%s]}""".formatted(String.join(",", messages));
    }

    /** Asks for a spoken reply, streamed, with its usage. */
    static String streamed(String... messages) {
        return "{\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                + voice(messages).substring(1).replace("\"wav\"}", "\"pcm16\"}");
    }

    /** Asks a model that cannot speak. */
    static String text(String... messages) {
        return "{\"model\":\"gpt-4.1\",\"messages\":[%s]}".formatted(String.join(",", messages));
    }

    static String withTools(String request) {
        return "{" + TOOLS + request.substring(1);
    }

    static String replayOf(String id) {
        return "{\"role\":\"assistant\",\"audio\":{\"id\":\"%s\"}}".formatted(id);
    }

    static String answerTo(String callId) {
        return "{\"role\":\"tool\",\"tool_call_id\":\"%s\",\"content\":\"\"}".formatted(callId);
    }

    static String assistant(String text) {
        return "{\"role\":\"assistant\",\"content\":\"%s\"}".formatted(text);
    }

    static byte[] bytes(String request) {
        return request.getBytes(StandardCharsets.UTF_8);
    }
}
