package io.histctl.record.imports;

import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.error.StoreException;
import io.histctl.model.Progress;
import io.histctl.record.Exchange;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.SqliteOnly;
import io.histctl.testing.TestStores;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports whose file or database fails, or for which other writers wait. */
class ImportFailureTest {
    private static final int LINES_THAT_PASS_AT_ONCE = 50;

    @TempDir
    Path folder;

    @Test
    @SqliteOnly
    void unwrittenLinesAreNotReportedAsStoredIfTheFileFailsToo() throws SQLException {
        Path file = folder.resolve("history.db");
        try (HistoryStore store = open(file, Duration.ofMillis(50));
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            other.createStatement().execute("BEGIN IMMEDIATE");
            InputStream lines = new SequenceInputStream(bytes(question("call", "Hello")), new Broken());

            assertThatThrownBy(() -> store.importLines(lines, Progress.NONE))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is still being written by another process");
        }
    }

    @Test
    void aClosedStoreIsNotAProblemOfTheLines() {
        HistoryStore store = open(folder.resolve("history.db"), Duration.ofSeconds(10));
        store.conversation("call").record(Exchange.ofRequest(voice(user("Hello"))));
        String reply = "{\"conversation\":\"call\",\"response\":"
                + SpokenReply.reply("Hi.").whole() + "}\n";
        InputStream lines = new FilterInputStream(bytes(reply + reply)) {
            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                store.close();
                return super.read(buffer, from, length);
            }
        };

        assertThatThrownBy(() -> store.importLines(lines, Progress.NONE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("was closed");
    }

    @Test
    void othersWriteBetweenLinesThatArriveSlowly() throws IOException {
        Path file = folder.resolve("history.db");
        try (HistoryStore store = open(file, Duration.ofSeconds(10));
                HistoryStore other = open(file, Duration.ofMillis(700));
                PipedOutputStream into = new PipedOutputStream();
                PipedInputStream lines = new PipedInputStream(into, 1 << 16)) {
            Executor inThread = work -> new Thread(work).start(); // the common pool may have only one thread
            CompletableFuture<ImportReport> done =
                    CompletableFuture.supplyAsync(() -> store.importLines(lines, Progress.NONE), inThread);
            CompletableFuture<Void> fed = CompletableFuture.runAsync(() -> feed(into), inThread);
            int writes = 0;
            for (; !fed.isDone(); writes++) {
                other.conversation("other").record(Exchange.ofRequest(voice(user("Question " + writes))));
                sleep(20);
            }

            assertThat(done.join().turns()).isEqualTo(60 * LINES_THAT_PASS_AT_ONCE);
            assertThat(other.conversation("other").turns()).hasSize(writes);
        }
    }

    @Test
    void aLineThatArrivesAloneIsStoredBeforeTheNext() throws Exception {
        try (HistoryStore store = open(folder.resolve("history.db"), Duration.ofSeconds(10));
                PipedInputStream lines = new PipedInputStream()) {
            Thread importing = new Thread(() -> store.importLines(lines, Progress.NONE));
            try (PipedOutputStream into = new PipedOutputStream(lines)) {
                importing.start();
                into.write(question("alone", "Are you there?").getBytes(StandardCharsets.UTF_8));
                into.flush();
                for (int i = 0; store.conversationIds().isEmpty() && i < 500; i++) {
                    sleep(20);
                }
                assertThat(store.conversation("alone").turns()).hasSize(1);
            }
            importing.join();
        }
    }

    private static void feed(PipedOutputStream into) {
        try (into) {
            for (int i = 0; i < 60; i++) {
                StringBuilder lines = new StringBuilder();
                for (int j = 0; j < LINES_THAT_PASS_AT_ONCE; j++) {
                    lines.append(question("slow", "Question " + i + " " + j));
                }
                into.write(lines.toString().getBytes(StandardCharsets.UTF_8));
                into.flush();
                sleep(30);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HistoryStore open(Path file, Duration busyTimeout) {
        return TestStores.open(file, StoreOptions.DEFAULT.withBusyTimeout(busyTimeout));
    }

    private static String question(String conversation, String words) {
        return "{\"conversation\":\"" + conversation + "\",\"request\":" + voice(user(words)) + "}\n";
    }

    private static InputStream bytes(String lines) {
        return new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the cable came off");
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return read();
        }
    }
}
