package io.histctl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.HistoryStore;
import io.histctl.PruneOptions;
import io.histctl.PruneReport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code histctl prune-expired}: clears what is dead. */
@Command(
        name = "prune-expired",
        description = "Clears the audio ids that are dead; turns, transcripts, expiries and usage stay.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PruneCommand implements Callable<Integer> {
    private final HistctlCommand root;

    @Option(names = "--at", paramLabel = "TIME", description = "the moment at which ids are judged (default: now)")
    private @Nullable Instant at;

    @Option(
            names = "--margin",
            paramLabel = "DURATION",
            defaultValue = "0s",
            description = "clear ids too that live no longer than this beyond it (default: ${DEFAULT-VALUE})")
    private Duration margin = Duration.ZERO;

    @Option(names = "--conversation", paramLabel = "C", description = "only this conversation")
    private @Nullable String conversation;

    @Option(names = "--dry-run", description = "only count")
    private boolean dryRun;

    @Option(
            names = "--sound",
            description = "also delete stored sound that is older than a dead id and whose words are kept")
    private boolean sound;

    @Option(names = "--vacuum", description = "give the space back to the file system")
    private boolean vacuum;

    @Option(names = "--json", description = "say what was pruned as JSON")
    private boolean json;

    PruneCommand(HistctlCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = root.surroundings();
        try (HistoryStore store = root.open()) {
            ProgressBar bar = new ProgressBar(surroundings, "pruning");
            PruneReport report =
                    store.pruneExpired(new PruneOptions(at, margin, conversation, sound, vacuum, dryRun), bar::update);
            bar.end();
            if (!report.walEmptied()) {
                surroundings
                        .err()
                        .println("histctl: another process is reading; what was cleared stays in the"
                                + " write-ahead log until it is done and a command runs again");
            }
            surroundings.out().println(json ? Printable.json(json(report)) : words(report));
            return 0;
        }
    }

    private String words(PruneReport report) {
        String sounds = sound
                ? "; " + (report.dryRun() ? "would delete " : "deleted ") + Count.of(report.soundDeleted(), "sound")
                        + ", leaving " + report.soundKept() + " without a transcript"
                : "";
        return (report.dryRun() ? "would clear " : "cleared ") + Count.of(report.cleared(), "audio id")
                + (report.cleared() == 1 ? " that is" : " that are") + " dead at "
                + report.at().truncatedTo(ChronoUnit.SECONDS) + sounds;
    }

    private static ObjectNode json(PruneReport report) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("at", report.at().toString());
        node.put("cleared", report.cleared());
        node.put("soundDeleted", report.soundDeleted());
        node.put("soundKept", report.soundKept());
        node.put("dryRun", report.dryRun());
        return node;
    }
}
