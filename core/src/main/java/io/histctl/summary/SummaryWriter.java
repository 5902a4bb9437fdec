package io.histctl.summary;

import io.histctl.model.TokenCounter;
import io.histctl.model.TokenEstimate;
import io.histctl.model.Turn;
import io.histctl.store.StoredSummary;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Writes a summary within its budget: extends a stored one if it can, and falls back to the digest. Needs no
 * transaction, since a summarizer may be slow.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class SummaryWriter {
    /** Tokens; with less room there is nothing worth adding to a stored summary. */
    private static final long MIN_ROOM = 80;

    private final SummarySource source;
    private final SummarySignature signature;
    private final TokenCounter counter;
    private final Summarizer summarizer;
    private final List<String> notes = new ArrayList<>();

    private SummaryWriter(
            SummarySource source, SummarySignature signature, TokenCounter counter, Summarizer summarizer) {
        this.source = source;
        this.signature = signature;
        this.counter = counter;
        this.summarizer = summarizer;
    }

    /**
     * Writes the summary of a source.
     *
     * @param maxTokens the most tokens of the complete message
     */
    public static WrittenSummary write(
            SummarySource source,
            SummarySignature signature,
            long maxTokens,
            TokenCounter counter,
            Summarizer summarizer) {
        return new SummaryWriter(source, signature, counter, summarizer).write(maxTokens);
    }

    private WrittenSummary write(long maxTokens) {
        if (source.omitted() > 0) {
            notes.add("the summary describes the newest " + source.turns().size() + " turns only; the history is too"
                    + " long for the " + source.omitted() + " before them");
        }
        StoredSummary stored = source.stored();
        long room = maxTokens - counter.count(message("")) - TokenEstimate.PER_MESSAGE - 1;
        Summarizer.Written written =
                stored != null && source.continues(stored) ? extended(stored, room) : fresh(source.turns(), null, room);
        String message = message(written.text());
        long tokens = counter.count(message) + TokenEstimate.PER_MESSAGE;
        return new WrittenSummary(message, written.text(), written.by(), tokens, source, notes);
    }

    /** The stored summary and the turns since, or a new summary of all turns if that does not fit. */
    private Summarizer.Written extended(StoredSummary stored, long room) {
        List<Turn> since = source.since(stored);
        long left = room - counter.count(stored.text()) - 1;
        if (since.isEmpty() && left >= 0) {
            return new Summarizer.Written(stored.text(), stored.madeBy());
        }
        if (since.isEmpty() || (left < MIN_ROOM && !summarizer.takesPrevious())) {
            return fresh(source.turns(), null, room);
        }
        if (summarizer.takesPrevious()) {
            return fresh(since, stored.text(), room);
        }
        Summarizer.Written added = summarized(since, null, left);
        return added == null
                ? digest(room)
                : new Summarizer.Written(stored.text() + "\n" + added.text(), stored.madeBy());
    }

    private Summarizer.Written fresh(List<Turn> turns, @Nullable String previous, long room) {
        Summarizer.Written written = summarized(turns, previous, room);
        return written == null ? digest(room) : written;
    }

    /** The summarizer's answer; null if it is unusable. */
    private Summarizer.@Nullable Written summarized(List<Turn> turns, @Nullable String previous, long room) {
        try {
            Summarizer.Written written = summarizer.summarize(new SummaryRequest(turns, previous, room, counter));
            boolean fits = counter.count(written.text()) <= room;
            if (fits && (!written.text().isBlank() || written.by().equals(Digest.NAME))) {
                return written;
            }
            notes.add("the summarizer's answer was " + (fits ? "empty" : "too long") + "; the digest was used instead");
        } catch (SummaryFailedException e) {
            notes.add(e.getMessage() + "; the digest was used instead");
        }
        return null;
    }

    private Summarizer.Written digest(long room) {
        return SummarizeOptions.DIGEST.summarize(new SummaryRequest(source.turns(), null, room, counter));
    }

    private String message(String text) {
        List<Turn> turns = source.turns();
        return SummaryMessage.write(
                signature,
                source.through(),
                turns.size(),
                turns.get(0).saidAt(),
                turns.get(turns.size() - 1).saidAt(),
                text);
    }
}
