package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code histctl backup}: copies the database. */
final class BackupCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final CommandBuilder arguments;
    private final ArgumentValue<Path> file;

    BackupCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        this.arguments = arguments;
        file = arguments.parameter("FILE", Converters::path, "the copy, which must not exist yet");
        arguments.description(
                "The copy is a snapshot; others can read and write meanwhile. To restore it, stop every",
                "program that uses the database, delete its -wal and -shm files, and copy the backup over it.");
        arguments.examples("histctl backup history-backup.db");
    }

    @Override
    public Integer call() throws IOException {
        if (file.value().toString().equals("-")) {
            throw arguments.usageError("a database can't be copied to stdout; name a file");
        }
        try (HistoryStore store = root.open()) {
            store.backup(file.value());
            root.confirm("copied to " + Printable.line(file.value().toString()));
        }
        reportParts(file.value().toAbsolutePath());
        return 0;
    }

    /** Reports the parts of interrupted backups, which could not remove them. */
    private void reportParts(Path copy) throws IOException {
        String prefix = copy.getFileName() + ".";
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(
                copy.getParent(),
                path -> path.getFileName().toString().startsWith(prefix)
                        && path.toString().endsWith(".part"))) {
            parts.forEach(part -> root.inform("note: " + Printable.line(part.toString())
                    + " is part of a backup that was interrupted; delete it unless another backup is running"));
        }
    }
}
