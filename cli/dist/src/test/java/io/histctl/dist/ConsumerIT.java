package io.histctl.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of a user, with the jars that the build has made on the module path and on the class path. */
class ConsumerIT {
    private static final String MODULE = """
            module consumer {
                requires io.histctl;
                requires io.histctl.formats;
                requires io.histctl.okhttp;
                requires java.sql;
                uses io.histctl.record.imports.HistoryReader;
            }
            """;
    private static final String PROGRAM = """
            package consumer;

            import io.histctl.HistoryStore;
            import io.histctl.export.ExportOptions;
            import io.histctl.formats.FineTuningWriter;
            import io.histctl.record.Exchange;
            import io.histctl.record.imports.HistoryReader;
            import java.nio.file.Path;

            public class Main {
                public static void main(String[] arguments) {
                    try (HistoryStore store = HistoryStore.open(Path.of(arguments[0]))) {
                        var chat = store.conversation("kitchen");
                        chat.record(Exchange.of(
                                "{\\"model\\":\\"m\\",\\"messages\\":[{\\"role\\":\\"user\\",\\"content\\":\\"Hi\\"}]}",
                                "{\\"id\\":\\"r\\",\\"choices\\":[{\\"message\\":{\\"role\\":\\"assistant\\",\\"content\\":\\"Yes\\"}}]}"));
                        System.out.println(chat.export(ExportOptions.DEFAULT).json());
                        System.out.println(HistoryReader.installed().size() > 5);
                        System.out.println(new FineTuningWriter(chat).line().isPresent());
                        System.out.println(Main.class.getModule().isNamed());
                    }
                }
            }
            """;
    private static final String PAYLOAD = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
            + "{\"role\":\"assistant\",\"content\":\"Yes\"}]}";

    @TempDir
    Path folder;

    @Test
    void everyModuleCanBeUsedOnTheModulePath() throws Exception {
        Path module = Files.writeString(folder.resolve("module-info.java"), MODULE);
        compile(List.of("--module-path", jars()), module, program());

        String path = jars() + File.pathSeparator + folder.resolve("classes");
        // automatic modules require nothing, so modules that only they use are named
        assertThat(run("-p", path, "--add-modules", "ALL-MODULE-PATH", "-m", "consumer/consumer.Main"))
                .isEqualTo(PAYLOAD + "\ntrue\ntrue\ntrue\n");
    }

    @Test
    void everyModuleCanBeUsedOnTheClassPath() throws Exception {
        compile(List.of("-cp", jars()), program());

        assertThat(run("-cp", jars() + File.pathSeparator + folder.resolve("classes"), "consumer.Main"))
                .isEqualTo(PAYLOAD + "\ntrue\ntrue\nfalse\n");
    }

    /** The jars that a user of the modules gets, without those of the tests. */
    private static String jars() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(path -> path.endsWith(".jar"))
                .filter(path ->
                        !path.matches(".*(junit|assertj|byte-buddy|opentest4j|surefire|failsafe|histctl-cli).*"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path program() throws IOException {
        return Files.writeString(folder.resolve("Main.java"), PROGRAM);
    }

    private void compile(List<String> options, Path... sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> all = new ArrayList<>(options);
            all.addAll(List.of("-d", folder.resolve("classes").toString(), "-proc:none"));
            boolean compiled = compiler.getTask(messages, files, null, all, null, files.getJavaFileObjects(sources))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    private String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(Arrays.asList(arguments));
        command.add(folder.resolve("voice.db").toString());
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("err").toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("err")))
                .isZero();
        return out;
    }
}
