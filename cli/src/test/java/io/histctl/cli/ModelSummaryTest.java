package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model is asked only on request, and the key is sent only to its server. */
class ModelSummaryTest {
    private static final String CALL = "zurich-by-train";
    private static final String KEY = "sk-test-4f9a1c77e2";
    private static final Terminal TERMINAL = new Terminal(false, false);

    @TempDir
    Path folder;

    private final List<String> keys = new ArrayList<>();
    private HttpServer server;
    private String answer = "";

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.contains("choices") ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        histctl(Map.of()).run("import", "examples/paused-call.jsonl");
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void whatIsMissingIsNamedWithItsOptionAndItsVariable() {
        Histctl.Result model = histctl(Map.of()).run("summarize", CALL, "--with", "openai");
        Histctl.Result key =
                histctl(Map.of()).run("export", CALL, "--summarizer", "openai", "--summary-model", "a-model");

        assertThat(model.exit()).isEqualTo(1);
        assertThat(model.err())
                .contains("--summary-model")
                .contains("HISTCTL_OPENAI_MODEL")
                .hasLineCount(1);
        assertThat(key.exit()).isEqualTo(1);
        assertThat(key.err())
                .contains("--key-file")
                .contains("HISTCTL_OPENAI_API_KEY")
                .hasLineCount(1);
    }

    @Test
    void theReportNamesWhoMadeTheSummaryThatWasKept() {
        answer = said("User: to Zurich");
        String before = exported().err();
        histctl(Map.of("HISTCTL_OPENAI_API_KEY", KEY)).run(asked("summarize", CALL, "--through", "3"));
        Histctl.Result after = exported();

        assertThat(before).doesNotContain("the summary by");
        assertThat(after.err()).contains("6 summarized, the summary by a-model; voice reset; valid until");
        assertThat(after.out()).contains("User: to Zurich");
        assertThat(keys).hasSize(1);
    }

    private Histctl.Result exported() {
        return histctl(Map.of()).run("export", CALL, "--at", "2026-06-05T22:10:00Z");
    }

    @Test
    void aKeyForOpenAiIsNotSentElsewhere() {
        answer = said("User: to Zurich");
        histctl(Map.of("OPENAI_API_KEY", KEY)).run(asked("summarize", CALL));
        histctl(Map.of("HISTCTL_OPENAI_API_KEY", KEY)).run(asked("summarize", CALL));

        assertThat(keys).containsExactly("null", "Bearer " + KEY);
    }

    @Test
    void theKeyIsInNoOutputAndNotInTheStore() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), KEY + "\n");
        StringBuilder printed = new StringBuilder();
        for (String answered :
                List.of(said("User: to Zurich"), said("The key is " + KEY), "{\"error\":{\"code\":\"" + KEY + "\"}}")) {
            answer = answered;
            for (String command : List.of("summarize", "export")) {
                Histctl.Result result =
                        histctl(Map.of("HISTCTL_OPENAI_API_KEY", KEY)).run(asked(command, CALL, "--stacktrace"));
                assertThat(result.exit()).as(result.err()).isZero();
                printed.append(result.out()).append(result.err());
            }
        }
        printed.append(histctl(Map.of("HISTCTL_OPENAI_API_KEY", KEY + "\u00e9"))
                .run(asked("summarize", CALL, "--stacktrace"))
                .err());
        printed.append(histctl(Map.of())
                .run(asked("export", CALL, "--key-file", file.toString()))
                .err());

        assertThat(keys).hasSizeGreaterThan(5).allMatch(("Bearer " + KEY)::equals);
        assertThat(printed.toString())
                .contains("User: to Zurich")
                .contains("the digest was used instead")
                .doesNotContain(KEY);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path stored : files.filter(path -> !path.equals(file)).toList()) {
                assertThat(Files.readString(stored, StandardCharsets.ISO_8859_1))
                        .doesNotContain(KEY);
            }
        }
    }

    private Histctl histctl(Map<String, String> environment) {
        return new Histctl(folder.resolve("history.db"), TERMINAL, environment);
    }

    private String[] asked(String... arguments) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
        return Stream.concat(
                        Stream.of(arguments),
                        Stream.of("--with", "openai", "--summary-model", "a-model", "--base-url", url))
                .toArray(String[]::new);
    }

    private static String said(String words) {
        return "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\""
                + words + "\"}}]}";
    }
}
