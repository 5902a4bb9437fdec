package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The man pages and completion scripts that packages install. */
class ManualTest {
    @TempDir
    Path folder;

    private Histctl histctl;

    @BeforeEach
    void generate() throws Exception {
        histctl = new Histctl(folder.resolve("history.db"));
        GeneratedFiles.main(new String[] {folder.toString()});
    }

    @Test
    void eachCommandHasAManPageWithEachOfItsOptions() throws IOException {
        String overview = Files.readString(folder.resolve("man/histctl.1"));
        for (String command : commands()) {
            assertThat(overview).contains("\n\\fB" + roff(command) + "\\fR\n");
            String page = Files.readString(folder.resolve("man/histctl-" + command + ".1"));
            assertThat(page).contains(".SH NAME\n", ".SH SYNOPSIS\n", ".SH EXAMPLES\n");
            options(command).forEach(option -> assertThat(page).as(command).contains(roff(option)));
        }
    }

    @ParameterizedTest
    @CsvSource({"bash,bash/histctl", "zsh,zsh/_histctl", "fish,fish/histctl.fish"})
    void eachCompletionScriptHasEachCommandAndOption(String shell, String file) throws IOException {
        String script = Files.readString(folder.resolve(file));

        for (String command : commands()) {
            assertThat(script).contains(command);
            options(command).stream()
                    .map(option -> shell.equals("fish") ? option.replaceFirst("^--", "-l ") : option)
                    .forEach(option -> assertThat(script).as(command).contains(option));
        }
        assertThat(histctl.run("generate-completion", shell).out()).isEqualTo(script);
    }

    @Test
    void aManPageIsFormattedWithoutWarnings() throws Exception {
        assumeInstalled("groff");
        for (String command : commands()) {
            String page = folder.resolve("man/histctl-" + command + ".1").toString();
            assertThat(output("groff", "-man", "-ww", "-Kutf8", "-Tutf8", "-z", page))
                    .isEmpty();
        }
    }

    @Test
    void zshAcceptsItsScript() throws Exception {
        assumeInstalled("zsh");

        assertThat(output("zsh", "-n", folder.resolve("zsh/_histctl").toString()))
                .isEmpty();
    }

    @Test
    void fishCompletesACommandAnOptionAndAValue() throws Exception {
        assumeInstalled("fish");
        String source = "source '" + folder.resolve("fish/histctl.fish") + "'; complete -C ";

        assertThat(output("fish", "-c", source + "'histctl prune'")).startsWith("prune-expired\t");
        assertThat(output("fish", "-c", source + "'histctl export --max'")).startsWith("--max-tokens\t");
        assertThat(output("fish", "-c", source + "'histctl export --for real'")).startsWith("realtime");
    }

    private static Set<String> commands() {
        return GeneratedFiles.program().getSubcommands().keySet();
    }

    /** The long options that the help of a command lists, each in both of its forms. */
    private List<String> options(String command) {
        String help = histctl.run(command, "--help").out().split("Example", -1)[0];
        return Pattern.compile("^ {2,6}(?:-\\w, )?(--(?:\\[no-])?[a-z-]+)", Pattern.MULTILINE)
                .matcher(help)
                .results()
                .map(option -> option.group(1))
                .flatMap(option -> option.startsWith("--[no-]")
                        ? java.util.stream.Stream.of(option.replace("[no-]", ""), option.replace("[no-]", "no-"))
                        : java.util.stream.Stream.of(option))
                .toList();
    }

    private static String roff(String text) {
        return text.replace("-", "\\-");
    }

    private static void assumeInstalled(String program) throws Exception {
        assumeThat(output("sh", "-c", "command -v " + program)).as(program).isNotEmpty();
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }
}
