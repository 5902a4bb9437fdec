package io.histctl.formats;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.model.Progress;
import io.histctl.model.Turn;
import io.histctl.record.imports.HistoryFile;
import io.histctl.record.imports.HistoryReader;
import io.histctl.record.imports.ImportReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Imports files into a store in memory. */
final class Imports implements AutoCloseable {
    private final HistoryStore store =
            HistoryStore.inMemory(Clock.fixed(Instant.parse("2026-06-05T22:10:00Z"), ZoneOffset.UTC));
    private final Path folder;
    private int files;

    Imports(Path folder) {
        this.folder = folder;
    }

    /** Imports a file with the only reader that recognizes it. */
    ImportReport read(String contents) {
        return read(contents.getBytes(StandardCharsets.UTF_8));
    }

    ImportReport read(byte[] contents) {
        try {
            HistoryFile file = HistoryFile.of(Files.write(folder.resolve("file" + files++), contents));
            return store.importFile(file, reader(file), Progress.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The format in which a file is recognized. */
    String format(String contents) throws IOException {
        Path file = Files.writeString(folder.resolve("file" + files++), contents);
        return reader(HistoryFile.of(file)).format();
    }

    private static HistoryReader reader(HistoryFile file) throws IOException {
        List<HistoryReader> found = new ArrayList<>();
        for (HistoryReader reader : HistoryReader.installed()) {
            if (reader.recognizes(file)) {
                found.add(reader);
            }
        }
        if (found.size() != 1) {
            throw new AssertionError(
                    "recognized as " + found.stream().map(HistoryReader::format).toList());
        }
        return found.get(0);
    }

    List<String> conversations() {
        return store.conversationIds();
    }

    /** The current turns of a conversation, each as {@code role: text}. */
    List<String> history(String conversation) {
        return turns(conversation).stream()
                .filter(turn -> turn.standing() != Turn.Standing.REPLACED)
                .map(Imports::line)
                .toList();
    }

    /** The turns that were replaced, each as {@code role: text}. */
    List<String> replaced(String conversation) {
        return turns(conversation).stream()
                .filter(turn -> turn.standing() == Turn.Standing.REPLACED)
                .map(Imports::line)
                .toList();
    }

    Conversation conversation(String id) {
        return store.conversation(id);
    }

    List<Turn> turns(String conversation) {
        return store.conversation(conversation).turns();
    }

    @Nullable
    String title(String conversation) {
        return store.conversation(conversation).metadata().title();
    }

    private static String line(Turn turn) {
        String calls = turn.message().toolCalls().isEmpty()
                ? ""
                : turn.message().toolCalls().get(0).name() + "("
                        + turn.message().toolCalls().get(0).arguments() + ")";
        return turn.role() + ": " + turn.message().text() + calls;
    }

    @Override
    public void close() {
        store.close();
    }
}
