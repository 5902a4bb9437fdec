package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.HistoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiles and runs the Java blocks of the documents. A block that declares a class is run by its main method with the
 * path of a new database as its argument; other blocks may use the variables of {@link #VARIABLES}. If a text block
 * follows, it is the expected output.
 */
class DocumentedJavaTest {
    private static final String VARIABLES = """
            import io.histctl.*;
            import io.histctl.error.*;
            import io.histctl.export.*;
            import io.histctl.intercept.*;
            import io.histctl.model.*;
            import io.histctl.openai.*;
            import io.histctl.summary.openai.*;
            import io.histctl.transcribe.*;
            import io.histctl.transcribe.openai.*;
            import io.histctl.media.*;
            import io.histctl.prune.*;
            import io.histctl.record.*;
            import io.histctl.record.imports.*;
            import io.histctl.resume.*;
            import io.histctl.summary.*;
            import io.histctl.verify.*;
            import java.io.*;
            import java.net.*;
            import java.net.http.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;

            public final class Example {
                public static Path file;
                public static Path backup;
                public static HistoryStore store;
                public static Conversation chat;
                public static String request;
                public static String reply;
                public static InputStream body;
                public static InputStream lines;
                public static Clock clock;

                public static Object run() throws Exception {
                    if (true) {
                        %s
                    }
                    return null;
                }
            }
            """;
    private static final Instant NOW = Instant.parse("2026-06-05T22:10:00Z");
    private static final String REQUEST = """
            {"model":"gpt-audio-1.5","modalities":["text","audio"],"audio":{"voice":"alloy","format":"wav"},
             "messages":[{"role":"user","content":"Where were we?"}]}""";
    private static final String REPLY = """
            {"id":"chatcmpl-1","created":1780696800,"model":"gpt-audio-1.5","choices":[{"index":0,"message":{
              "role":"assistant","content":null,"refusal":null,"audio":{"id":"audio_6a234a60000000000000000000000000",
              "data":"","expires_at":1780700400,"transcript":"At the Pension Lindenhöfli."},"annotations":[]},
              "finish_reason":"stop"}]}""";
    private static final String STREAM = """
            data: {"id":"chatcmpl-2","created":1780697000,"choices":[{"index":0,"delta":{"role":"assistant"}}]}

            data: {"id":"chatcmpl-2","choices":[{"index":0,"delta":{"audio":{"id":"audio_6a234b2800000000","transcript":"Yes."}}}]}

            data: {"id":"chatcmpl-2","choices":[{"index":0,"delta":{"audio":{"expires_at":1780700601}}}]}

            data: [DONE]

            """;

    @TempDir
    Path folder;

    /** Modules show code of other libraries, or need a server; their own tests run it. */
    private static boolean isOfModule(Document document) {
        return document.path().startsWith(Document.ROOT.resolve("core/adapters"))
                || document.path().startsWith(Document.ROOT.resolve("core/postgres"));
    }

    static Stream<Arguments> examples() {
        return Document.all().stream().filter(document -> !isOfModule(document)).flatMap(document -> {
            List<Document.Block> blocks = document.blocks();
            return Stream.iterate(0, i -> i < blocks.size(), i -> i + 1)
                    .filter(i -> blocks.get(i).language().equals("java"))
                    .map(i -> Arguments.of(
                            document.at(blocks.get(i).firstLine()),
                            blocks.get(i).text(),
                            i + 1 < blocks.size()
                                            && blocks.get(i + 1).language().equals("text")
                                    ? blocks.get(i + 1).text()
                                    : ""));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void everyExampleCompilesAndRuns(String place, String example, String output) throws Exception {
        boolean isProgram = example.contains("class ");
        String name = isProgram ? example.replaceFirst("(?s).*?class (\\w+).*", "$1") : "Example";
        Path source = folder.resolve(name + ".java");
        Files.writeString(source, isProgram ? example : VARIABLES.formatted(example));
        compile(place, source);

        String printed;
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Class<?> compiled = loader.loadClass(name);
            printed = isProgram ? runMain(compiled) : runExample(compiled);
        }

        if (!output.isEmpty()) {
            assertThat(printed.strip()).as(place).isEqualTo(output);
        }
    }

    private void compile(String place, Path source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-proc:none", "-d", folder.toString());
            boolean compiled = compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).as(place + "\n" + messages).isTrue();
        }
    }

    private String runMain(Class<?> program) throws Exception {
        Method main = program.getMethod("main", String[].class);
        return printed(() -> main.invoke(
                null, (Object) new String[] {folder.resolve("history.db").toString()}));
    }

    private String runExample(Class<?> example) throws Exception {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        try (HistoryStore store = HistoryStore.inMemory(clock);
                InputStream lines = Files.newInputStream(Path.of("examples/paused-call.jsonl"))) {
            Map<String, Object> variables = Map.of(
                    "file", folder.resolve("history.db"),
                    "backup", folder.resolve("backup.db"),
                    "store", store,
                    "chat", store.conversation("kitchen"),
                    "request", REQUEST,
                    "reply", REPLY,
                    "body", new java.io.ByteArrayInputStream(STREAM.getBytes(StandardCharsets.UTF_8)),
                    "lines", lines,
                    "clock", clock);
            for (Map.Entry<String, Object> variable : variables.entrySet()) {
                Field field = example.getField(variable.getKey());
                field.set(null, variable.getValue());
            }
            Method run = example.getMethod("run");
            return printed(() -> run.invoke(null));
        }
    }

    private interface Code {
        Object run() throws Exception;
    }

    private static String printed(Code code) throws Exception {
        PrintStream standard = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            code.run();
        } finally {
            System.setOut(standard);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
