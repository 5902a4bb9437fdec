package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import io.histctl.cli.view.ProgressBar;
import io.histctl.cli.view.PruneText;
import io.histctl.prune.PruneOptions;
import io.histctl.prune.PruneReport;
import io.histctl.resume.ReferenceTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** {@code histctl prune-expired}: clears expired audio ids, and old sound and turns on request. */
final class PruneCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final CommandBuilder arguments;
    private final ArgumentValue<Instant> at;
    private final ArgumentValue<Duration> margin;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<Boolean> yes;
    private final ArgumentValue<Boolean> dryRun;
    private final ArgumentValue<Boolean> sound;
    private final ArgumentValue<Boolean> turns;
    private final ArgumentValue<Duration> olderThan;
    private final ArgumentValue<Boolean> vacuum;
    private final ArgumentValue<Boolean> json;

    PruneCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        this.arguments = arguments;
        arguments.description(
                "Signed URLs lose their query. Turns, transcripts, expiry times and usage stay. A second run finds nothing.",
                "With --turns, old turns are deleted for good: whole exchanges, the oldest first.");
        arguments.group("What to clear:");
        at = arguments.time("clear ids that expired by this time: ISO-8601 or Unix seconds (default: now)", "--at");
        margin = arguments.duration("0s", "also clear ids that expire within this time after it", "--margin");
        conversation = arguments.text("C", "only in this conversation", "--conversation");
        yes = arguments.flag("accept an --at in the future, which clears ids that are still valid", "--yes");
        arguments.group("What else to delete:");
        sound = arguments.flag(
                "stored audio of user turns that precedes an expired id and has a transcript", "--sound");
        turns = arguments.flag("turns that are older than --older-than, with all their words", "--turns");
        olderThan = arguments.duration(null, "the age of turns to delete, such as 90d", "--older-than");
        vacuum = arguments.flag("return the freed space to the file system", "--vacuum");
        arguments.group("What to print:");
        dryRun = arguments.flag("count only, change nothing", "--dry-run");
        json = arguments.flag("print the counts as JSON", "--json");
        arguments.examples("histctl prune-expired --dry-run", "histctl prune-expired --turns --older-than 90d");
    }

    @Override
    public Integer call() {
        if (turns.value() != olderThan.isGiven()) {
            throw arguments.usageError("--turns and --older-than go together; turns are never deleted without both");
        }
        CliContext context = root.context();
        try (HistoryStore store = root.open()) {
            ensureNotInFuture(store.moment());
            ProgressBar bar = context.progressBar("pruning");
            PruneReport report = store.pruneExpired(
                    PruneOptions.DEFAULT
                            .withAt(at.orNull())
                            .withMargin(margin.value())
                            .withConversation(only(store))
                            .withSound(sound.value())
                            .withForgetOlderThan(olderThan.orNull())
                            .withVacuum(vacuum.value())
                            .withDryRun(dryRun.value()),
                    bar::update);
            bar.end();
            root.warn(report.warnings());
            if (!report.erased()) {
                root.inform(CliContext.STILL_IN_THE_LOG);
            }
            if (json.value()) {
                context.out().println(Printable.json(PruneText.json(report, turns.value())));
            } else {
                root.confirm(PruneText.of(report, sound.value(), turns.value()));
            }
            return 0;
        }
    }

    private @Nullable String only(HistoryStore store) {
        String given = conversation.orNull();
        return given == null ? null : ConversationName.find(store, given);
    }

    /** A mistyped date must not clear ids that are still valid. */
    private void ensureNotInFuture(ReferenceTime now) {
        Instant given = at.orNull();
        if (given != null
                && given.isAfter(now.at())
                && given.isAfter(root.context().clock().instant())
                && !yes.value()
                && !dryRun.value()) {
            throw arguments.usageError(
                    "--at is in the future, so ids that are still valid would be cleared; add --yes if that is meant");
        }
    }
}
