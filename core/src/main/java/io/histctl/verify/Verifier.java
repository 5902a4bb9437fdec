package io.histctl.verify;

import io.histctl.error.HistoryException;
import io.histctl.model.Role;
import io.histctl.store.ContentHash;
import io.histctl.store.Conversations;
import io.histctl.store.Reading;
import io.histctl.store.Storage;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredSummary;
import io.histctl.store.StoredTurn;
import io.histctl.store.Summaries;
import io.histctl.summary.SummarySource;
import io.histctl.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Derives what is stored again and reports every difference. Holds one turn at a time.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class Verifier {
    private final Storage storage;
    private final List<Difference> differences = new ArrayList<>();

    /** Verifies a store. */
    public Verifier(Storage storage) {
        this.storage = storage;
    }

    /** All differences; empty if there are none. */
    public List<Difference> run() {
        storage.maintenance().check().forEach(what -> differences.add(new Difference(null, 0, what)));
        return storage.read(reading -> {
            for (String name : reading.conversations().names()) {
                Optional<Conversations.Checked> found = reading.conversations().findUnchecked(name);
                if (found.isEmpty()) {
                    differences.add(new Difference(name, 0, "the index of conversations does not contain it"));
                } else {
                    verify(reading, found.get());
                }
            }
            return List.copyOf(differences);
        });
    }

    private void verify(Reading reading, Conversations.Checked found) {
        StoredConversation conversation = found.conversation();
        if (!found.intact()) {
            add(conversation, 0, "its own row has changed since it was written");
        }
        Walk walk = new Walk(reading, conversation);
        reading.turns().allUnchecked(conversation, walk::turn);
        walk.end();
        settings(conversation);
        reading.summaries().all(conversation).forEach(summary -> summary(reading, conversation, summary));
    }

    /** Checks the turns of a conversation in order. */
    private final class Walk {
        private final StoredConversation conversation;
        private final TurnVerifier check;
        private long last;
        private long count;
        private long sum;

        private Walk(Reading reading, StoredConversation conversation) {
            this.conversation = conversation;
            this.check = new TurnVerifier(reading);
            this.last = conversation.extent().forgottenThrough();
        }

        private void turn(StoredTurn turn) {
            long position = turn.position();
            if (position > conversation.extent().forgottenThrough()) {
                if (position != last + 1) {
                    add(conversation, position, "turns before it are missing");
                }
                last = position;
            } else if (!Role.of(turn.row().role()).instructs()) {
                add(conversation, position, "it should have been deleted because of its age");
            }
            count++;
            sum += ContentHash.summand(turn.contentHash(), turn.row().state().replaced());
            content(turn);
        }

        private void content(StoredTurn turn) {
            if (!turn.isIntact()) {
                add(conversation, turn.position(), "it has changed since it was written");
            }
            try {
                check.differences(turn).forEach(what -> add(conversation, turn.position(), what));
            } catch (RuntimeException e) { // a damaged message can cause any of them
                add(conversation, turn.position(), "its message is not readable JSON");
            }
        }

        private void end() {
            StoredConversation.Extent extent = conversation.extent();
            if (last != conversation.lastPosition()) {
                add(conversation, 0, "its last turn is " + last + " and should be " + conversation.lastPosition());
            }
            if (count != extent.turns()) {
                add(conversation, 0, "it has " + count + " turns and should have " + extent.turns());
            } else if (sum != extent.sum()) {
                add(conversation, 0, "its turns have changed since they were written");
            }
        }
    }

    private void summary(Reading reading, StoredConversation conversation, Summaries.Checked found) {
        StoredSummary summary = found.summary();
        if (!found.intact()) {
            add(conversation, summary.through(), "the summary through this turn has changed since it was written");
        }
        try {
            if (!SummarySource.read(summary.through(), conversation, reading.turns(), summary)
                    .continues(summary)) {
                add(
                        conversation,
                        summary.through(),
                        "the summary through this turn covers other turns than the stored ones");
            }
        } catch (HistoryException e) {
            add(conversation, summary.through(), "the turns of the summary through this turn can't be read");
        }
    }

    private void settings(StoredConversation conversation) {
        byte[] settings = conversation.settings();
        try {
            if (settings != null) {
                Json.read(settings, "the settings");
            }
        } catch (HistoryException e) {
            add(conversation, 0, "its settings are not readable JSON");
        }
    }

    private void add(StoredConversation conversation, long position, String what) {
        differences.add(new Difference(conversation.name(), position, what));
    }
}
