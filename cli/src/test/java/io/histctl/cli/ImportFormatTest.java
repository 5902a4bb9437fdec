package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Importing the files of other tools. */
class ImportFormatTest {
    private static final String CHATS = """
            [{"conversation_id":"greeting","current_node":"b","mapping":{
              "a":{"id":"a","parent":null,"children":["b"],"message":{"id":"a","author":{"role":"user"},
                "create_time":1780690001,"content":{"content_type":"text","parts":["Hello."]}}},
              "b":{"id":"b","parent":"a","children":[],"message":{"id":"b","author":{"role":"assistant"},
                "create_time":1780690002,"content":{"content_type":"text","parts":["Welcome."]}}}}},
             {"mapping":{}}]
            """;

    @TempDir
    Path folder;

    private Histctl histctl;
    private Path chats;

    @BeforeEach
    void write() throws IOException {
        histctl = new Histctl(folder.resolve("history.db"));
        chats = Files.writeString(folder.resolve("conversations.json"), CHATS);
    }

    @Test
    void theFormatIsRecognizedAndReported() {
        Histctl.Result result = histctl.run("import", chats.toString());

        assertThat(result.out()).isEqualTo("recorded 1 exchange: 2 new turns, 0 exchanges already stored\n");
        assertThat(result.err())
                .isEqualTo("reading " + chats + " as chatgpt\n"
                        + "histctl: conversation 2 was not recorded: the conversation has no id; it was left out\n");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(histctl.run("show", "greeting").out()).contains("Hello.", "Welcome.");
    }

    @Test
    void theFormatCanBeNamedAndTheFileCanBeStandardInput() {
        Histctl.Result result = histctl.stdin(CHATS).run("import", "--format", "chatgpt", "-");

        assertThat(result.out()).startsWith("recorded 1 exchange: 2 new turns");
    }

    @Test
    void anUnknownFormatIsAUsageErrorThatListsTheFormats() {
        Histctl.Result result = histctl.run("import", "--format", "chatgtp", chats.toString());

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).startsWith("histctl: --format 'chatgtp' is not one of [jsonl, chatgpt, ");
    }

    @Test
    void aFormatThatIsNamedIsNotGuessed() {
        Histctl.Result result = histctl.run("import", "--format", "jsonl", chats.toString());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("histctl: line 1 was not recorded: ");
    }

    @Test
    void aMissingFileIsNamed() {
        Histctl.Result result =
                histctl.run("import", folder.resolve("none.json").toString());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("none.json does not exist; check the path");
    }
}
