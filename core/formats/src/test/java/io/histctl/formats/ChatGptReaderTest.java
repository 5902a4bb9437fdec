package io.histctl.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.record.imports.ImportReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatGptReaderTest {
    /** A chat whose second question was edited, with a tool call and a hidden system message. */
    static final String EXPORT = """
            [{"title":"Herbs","create_time":1780690000.5,"update_time":1780690100.0,"conversation_id":"6a23-herbs",
              "current_node":"n8","default_model_slug":"gpt-4o","mapping":{
              "n0":{"id":"n0","message":null,"parent":null,"children":["n1"]},
              "n1":{"id":"n1","parent":"n0","children":["n2"],"message":{"id":"n1","author":{"role":"system"},
                "create_time":null,"content":{"content_type":"text","parts":[""]},"recipient":"all",
                "metadata":{"is_visually_hidden_from_conversation":true}}},
              "n2":{"id":"n2","parent":"n1","children":["n3"],"message":{"id":"n2","author":{"role":"user"},
                "create_time":1780690001.25,"content":{"content_type":"text","parts":["Which herbs like shade?"]},
                "recipient":"all","metadata":{}}},
              "n3":{"id":"n3","parent":"n2","children":["n4","n6"],"message":{"id":"n3","author":{"role":"assistant"},
                "create_time":1780690003.0,"content":{"content_type":"text","parts":["Mint and parsley."]},
                "recipient":"all","metadata":{"model_slug":"gpt-4o"}}},
              "n4":{"id":"n4","parent":"n3","children":["n5"],"message":{"id":"n4","author":{"role":"user"},
                "create_time":1780690010.0,"content":{"content_type":"text","parts":["And sun?"]},"recipient":"all"}},
              "n5":{"id":"n5","parent":"n4","children":[],"message":{"id":"n5","author":{"role":"assistant"},
                "create_time":1780690012.0,"content":{"content_type":"text","parts":["Thyme."]},"recipient":"all"}},
              "n6":{"id":"n6","parent":"n3","children":["n7"],"message":{"id":"n6","author":{"role":"user"},
                "create_time":1780690020.0,"content":{"content_type":"multimodal_text","parts":[
                  {"content_type":"image_asset_pointer","asset_pointer":"file-service://file-1"},
                  "What is this one?"]},"recipient":"all"}},
              "n7":{"id":"n7","parent":"n6","children":["n7t"],"message":{"id":"n7","author":{"role":"assistant"},
                "create_time":1780690021.0,"content":{"content_type":"code","language":"python","text":"look()"},
                "recipient":"python"}},
              "n7t":{"id":"n7t","parent":"n7","children":["n8"],"message":{"id":"n7t",
                "author":{"role":"tool","name":"python"},"create_time":1780690022.0,
                "content":{"content_type":"execution_output","text":"sage"},"recipient":"all"}},
              "n8":{"id":"n8","parent":"n7t","children":[],"message":{"id":"n8","author":{"role":"assistant"},
                "create_time":1780690023.0,"content":{"content_type":"text","parts":["That is sage."]},
                "recipient":"all","metadata":{"model_slug":"gpt-4o"}}}}}]
            """;

    private static final String SPOKEN = """
            [{"conversation_id":"6a23-voice","current_node":"b","mapping":{
              "a":{"id":"a","parent":null,"children":["b"],"message":{"id":"a","author":{"role":"user"},
                "create_time":1780690001,"content":{"content_type":"multimodal_text","parts":[
                  {"content_type":"audio_transcription","text":"Good morning.","direction":"in"},
                  {"content_type":"real_time_user_audio_video_asset_pointer","asset_pointer":"sediment://1"}]}}},
              "b":{"id":"b","parent":"a","children":[],"message":{"id":"b","author":{"role":"assistant"},
                "create_time":1780690002,"content":{"content_type":"multimodal_text","parts":[
                  {"content_type":"audio_transcription","text":"Good morning to you.","direction":"out"}]}}}}}]
            """;

    @TempDir
    Path folder;

    private Imports imports;

    @BeforeEach
    void open() {
        imports = new Imports(folder);
    }

    @AfterEach
    void close() {
        imports.close();
    }

    @Test
    void theCurrentBranchIsTheHistory() {
        imports.read(EXPORT);

        assertThat(imports.history("6a23-herbs"))
                .containsExactly(
                        "user: Which herbs like shade?",
                        "assistant: Mint and parsley.",
                        "user: [image]\nWhat is this one?",
                        "assistant: python({\"input\":\"look()\"})",
                        "tool: sage",
                        "assistant: That is sage.");
    }

    @Test
    void otherBranchesAreKeptAsReplacedTurns() {
        imports.read(EXPORT);

        assertThat(imports.replaced("6a23-herbs")).containsExactly("user: And sun?", "assistant: Thyme.");
    }

    @Test
    void repliesHaveTheirIdModelAndTime() {
        imports.read(EXPORT);

        assertThat(imports.turns("6a23-herbs").get(1).reply()).satisfies(reply -> {
            assertThat(reply.responseId()).isEqualTo("n3");
            assertThat(reply.model()).isEqualTo("gpt-4o");
            assertThat(reply.created()).isEqualTo(Instant.ofEpochSecond(1780690003));
        });
        assertThat(imports.turns("6a23-herbs").get(0).saidAt()).isEqualTo(Instant.ofEpochMilli(1780690001250L));
    }

    @Test
    void theTitleIsKeptUnlessTheConversationHasOne() {
        imports.read(EXPORT);
        imports.read(EXPORT.replace("\"Herbs\"", "\"Other\""));

        assertThat(imports.title("6a23-herbs")).isEqualTo("Herbs");
    }

    @Test
    void whatIsNotKeptIsReported() {
        ImportReport report = imports.read(EXPORT);

        assertThat(report.problems()).isEmpty();
        assertThat(report.notes())
                .extracting(ImportReport.Note::text)
                .containsExactlyInAnyOrder(
                        "images are not part of the conversations; a placeholder replaces each",
                        "other branches are kept as replaced turns");
    }

    @Test
    void importingAgainChangesNothing() {
        imports.read(EXPORT);
        var before = imports.turns("6a23-herbs");

        ImportReport again = imports.read(EXPORT);

        assertThat(again.turns()).isZero();
        assertThat(imports.turns("6a23-herbs")).isEqualTo(before);
    }

    @Test
    void aLaterExportAddsOnlyWhatIsNew() {
        imports.read(EXPORT);
        String later = EXPORT.replace("\"current_node\":\"n8\"", "\"current_node\":\"n9\"")
                .replace("\"n0\":{", """
                        "n9":{"id":"n9","parent":"n8","children":[],"message":{"id":"n9","author":{"role":"user"},
                          "create_time":1780690090,"content":{"content_type":"text","parts":["Thanks!"]}}},
                        "n0":{""");

        ImportReport report = imports.read(later);

        assertThat(report.turns()).isEqualTo(1);
        assertThat(imports.history("6a23-herbs")).endsWith("assistant: That is sage.", "user: Thanks!");
    }

    @Test
    void spokenChatsAreKeptAsTheirTranscripts() {
        ImportReport report = imports.read(SPOKEN);

        assertThat(imports.history("6a23-voice"))
                .containsExactly("user: Good morning.", "assistant: Good morning to you.");
        assertThat(report.notes())
                .extracting(ImportReport.Note::text)
                .containsExactly("sound and files are not part of the conversations and were left out");
    }

    @Test
    void theZipFileOfAnExportNeedNotBeUnpacked() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String[] file : new String[][] {
                {"chat.html", "<html></html>"}, {"conversations-000.json", EXPORT}, {"conversations-001.json", SPOKEN}
            }) {
                zip.putNextEntry(new ZipEntry(file[0]));
                zip.write(file[1].getBytes(StandardCharsets.UTF_8));
            }
        }

        imports.read(bytes.toByteArray());

        assertThat(imports.conversations()).containsExactly("6a23-herbs", "6a23-voice");
    }

    @Test
    void aConversationThatCannotBeReadDoesNotAffectTheOthers() {
        ImportReport report = imports.read("[{\"mapping\":{}}," + SPOKEN.strip().substring(1));

        assertThat(report.problems()).extracting(ImportReport.Problem::line).containsExactly(1L);
        assertThat(imports.conversations()).containsExactly("6a23-voice");
    }

    @Test
    void aFileThatWasCutShortIsImportedAsFarAsItGoes() {
        String both = EXPORT.strip().replaceFirst("]$", ",") + SPOKEN.strip().substring(1);

        ImportReport report = imports.read(both.substring(0, both.length() - 40));

        assertThat(report.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).startsWith("the file is not whole, valid JSON"));
        assertThat(imports.conversations()).containsExactly("6a23-herbs");
    }
}
