package io.histctl.prune;

import io.histctl.resume.Planner;
import io.histctl.resume.Policy;
import io.histctl.store.ConversationRow;
import io.histctl.store.Conversations;
import io.histctl.store.Database;
import io.histctl.store.Forgetting;
import io.histctl.store.Outlines;
import io.histctl.store.Session;
import io.histctl.store.TurnReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Forgets turns that were said before a moment: whole conversations, and of those that went on the oldest exchanges,
 * as far as no younger turn stands among them. Each conversation is a transaction of its own.
 */
final class RetentionPruner {
    private final Database database;
    private final Instant before;
    private final boolean dryRun;

    RetentionPruner(Database database, Instant before, boolean dryRun) {
        this.database = database;
        this.before = before;
        this.dryRun = dryRun;
    }

    /** What was forgotten, or would have been: so many turns, and conversations whole. */
    record Forgotten(long turns, long conversations) {
        static final Forgotten NOTHING = new Forgotten(0, 0);

        Forgotten plus(Forgotten other) {
            return new Forgotten(turns + other.turns, conversations + other.conversations);
        }
    }

    Forgotten run(@Nullable String conversation) {
        List<String> names =
                database.read(session -> new Forgetting(session).conversations(before.toEpochMilli(), conversation));
        Forgotten forgotten = Forgotten.NOTHING;
        for (String name : names) {
            forgotten = forgotten.plus(
                    dryRun
                            ? database.read(session -> forget(session, name))
                            : database.write(session -> forget(session, name)));
        }
        return forgotten;
    }

    private Forgotten forget(Session session, String name) {
        return new Conversations(session)
                .find(name)
                .map(row -> forget(session, row))
                .orElse(Forgotten.NOTHING);
    }

    private Forgotten forget(Session session, ConversationRow row) {
        Forgetting forgetting = new Forgetting(session);
        OptionalLong young = forgetting.firstSince(row.id(), before.toEpochMilli());
        if (young.isEmpty()) {
            long turns = forgetting.count(row.id());
            if (!dryRun) {
                new Conversations(session).delete(row.id());
            }
            return new Forgotten(turns, 1);
        }
        long through = exchangesBefore(session, row, young.getAsLong());
        long turns = forgetting.countThrough(row.id(), through);
        if (!dryRun && turns > 0) {
            forgetting.forget(row.id(), through);
        }
        return new Forgotten(turns, 0);
    }

    /** Where the last exchange ends that lies before a position whole; 0: none does. */
    private long exchangesBefore(Session session, ConversationRow row, long position) {
        Planner.Terms terms = new Planner.Terms(before, Duration.ZERO, Policy.TRANSCRIPT, false, Set.of(), false, 0);
        return Planner.foldEnds(Outlines.read(row, new TurnReader(session)), terms).stream()
                .filter(end -> end < position)
                .reduce(0L, (a, b) -> b);
    }
}
