package io.histctl.cli;

import io.histctl.cli.view.Printable;
import java.util.concurrent.Callable;

/** {@code histctl migrate}: brings a database to the newest schema. */
final class MigrateCommand implements Callable<Integer> {
    private final HistctlCommand root;

    MigrateCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        arguments.description(
                "Creates the tables on a server, or brings a database of an earlier version up to date. Every command",
                "does that unless it is called with --no-migrate, as by a role that may not change tables.");
        arguments.examples("histctl migrate");
    }

    @Override
    public Integer call() {
        root.migrate();
        root.confirm("the schema of " + Printable.line(root.location().toString()) + " is up to date");
        return 0;
    }
}
