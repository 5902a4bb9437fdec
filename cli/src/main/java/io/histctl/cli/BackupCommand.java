package io.histctl.cli;

import io.histctl.HistoryStore;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code histctl backup}: copies the database. */
final class BackupCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final Argument<Path> file;

    BackupCommand(HistctlCommand root, Arguments arguments) {
        this.root = root;
        file = arguments.parameter("FILE", Converters::path, "the copy, which is not there yet");
    }

    @Override
    public Integer call() {
        try (HistoryStore store = root.open()) {
            store.backup(file.value());
            root.surroundings()
                    .out()
                    .println("copied to " + Printable.line(file.value().toString()));
            return 0;
        }
    }
}
