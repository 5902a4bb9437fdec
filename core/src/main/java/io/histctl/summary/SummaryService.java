package io.histctl.summary;

import io.histctl.error.InvalidInputException;
import io.histctl.model.TokenCounter;
import io.histctl.resume.Planner;
import io.histctl.store.Change;
import io.histctl.store.Changes;
import io.histctl.store.ConversationRef;
import io.histctl.store.Outlines;
import io.histctl.store.Reading;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Makes a summary of a conversation on request, and stores it.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class SummaryService {
    private final ConversationRef conversation;

    /** Summarizes this conversation. */
    public SummaryService(ConversationRef conversation) {
        this.conversation = conversation;
    }

    /**
     * Makes a summary and stores it unless the options say otherwise.
     *
     * @throws InvalidInputException if there is nothing to summarize, or a summary cannot end at the given turn
     */
    public Summarized summarize(SummarizeOptions options) {
        Request request = conversation.read((reading, stored) -> request(reading, stored, options));
        WrittenSummary written = write(request, options); // may be slow: no transaction is open
        Kept kept = options.keep() ? keep(written) : Kept.NO;
        List<String> notes = new ArrayList<>(written.notes());
        if (kept == Kept.INSTEAD && !conversation.storage().maintenance().eraseDeleted()) {
            notes.add("another process is reading; the replaced summary stays in the write-ahead log until that process"
                    + " is done and a command runs again");
        }
        if (options.keep() && kept == Kept.NO) {
            notes.add(
                    "a turn that the summary covers changed while it was written, so it was not stored; summarize again");
        }
        return new Summarized(
                conversation.id(),
                written.message(),
                written.by(),
                written.source().through(),
                written.source().turns().size(),
                written.tokens(),
                kept != Kept.NO,
                notes);
    }

    private record Request(SummarySource source, SummarySignature signature) {}

    private enum Kept {
        NO,
        NEW,
        INSTEAD
    }

    private static Request request(Reading reading, StoredConversation stored, SummarizeOptions options) {
        long through = through(reading, stored, options.through());
        StoredSummary previous = previous(reading, stored, through, options).orElse(null);
        return new Request(
                SummarySource.read(through, stored, reading.turns(), previous),
                new SummarySignature(reading.turns().firstReply(stored), stored.name()));
    }

    private static WrittenSummary write(Request request, SummarizeOptions options) {
        Long maxTokens = options.maxTokens();
        return SummaryWriter.write(
                request.source,
                request.signature,
                maxTokens == null ? SummarizeOptions.DEFAULT_TOKENS : maxTokens,
                maxTokens == null ? TokenCounter.ESTIMATE : TokenCounter.O200K,
                options.summarizer());
    }

    private Kept keep(WrittenSummary summary) {
        return conversation.change((reading, stored) -> {
            if (!isCurrent(summary, reading, stored)) {
                return Change.none(Kept.NO);
            }
            return new Change<>(
                    isStored(summary.source().through(), reading, stored) ? Kept.INSTEAD : Kept.NEW,
                    Changes.of(
                            stored,
                            new Changes.PutSummary(
                                    summary.stored(conversation.clock().instant()))));
        });
    }

    private static boolean isStored(long through, Reading reading, StoredConversation stored) {
        return reading.summaries()
                .farthest(stored, through)
                .filter(row -> row.through() == through)
                .isPresent();
    }

    /** Whether no turn that a summary covers has changed since it was read. */
    private static boolean isCurrent(WrittenSummary summary, Reading reading, StoredConversation stored) {
        return SummarySource.read(summary.source().through(), stored, reading.turns(), null)
                .continues(summary.stored(Instant.EPOCH));
    }

    /** Digests are made from turns only, never from an older digest; a model extends its own last summary. */
    private static Optional<StoredSummary> previous(
            Reading reading, StoredConversation stored, long through, SummarizeOptions options) {
        return options.summarizer().takesPrevious()
                ? reading.summaries()
                        .farthest(stored, through - 1)
                        .filter(row -> !row.madeBy().equals(Digest.NAME))
                : Optional.empty();
    }

    private static long through(Reading reading, StoredConversation stored, @Nullable Long wanted) {
        List<Long> ends = Planner.exchangeEnds(Outlines.read(stored, reading.turns()));
        if (ends.isEmpty()) {
            throw new InvalidInputException("the conversation has no answered turn to summarize yet");
        }
        if (wanted == null) {
            return ends.get(ends.size() - 1);
        }
        if (!ends.contains(wanted)) {
            long before = ends.stream()
                    .filter(end -> end < wanted)
                    .reduce((a, b) -> b)
                    .orElse(ends.get(0));
            throw new InvalidInputException("a summary cannot end at turn " + wanted
                    + ", which is not the end of an exchange; it can end at turn " + before);
        }
        return wanted;
    }
}
