package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.cli.view.Count;
import io.histctl.cli.view.Printable;
import io.histctl.cli.view.ProgressBar;
import io.histctl.copy.CopyReport;
import java.util.concurrent.Callable;

/** {@code histctl copy}: copies a store into another one. */
final class CopyCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final CommandBuilder arguments;
    private final ArgumentValue<String> from;
    private final ArgumentValue<String> to;

    CopyCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        this.arguments = arguments;
        arguments.description(
                "Copies every conversation between a file and a server, or two of either, and compares each copy with",
                "its source. Others may use the source meanwhile. Repeat the call to continue after an interruption, or",
                "to copy what has changed since. --schema and --namespace apply to servers.");
        from = arguments.text("DB", "the database to copy (default: the one of --db)", "--from");
        to = arguments.text("DB", "an empty database, or the target of an earlier copy", "--to");
        arguments.examples("histctl copy --to other.db");
    }

    @Override
    public Integer call() {
        if (!to.isGiven()) {
            throw arguments.usageError("the target is missing; name it with --to");
        }
        try (HistoryStore source = root.open(root.location(from.orNull()));
                HistoryStore target = root.openOrCreate(root.location(to.orNull()))) {
            ProgressBar bar = root.context().progressBar("copying");
            CopyReport report = source.copyTo(target, bar::update);
            bar.end();
            report.refused().forEach(id -> problem(id, "has other turns in the target and was left unchanged there"));
            report.changing().forEach(id -> problem(id, "changed during the copy; copy again"));
            root.confirm("copied " + Count.of(report.copied(), "conversation") + "; "
                    + Count.of(report.unchanged(), "conversation") + " had been copied before");
            return report.complete() ? 0 : 1;
        }
    }

    private void problem(String conversation, String what) {
        root.context().err().println("histctl: " + Printable.line(conversation) + " " + what);
    }
}
