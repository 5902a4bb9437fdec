package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.cli.view.DifferenceText;
import io.histctl.cli.view.Printable;
import io.histctl.verify.Difference;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code histctl verify}: checks everything that is stored. */
final class VerifyCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final ArgumentValue<Boolean> json;

    VerifyCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        arguments.description(
                "Derives all stored values again from the recorded messages and reports differences; exit status 1",
                "if there are any.");
        json = arguments.flag("print the differences as JSON", "--json");
        arguments.examples("histctl verify");
    }

    @Override
    public Integer call() {
        try (HistoryStore store = root.open()) {
            List<Difference> differences = store.verify();
            CliContext context = root.context();
            if (json.value()) {
                context.out().println(Printable.json(DifferenceText.json(differences)));
            } else if (differences.isEmpty()) {
                context.out().println("everything is as it was recorded");
            } else {
                differences.forEach(difference -> context.out().println(DifferenceText.of(difference)));
                DifferenceText.advice(differences).forEach(root::inform);
            }
            return differences.isEmpty() ? 0 : 1;
        }
    }
}
