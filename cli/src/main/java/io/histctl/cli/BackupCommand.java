package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
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
        file = arguments.parameter("FILE", Converters::path, "the copy, which is not there yet");
    }

    @Override
    public Integer call() {
        if (file.value().toString().equals("-")) {
            throw arguments.wrong("a database can't be copied to stdout; name a file");
        }
        try (HistoryStore store = root.openExisting()) {
            store.backup(file.value());
            root.context()
                    .out()
                    .println("copied to " + Printable.line(file.value().toString()));
            return 0;
        }
    }
}
