package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code search}, as typed. */
class SearchCommandTest {
    @TempDir
    private Path dir;

    private Histctl histctl;

    @BeforeEach
    void record() {
        histctl = new Histctl(dir.resolve("history.db"));
        histctl.stdin("""
                {"conversation":"call","at":"2026-06-05T12:00:00Z","request":{"model":"m","messages":[\
                {"role":"user","content":"The ferry\\u001b[2J leaves at noon"},{"role":"user","content":"A train too"}]}}
                """).run("import", "-");
    }

    @Test
    void aHitIsPrintedWithItsPlaceAndTheMatchMarked() {
        assertThat(histctl.run("search", "FERRY", "noon").out())
                .isEqualTo("call 1  user  2026-06-05T12:00:00Z\n      The «ferry»\\u{1b}[2J leaves at «noon»\n");
        assertThat(new Histctl(dir.resolve("history.db"), new Terminal(true, true), Map.of())
                        .run("search", "noon")
                        .out())
                .contains("leaves at \u001b[1mnoon\u001b[0m");
    }

    @Test
    void jsonHasEachPartOfTheExcerpt() {
        assertThat(histctl.run("search", "train", "--json", "--role", "user", "--conversation", "call")
                        .out())
                .isEqualTo(
                        "[{\"conversation\":\"call\",\"position\":2,\"role\":\"user\",\"at\":\"2026-06-05T12:00:00Z\","
                                + "\"replaced\":false,\"excerpt\":[{\"text\":\"A \",\"match\":false},"
                                + "{\"text\":\"train\",\"match\":true},{\"text\":\" too\",\"match\":false}]}]\n");
    }

    @Test
    void nothingFoundIsNoSuccessAndNoError() {
        Histctl.Result result = histctl.run("search", "airplane");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out() + result.err()).isEmpty();
        assertThat(histctl.run("search", "airplane", "--json").out()).isEqualTo("[]\n");
    }

    @Test
    void wrongUseIsExplained() {
        assertThat(histctl.run("search").err()).contains("WORDS are missing");
        assertThat(histctl.run("search", "NOT", "a").err()).contains("the search needs letters or digits to find");
        assertThat(histctl.run("search", "a", "--limit", "-1").err()).contains("--limit must be 0 or more");
        assertThat(histctl.run("search", "a", "--conversation", "nowhere").err())
                .contains("there is no conversation 'nowhere'");
    }

    @Test
    void whatIsRecordedWithoutTheIndexIsFoundByTheNextSearch() {
        histctl.stdin("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"A bicycle\"}]}")
                .run("record", "other", "--request", "-", "--no-search-index");

        assertThat(histctl.run("search", "bicycle").out()).startsWith("other 1  user  ");
    }
}
