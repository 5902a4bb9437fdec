package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How arguments name stored conversations. */
class ConversationNameTest {
    @TempDir
    private Path dir;

    private Histctl histctl;

    @BeforeEach
    void record() {
        histctl = new Histctl(dir.resolve("history.db"));
        record("kitchen", 10);
        record("kitchen-2", 12);
        record("küche", 11);
    }

    @Test
    void theBeginningOfOneIdNamesItsConversation() {
        assertThat(histctl.run("show", "kü").out()).contains("Hello küche");
        assertThat(histctl.run("show", "kitchen-").out()).contains("Hello kitchen-2");
        assertThat(histctl.run("delete", "kü").out()).isEqualTo("deleted küche\n");
    }

    @Test
    void aWholeIdNamesItsConversationEvenIfOthersBeginWithIt() {
        assertThat(histctl.run("show", "kitchen").out()).contains("Hello kitchen\n");
    }

    @Test
    void theBeginningOfSeveralIdsIsRefusedWithSomeOfThem() {
        Histctl.Result result = histctl.run("show", "k");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .contains("several conversations begin with 'k': kitchen, kitchen-2, küche; write more of the id");
    }

    @Test
    void aHyphenNamesTheNewestConversation() {
        assertThat(histctl.run("show", "-").out()).contains("Hello kitchen-2");
        assertThat(histctl.run("search", "hello", "--conversation", "-").out()).startsWith("kitchen-2 1  ");
    }

    @Test
    void whatNamesNoneIsReportedAsItWasTyped() {
        assertThat(histctl.run("show", "kitten").err()).contains("there is no conversation 'kitten'");
        assertThat(histctl.run("show", "").exit()).isNotZero();
    }

    @Test
    void recordTakesTheBeginningOfAnIdForANewConversation() {
        record("kit", 13);
        assertThat(histctl.run("list", "--sort", "name").out().lines().map(line -> line.split(" ", -1)[0]))
                .containsExactly("kit", "kitchen", "kitchen-2", "küche");
    }

    private void record(String conversation, int hour) {
        histctl.stdin("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello " + conversation + "\"}]}")
                .run("record", conversation, "--request", "-", "--at", "2026-06-05T" + hour + ":00:00Z");
    }
}
