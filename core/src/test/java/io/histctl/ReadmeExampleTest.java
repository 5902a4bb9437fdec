package io.histctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.export.Export;
import io.histctl.export.ExportOptions;
import io.histctl.record.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's lines of Java, run. */
class ReadmeExampleTest {
    private static final String REQUEST = """
            {"model":"gpt-audio-1.5","modalities":["text","audio"],"audio":{"voice":"alloy","format":"wav"},
             "messages":[{"role":"user","content":"Where were we?"}]}""";
    private static final String REPLY = """
            {"id":"chatcmpl-1","created":1780696800,"model":"gpt-audio-1.5","choices":[{"index":0,"message":{
              "role":"assistant","content":null,"refusal":null,"audio":{"id":"audio_6a234a60000000000000000000000000",
              "data":"","expires_at":1780700400,"transcript":"At the Pension Lindenhöfli."},"annotations":[]},
              "finish_reason":"stop"}]}""";

    @TempDir
    Path folder;

    @Test
    void theReadmesLinesOfJavaRun() throws IOException {
        String payload = resume(folder.resolve("history.db"), REQUEST, REPLY);

        assertThat(payload).contains("\"model\":\"gpt-audio-1.5\"").contains("At the Pension Lindenhöfli.");
    }

    @Test
    void theReadmeShowsTheLinesThatRun() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/histctl/ReadmeExampleTest.java"));
        String lines = source.substring(source.indexOf("// begin\n") + 9, source.indexOf("        // end\n"))
                .lines()
                .map(line -> line.isBlank() ? "" : line.substring(8))
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + lines + "\n```");
    }

    private static String resume(Path file, String request, String reply) {
        // begin
        try (HistoryStore store = HistoryStore.open(file)) {
            Conversation chat = store.conversation("kitchen");

            chat.record(Exchange.of(request, reply)); // the bodies, as they went over the wire

            Instant later = Instant.parse("2026-06-06T09:00:00Z"); // when the person comes back
            Export export = chat.export(ExportOptions.DEFAULT.withAt(later));

            System.out.println(export.report().voice()); // reset: a summary stands for what has expired
            return export.json(); // append the next user message, and send it
        }
        // end
    }
}
