package io.histctl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.HistoryStore;
import io.histctl.cli.view.Count;
import io.histctl.cli.view.Printable;
import io.histctl.cli.view.ProgressBar;
import io.histctl.prune.PruneOptions;
import io.histctl.prune.PruneReport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;

/** {@code histctl prune-expired}: clears what is dead. */
final class PruneCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final CommandBuilder arguments;
    private final ArgumentValue<Instant> at;
    private final ArgumentValue<Duration> margin;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<Boolean> dryRun;
    private final ArgumentValue<Boolean> sound;
    private final ArgumentValue<Boolean> turns;
    private final ArgumentValue<Duration> olderThan;
    private final ArgumentValue<Boolean> vacuum;
    private final ArgumentValue<Boolean> json;

    PruneCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        this.arguments = arguments;
        at = arguments.time(
                "the moment at which ids are judged (default: now, by the local or the server's clock, whichever is earlier)",
                "--at");
        margin = arguments.duration("0s", "clear ids too that live no longer than this beyond it", "--margin");
        conversation = arguments.text("C", "only this conversation", "--conversation");
        dryRun = arguments.flag("only count", "--dry-run");
        sound = arguments.flag(
                "also delete stored sound that is older than a dead id and whose words are kept", "--sound");
        turns = arguments.flag(
                "also delete turns for good, words and all, that are older than --older-than", "--turns");
        olderThan = arguments.duration(null, "how old turns must be to be deleted, such as 90d", "--older-than");
        vacuum = arguments.flag("give the space back to the file system", "--vacuum");
        json = arguments.flag("say what was pruned as JSON", "--json");
    }

    @Override
    public Integer call() {
        if (turns.value() != olderThan.isGiven()) {
            throw arguments.wrong("--turns and --older-than go together; turns are never deleted without both");
        }
        CliContext context = root.context();
        try (HistoryStore store = root.open()) {
            ProgressBar bar = context.progressBar("pruning");
            PruneReport report = store.pruneExpired(
                    new PruneOptions(
                            at.orNull(),
                            margin.value(),
                            conversation.orNull(),
                            sound.value(),
                            olderThan.orNull(),
                            vacuum.value(),
                            dryRun.value()),
                    bar::update);
            bar.end();
            context.warn(report.warnings());
            if (!report.walEmptied()) {
                context.err().println(CliContext.STILL_IN_THE_LOG);
            }
            context.out().println(json.value() ? Printable.json(json(report)) : words(report));
            return 0;
        }
    }

    private String words(PruneReport report) {
        String sounds = sound.value()
                ? "; " + (report.dryRun() ? "would delete " : "deleted ") + Count.of(report.soundDeleted(), "sound")
                        + ", leaving " + report.soundKept() + " without a transcript"
                : "";
        String forgotten = turns.value()
                ? "; " + (report.dryRun() ? "would forget " : "forgot ") + Count.of(report.turnsForgotten(), "turn")
                        + ", " + Count.of(report.conversationsForgotten(), "conversation") + " whole"
                : "";
        return (report.dryRun() ? "would clear " : "cleared ") + Count.of(report.cleared(), "audio id")
                + (report.cleared() == 1 ? " that is" : " that are") + " dead at "
                + report.at().truncatedTo(ChronoUnit.SECONDS) + sounds + forgotten;
    }

    private ObjectNode json(PruneReport report) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("at", report.at().toString());
        node.put("cleared", report.cleared());
        node.put("soundDeleted", report.soundDeleted());
        node.put("soundKept", report.soundKept());
        if (turns.value()) {
            node.put("turnsForgotten", report.turnsForgotten());
            node.put("conversationsForgotten", report.conversationsForgotten());
        }
        node.put("dryRun", report.dryRun());
        report.warnings().forEach(node.putArray("warnings")::add);
        return node;
    }
}
