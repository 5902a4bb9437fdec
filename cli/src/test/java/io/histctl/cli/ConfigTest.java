package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options in the configuration file and the environment. */
class ConfigTest {
    private static final String EXAMPLE = "examples/paused-call.jsonl";

    @TempDir
    Path folder;

    private Path file;
    private Path database;

    @BeforeEach
    void folders() throws IOException {
        database = folder.resolve("voice.db");
        file = Files.createDirectories(folder.resolve(".config/histctl")).resolve("config.toml");
    }

    @Test
    void theFileNamesTheDatabase() throws IOException {
        configure("db = \"" + database + "\"");

        assertThat(run("import", EXAMPLE).exit()).isZero();

        assertThat(database).exists();
    }

    @Test
    void optionsComeBeforeVariablesAndTheseBeforeTheFile() throws IOException {
        configure("margin = \"1d\"", "db = \"" + database + "\"");
        run("import", EXAMPLE);

        assertThat(export(Map.of())).contains("uses no audio id");
        assertThat(export(Map.of("HISTCTL_MARGIN", "60s"))).contains("3 by id");
        assertThat(export(Map.of("HISTCTL_MARGIN", "1d"), "--margin", "60s")).contains("3 by id");
    }

    @Test
    void aTableHoldsForOneCommand() throws IOException {
        configure("db = \"" + database + "\"", "[export]", "margin = \"1d\"", "[refresh]", "margin = \"2d\"");
        run("import", EXAMPLE);

        assertThat(export(Map.of())).contains("uses no audio id");
        assertThat(run("config", "refresh").out()).contains("margin = 2d  (" + file + " [refresh])\n");
        assertThat(run("config").out()).doesNotContain("margin");
    }

    @Test
    void aTableHoldsForGlobalOptionsToo() throws IOException {
        configure("[import]", "db = \"" + database + "\"", "quiet = true");

        assertThat(run("import", EXAMPLE)).isEqualTo(new Histctl.Result(0, "", ""));
        assertThat(database).exists();
    }

    @Test
    void flagsCanBeSet() throws IOException {
        configure("db = \"" + database + "\"", "quiet = true");

        assertThat(run("import", EXAMPLE)).isEqualTo(new Histctl.Result(0, "", ""));
    }

    @Test
    void theFileIsWhereTheXdgSpecificationSays() throws IOException {
        Path other = Files.createDirectories(folder.resolve("xdg/histctl")).resolve("config.toml");
        Files.writeString(other, "voice = \"verse\"\n");

        Histctl.Result result =
                run(Map.of("XDG_CONFIG_HOME", folder.resolve("xdg").toString()), "config");

        assertThat(result.out()).isEqualTo("voice = verse  (" + other + ")\n");
    }

    @Test
    void configNamesTheSourceOfEachOptionAndNoSecret() throws IOException {
        configure("db = \"postgresql://me:hush@db.example/voice?password=hush\"", "resume = \"summary\"");

        Histctl.Result result =
                run(Map.of("HISTCTL_UPSTREAM", "http://127.0.0.1:9/v1", "OPENAI_API_KEY", "sk-hush"), "config");

        assertThat(result.out())
                .isEqualTo("db = postgresql://…@db.example/voice?password=…  (" + file + ")\n"
                        + "resume = summary  (" + file + ")\n"
                        + "upstream = http://127.0.0.1:9/v1  (HISTCTL_UPSTREAM)\n"
                        + "OPENAI_API_KEY = …  (environment)\n");
        assertThat(run("config", "--json").out())
                .contains("\"resume\":{\"value\":\"summary\",\"source\":\"" + file + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "margn = \"90s\"           | there is no setting 'margn'; did you mean 'margin'?",
                "margin = \"soon\"         | margin: 'soon' is not a duration; write 90s, 5m, 2h, 30d or PT90S",
                "margin = [1]              | margin is neither a text, a number nor true or false",
                "quiet = \"perhaps\"       | quiet: 'perhaps' is neither true nor false",
                "token = \"hush\"          | a token is a secret; put it into the variable HISTCTL_TOKEN",
                "[exprot]                  | [exprot] is not the name of a command; did you mean 'export'?",
                "margin = hush             | is not valid TOML (line 1); write lines such as margin = \"90s\"",
            })
    void aMistakeInTheFileIsNamed(String line, String problem) throws IOException {
        configure(line);

        Histctl.Result result = run("export", "--from", EXAMPLE);

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("histctl: " + file)
                .contains(problem)
                .doesNotContain("hush")
                .hasLineCount(1);
    }

    @Test
    void aMistakeInAVariableIsNamed() {
        Histctl.Result result =
                run(Map.of("HISTCTL_RESUME", "sumary"), "export", "--from", EXAMPLE, "--at", "2026-06-05T22:10:00Z");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("histctl: HISTCTL_RESUME: resume: 'sumary' is not one of [summary, transcript]");
    }

    @Test
    void withoutAFileConfigSaysWhereItWouldBe() {
        assertThat(run("config")).isEqualTo(new Histctl.Result(0, "", "there is no " + file + "\n"));
    }

    private void configure(String... lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private String export(Map<String, String> variables, String... options) {
        String[] arguments = new String[options.length + 4];
        System.arraycopy(options, 0, arguments, 4, options.length);
        System.arraycopy(
                new String[] {"export", "zurich-by-train", "--at", "2026-06-05T22:10:00Z"}, 0, arguments, 0, 4);
        return run(variables, arguments).err();
    }

    private Histctl.Result run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private Histctl.Result run(Map<String, String> variables, String... arguments) {
        Map<String, String> environment = new HashMap<>(Map.of("HOME", folder.toString()));
        environment.putAll(variables);
        return Histctl.with(environment).run(arguments);
    }
}
