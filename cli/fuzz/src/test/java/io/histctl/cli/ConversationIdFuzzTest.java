package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** A conversation with any id. */
class ConversationIdFuzzTest {
    private static final byte[] REQUEST = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"kwatsch\"}]}"
            .getBytes(StandardCharsets.UTF_8);

    @FuzzTest
    void name(byte[] input) {
        String id = new String(input, StandardCharsets.UTF_8);
        Shell shell = new Shell();
        try {
            boolean stored =
                    shell.run(REQUEST, "record", "--request", "-", "--", id).exit() == 0;
            assertThat(stored).isEqualTo(!id.isEmpty());
            int exit = stored ? 0 : 1;
            assertThat(shell.run(REQUEST, "list").out().lines().count()).isEqualTo(stored ? 1 : 0);
            assertThat(shell.run(REQUEST, "list", "--json").exit()).isZero();
            assertThat(shell.run(REQUEST, "show", "--", id).exit()).isEqualTo(exit);
            assertThat(shell.run(REQUEST, "show", "--json", "--", id).exit()).isEqualTo(exit);
            assertThat(shell.run(REQUEST, "export", "--", id).exit()).isEqualTo(exit);
            assertThat(shell.run(REQUEST, "verify").exit()).isZero();
            assertThat(shell.run(REQUEST, "delete", "--", id).exit()).isEqualTo(exit);
            assertThat(shell.run(REQUEST, "list").out()).isEmpty();
        } finally {
            shell.close();
        }
    }
}
