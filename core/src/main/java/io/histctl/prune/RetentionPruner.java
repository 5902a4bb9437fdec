package io.histctl.prune;

import io.histctl.prune.PruneReport.DeletedTurns;
import io.histctl.resume.Planner;
import io.histctl.store.Change;
import io.histctl.store.Changes;
import io.histctl.store.Outlines;
import io.histctl.store.Reading;
import io.histctl.store.Storage;
import io.histctl.store.StoredConversation;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Deletes old turns: whole conversations, or the oldest complete exchanges of one that continued. Each conversation is changed in a transaction of its own.
 */
final class RetentionPruner {
    private final Storage storage;
    private final Instant before;
    private final boolean dryRun;

    RetentionPruner(Storage storage, Instant before, boolean dryRun) {
        this.storage = storage;
        this.before = before;
        this.dryRun = dryRun;
    }

    DeletedTurns run(@Nullable String conversation) {
        List<String> names =
                storage.read(reading -> reading.conversations().begunBefore(before.toEpochMilli(), conversation));
        DeletedTurns deleted = DeletedTurns.NONE;
        for (String name : names) {
            deleted = deleted.plus(
                    dryRun
                            ? storage.read(reading -> plan(reading, name).result())
                            : storage.change(reading -> plan(reading, name)));
        }
        return deleted;
    }

    private Change<DeletedTurns> plan(Reading reading, String name) {
        return reading.conversations()
                .find(name)
                .map(conversation -> plan(reading, conversation))
                .orElse(Change.none(DeletedTurns.NONE));
    }

    private Change<DeletedTurns> plan(Reading reading, StoredConversation conversation) {
        OptionalLong firstKept = reading.turns().firstSince(conversation, before.toEpochMilli());
        if (firstKept.isEmpty()) {
            return new Change<>(
                    new DeletedTurns(conversation.extent().turns(), 1), Changes.of(conversation, new Changes.Delete()));
        }
        long through = lastExchangeEndBefore(reading, conversation, firstKept.getAsLong());
        long turns = reading.turns().countForgettable(conversation, through);
        return turns == 0
                ? Change.none(DeletedTurns.NONE)
                : new Change<>(new DeletedTurns(turns, 0), Changes.of(conversation, new Changes.Forget(through)));
    }

    /** The last position of the last exchange that ends before a position; 0 if there is none. */
    private long lastExchangeEndBefore(Reading reading, StoredConversation conversation, long position) {
        return Planner.exchangeEnds(Outlines.read(conversation, reading.turns())).stream()
                .filter(end -> end < position)
                .reduce(0L, (a, b) -> b);
    }
}
