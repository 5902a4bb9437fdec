package io.histctl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.HistoryStore;
import io.histctl.ListOptions;
import io.histctl.StoreOptions;
import io.histctl.error.StoreException;
import io.histctl.export.ExportOptions;
import io.histctl.model.ConversationInfo;
import io.histctl.record.Exchange;
import io.histctl.testing.ChildProcess;
import io.histctl.testing.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");

    @TempDir
    Path folder;

    private Path file;
    private Path copy;
    private HistoryStore store;

    @BeforeEach
    void open() {
        file = folder.resolve("history.db");
        copy = folder.resolve("it's a copy?.db");
        store = HistoryStore.open(file);
        record("one");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aCopyIsASnapshot() {
        store.backup(copy);
        record("two");

        try (HistoryStore copied = HistoryStore.open(copy)) {
            assertThat(copied.conversationIds()).containsExactly("one");
            assertThat(copied.verify()).isEmpty();
            assertThat(copied.conversation("one").export(ExportOptions.DEFAULT).json())
                    .isEqualTo(store.conversation("one")
                            .export(ExportOptions.DEFAULT)
                            .json());
        }
    }

    @Test
    void aCopyIsMadeWhileOthersWrite() throws InterruptedException {
        Thread writer = new Thread(() -> {
            for (int i = 0; i < 50; i++) {
                record("busy " + i);
            }
        });
        writer.start();
        store.backup(copy);
        writer.join();

        try (HistoryStore copied = HistoryStore.open(copy)) {
            assertThat(copied.verify()).isEmpty();
            List<String> ids = copied.conversationIds();
            assertThat(ids).containsExactlyElementsOf(store.conversationIds().subList(0, ids.size()));
        }
    }

    @Test
    void copiesMadeWhileOtherProcessesWriteAreSnapshots() throws Exception {
        List<ChildProcess> children = List.of(
                ChildProcess.start(file, "record", "record1", 100_000),
                ChildProcess.start(file, "own", "own1", 100_000));
        store.conversation("one").delete(); // the copies don't contain its turns
        for (ChildProcess child : children) {
            child.awaitWork();
        }
        long before = 0;
        for (int i = 0; i < 6 || (before == 0 && i < 1_000); i++) {
            Path each = folder.resolve(i + ".copy");
            store.backup(each);
            try (HistoryStore copied = HistoryStore.open(each)) {
                assertThat(copied.verify()).isEmpty();
                copied.conversationIds().forEach(id -> ChildProcess.assertNoHalfExchange(copied.conversation(id)));
                long turns = copied.conversations(ListOptions.DEFAULT).stream()
                        .mapToLong(ConversationInfo::turns)
                        .sum();
                assertThat(turns).isGreaterThanOrEqualTo(before);
                before = turns;
            }
        }
        for (ChildProcess child : children) {
            child.kill();
        }
        assertThat(before).isPositive();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyItsOwnerMayReadACopy() throws IOException {
        store.backup(copy);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
    }

    @Test
    void nothingIsOverwrittenAndNoPartIsLeft() throws IOException {
        Files.writeString(copy, "mine");

        assertThatThrownBy(() -> store.backup(copy))
                .isInstanceOf(StoreException.class)
                .hasMessageEndingWith("exists already; name a new file");
        assertThatThrownBy(() -> store.backup(copy.resolve("below a file")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("can't be written");

        assertThat(Files.readString(copy)).isEqualTo("mine");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileThatOthersMayWriteIsRefusedUnlessAllowed() throws IOException {
        store.close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

        assertThatThrownBy(() -> HistoryStore.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessage(file + " can be written by others than its owner; remove that permission (chmod go-w) or"
                        + " allow it");
        try (HistoryStore insisted = HistoryStore.open(file, StoreOptions.DEFAULT.withAllowSharedWrite(true))) {
            assertThat(insisted.conversationIds()).containsExactly("one");
        }
    }

    private void record(String conversation) {
        store.conversation(conversation)
                .record(Exchange.of(
                        Messages.written(Messages.user("hello")),
                        Messages.reply(Messages.assistant("hi " + conversation), NOON)));
    }
}
