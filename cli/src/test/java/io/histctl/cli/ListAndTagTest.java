package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code list} and {@code tag}, as typed. */
class ListAndTagTest {
    @TempDir
    private Path dir;

    private Histctl histctl;

    @BeforeEach
    void recordThree() {
        histctl = new Histctl(dir.resolve("history.db"));
        for (String name : new String[] {"a", "b", "c"}) {
            histctl.stdin("""
                    {"conversation":"%1$s","request":{"model":"m","messages":[{"role":"user","content":"Hello %1$s"}]}}
                    """.formatted(name)).run("import", "-");
        }
    }

    @Test
    void tagsAreAddedRemovedShownAndListed() {
        assertThat(histctl.run("tag", "b", "travel", "work", "--title", "The trip", "--set", "guests=4=5")
                        .out())
                .isEqualTo("title  The trip\ntag    travel\ntag    work\nvalue  guests = 4=5\n");
        assertThat(histctl.run("tag", "b", "--remove", "work", "--unset", "guests", "--json")
                        .out())
                .isEqualTo("{\"conversation\":\"b\",\"title\":\"The trip\",\"tags\":[\"travel\"],\"metadata\":{}}\n");
        assertThat(histctl.run("list", "--tag", "travel").out())
                .startsWith("b  1 turn, ")
                .endsWith("nothing usable  The trip  #travel\n");
        assertThat(histctl.run("tag", "b", "--title", "").out()).isEqualTo("tag    travel\n");
    }

    @Test
    void pagesFollowOneAnother() {
        Histctl.Result first = histctl.run("list", "--sort", "name", "--limit", "2");
        assertThat(first.out().lines()).hasSize(2);
        String cursor = first.err().strip().substring("for the next page: --after ".length());

        Histctl.Result second = histctl.run("list", "--sort", "name", "--limit", "2", "--after", cursor);

        assertThat(second.out()).startsWith("c  1 turn, ").endsWith("Hello c\n");
        assertThat(second.err()).isEmpty();
    }

    @Test
    void wrongUseIsExplained() {
        assertThat(histctl.run("tag", "nowhere", "x").err()).contains("there is no conversation 'nowhere'");
        assertThat(histctl.run("tag", "a", "--set", "guests").err()).contains("--set needs KEY=VALUE");
        assertThat(histctl.run("tag", "a", " ").err()).contains("a tag is empty");
        assertThat(histctl.run("list", "--after", "here").err()).contains("the cursor is not one of a list");
        assertThat(histctl.run("list", "--sort", "size").err()).contains("'size' is not one of");
    }
}
