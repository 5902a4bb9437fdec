package io.histctl.summary;

import io.histctl.model.Hash;
import io.histctl.model.Message;
import io.histctl.model.TokenCounter;
import io.histctl.model.TokenEstimate;
import io.histctl.model.Turn;
import io.histctl.model.Words;
import io.histctl.store.StoredSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a summary: from a stored one where there is one, else anew; never over its budget. Reads and writes nothing. */
public final class SummaryMaker {
    /** Less room than this holds no line worth adding to a stored summary. */
    private static final long LEAST_ROOM = 80;

    /** Who made a summary that no model made. */
    static final String DIGEST = "digest";

    private final SummaryTask task;
    private final Summarizer summarizer;
    private final TokenCounter counter;
    private final List<String> notes = new ArrayList<>();

    private SummaryMaker(SummaryTask task, Summarizer summarizer) {
        this.task = task;
        this.summarizer = summarizer;
        this.counter = task.counter();
    }

    /**
     * A summary.
     *
     * @param message the whole message in which it stands
     * @param text the summary alone
     * @param notes what went otherwise than asked for
     */
    public record Made(String message, String text, String by, long through, List<Turn> turns, List<String> notes) {
        /** As it is stored. */
        public StoredSummary stored(Instant at) {
            return new StoredSummary(through, turns.size(), fingerprint(turns), text, by, at.toEpochMilli());
        }
    }

    /** The summary that is asked for. */
    public static Made make(SummaryTask task, Summarizer summarizer) {
        return new SummaryMaker(task, summarizer).make();
    }

    private Made make() {
        List<Turn> turns = task.turns();
        if (task.covered().older() > 0) {
            notes.add("the summary tells of the newest " + turns.size() + " turns that it stands for; the "
                    + task.covered().older() + " before them are too many and left out");
        }
        StoredSummary stored = task.stored();
        long room = task.maxTokens() - counter.count(message("")) - TokenEstimate.PER_MESSAGE - 1;
        Summarizer.Written written =
                stored != null && covers(stored, turns) ? grown(stored, room) : anew(turns, null, room);
        return new Made(
                message(written.text()), written.text(), written.by(), task.through(), turns, List.copyOf(notes));
    }

    /** Whether a summary covers a beginning of these turns, as they are. */
    public static boolean covers(StoredSummary stored, List<Turn> turns) {
        List<Turn> covered = turns.stream()
                .filter(turn -> turn.position() <= stored.through())
                .toList();
        return covered.size() == stored.turns() && Arrays.equals(fingerprint(covered), stored.fingerprint());
    }

    /** A hash by which it is known whether the turns that a summary covers are still the same. */
    static byte[] fingerprint(List<Turn> turns) {
        StringBuilder text = new StringBuilder();
        for (Turn turn : turns) {
            Message message = turn.message();
            text.append(turn.position()).append(turn.role()).append(Words.of(message, turn.transcript()));
            text.append(message.spoken()).append(message.refusal()).append(message.toolCalls());
            text.append(turn.audio() == null ? null : turn.audio().heard()).append('\n');
        }
        return Hash.of(text.toString());
    }

    /** The stored summary and the turns since, or all anew where that does not fit. */
    private Summarizer.Written grown(StoredSummary stored, long room) {
        List<Turn> since = task.turns().stream()
                .filter(turn -> turn.position() > stored.through())
                .toList();
        long left = room - counter.count(stored.text()) - 1;
        if (since.isEmpty() && left >= 0) {
            return new Summarizer.Written(stored.text(), stored.madeBy());
        }
        if (since.isEmpty() || (left < LEAST_ROOM && !summarizer.takesPrevious())) {
            return anew(task.turns(), null, room);
        }
        if (summarizer.takesPrevious()) {
            return anew(since, stored.text(), room);
        }
        Summarizer.Written added = written(since, null, left);
        return added == null
                ? digest(room)
                : new Summarizer.Written(stored.text() + "\n" + added.text(), stored.madeBy());
    }

    private Summarizer.Written anew(List<Turn> told, @Nullable String previous, long room) {
        Summarizer.Written written = written(told, previous, room);
        return written == null ? digest(room) : written;
    }

    /** What the summarizer writes of the turns that it is told; null where that is no summary. */
    private Summarizer.@Nullable Written written(List<Turn> told, @Nullable String previous, long room) {
        try {
            Summarizer.Written written = summarizer.summarize(new SummaryRequest(told, previous, room, counter));
            boolean fits = counter.count(written.text()) <= room;
            if (fits && (!written.text().isBlank() || written.by().equals(DIGEST))) {
                return written;
            }
            notes.add("the summarizer's answer was " + (fits ? "empty" : "too long") + "; the digest took its place");
        } catch (SummaryFailedException e) {
            notes.add(e.getMessage() + "; the digest took its place");
        }
        return null;
    }

    private Summarizer.Written digest(long room) {
        return SummarizeOptions.DIGEST.summarize(new SummaryRequest(task.turns(), null, room, counter));
    }

    private String message(String text) {
        List<Turn> turns = task.turns();
        return SummaryMessage.write(
                task.through(),
                turns.size(),
                turns.get(0).saidAt(),
                turns.get(turns.size() - 1).saidAt(),
                text);
    }
}
