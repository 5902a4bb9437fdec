package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreLocationTest {
    @TempDir
    Path folder;

    @Test
    void aTextWithoutASchemeNamesAFile() {
        StoreLocation location = StoreLocation.find("calls.db", Map.of());
        assertThat(location.file()).isEqualTo(Path.of("calls.db"));
        assertThat(location.files()).hasSize(3);
    }

    @Test
    void theEnvironmentMayNameAServer() {
        StoreLocation location = StoreLocation.find("", Map.of("HISTCTL_DB", "postgresql://kim@db.example/chats"));
        assertThat(location.address()).isEqualTo("postgresql://kim@db.example/chats");
        assertThat(location.files()).isEmpty();
        assertThat(location.exists()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://kim:secret@db.example/chats",
                "postgresql://kim:se@secret@db.example/chats?password=secret",
                "postgresql://db.example/chats?user=kim&password=secret"
            })
    void aMessageNamesTheServerWithoutUserAndPassword(String address) {
        assertThat(StoreLocation.find(address, Map.of())).hasToString("postgresql://db.example/chats");
    }

    @Test
    void migrateBringsAFileUpToDate() {
        Histctl histctl = new Histctl(folder.resolve("history.db"));
        assertThat(histctl.run("list", "--no-migrate").exit()).isEqualTo(1);
        assertThat(histctl.run("migrate").out()).contains("is up to date");
        assertThat(histctl.run("list", "--no-migrate").exit()).isZero();
    }

    @Test
    void aFileHasNoNamespaces() {
        Histctl.Result result = new Histctl(folder.resolve("history.db")).run("migrate", "--namespace", "tenant");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("a database file has no schemas and no namespaces");
    }
}
