package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the shell blocks of the documents that call histctl, with the launcher, curl, and a local server in the place of
 * the API. The database contains the example conversation.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DocumentedShellIT {
    private static final String QUESTION = "{\"role\":\"user\",\"content\":\"And the way back?\"}";
    private static final String REPLY = """
            {"id":"chatcmpl-1","created":1780697648,"model":"gpt-audio-1.5","choices":[{"index":0,"finish_reason":"stop",
             "message":{"role":"assistant","content":null,"audio":{"id":"audio_6a234a60c0ffee00c0ffee00c0ffee00",
             "expires_at":1780701248,"data":"","transcript":"On Sunday at 10:34."}}}]}""";

    @TempDir
    Path folder;

    static Stream<Arguments> scripts() {
        return Document.all().stream()
                .flatMap(document -> document.blocks("sh").stream()
                        .filter(block -> block.text().matches("(?s)(.*\\W)?histctl .*"))
                        .map(block -> Arguments.of(document.at(block.firstLine()), block.text())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void everyScriptSucceeds(String place, String script) throws Exception {
        Path example = Path.of("examples/paused-call.jsonl");
        Histctl histctl = new Histctl(folder.resolve("history.db"));
        assertThat(histctl.run("import", example.toString()).exit()).isZero();
        Files.writeString(folder.resolve("question.json"), QUESTION);
        Files.writeString(
                folder.resolve("own.json"),
                "{\"model\":\"gpt-audio-1.5\",\"modalities\":[\"text\",\"audio\"],\"audio\":{\"voice\":\"alloy\",\"format\":\"wav\"},"
                        + "\"messages\":[" + QUESTION + "]}");
        standInFor("python", "[ \"$OPENAI_BASE_URL\" = http://127.0.0.1:8787/v1 ]");

        HttpServer server = server();
        try {
            assertThat(run(script, "http://127.0.0.1:" + server.getAddress().getPort()))
                    .as(place)
                    .isEqualTo(0);
        } finally {
            server.stop(0);
        }

        Matcher recorded = Pattern.compile("histctl record (\\S+)").matcher(script);
        if (recorded.find()) {
            assertThat(histctl.run("show", recorded.group(1)).out())
                    .contains("And the way back?", "On Sunday at 10:34.");
        }
    }

    private static HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/chat/completions", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] reply = REPLY.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        server.start();
        return server;
    }

    private int run(String script, String baseUrl) throws IOException, InterruptedException {
        assumeThat(!script.contains("curl ") || isInstalled("curl"))
                .as("curl is installed")
                .isTrue();
        String stopping = script + "\nstatus=$?; kill $(jobs -p) 2>/dev/null; exit $status";
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", stopping)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile());
        shell.environment()
                .putAll(Map.of(
                        "PATH",
                        folder + ":" + Path.of("bin").toAbsolutePath().normalize() + ":" + System.getenv("PATH"),
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "HISTCTL_DB",
                        folder.resolve("history.db").toString(),
                        "OPENAI_BASE_URL",
                        baseUrl,
                        "OPENAI_API_KEY",
                        "not-a-key"));
        Process process = shell.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(folder.resolve("output.txt")).content().doesNotContain("not found");
        return process.exitValue();
    }

    /** Puts a program of this name first on the path. */
    private void standInFor(String program, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(program), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static boolean isInstalled(String program) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
    }
}
