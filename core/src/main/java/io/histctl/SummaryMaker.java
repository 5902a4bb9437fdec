package io.histctl;

import io.histctl.model.Hash;
import io.histctl.model.Message;
import io.histctl.model.TokenEstimate;
import io.histctl.model.Turn;
import io.histctl.model.Words;
import io.histctl.store.ConversationRow;
import io.histctl.store.SummaryRow;
import io.histctl.store.TurnReader;
import io.histctl.summary.Summarizer;
import io.histctl.summary.SummaryFailedException;
import io.histctl.summary.SummaryMessage;
import io.histctl.summary.SummaryRequest;
import io.histctl.summary.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the summary of a fold: from a stored one where there is one, else anew; never over its budget. */
final class SummaryMaker {
    /** Less room than this holds no line worth adding to a stored summary. */
    private static final long LEAST_ROOM = 80;

    /** Who made a summary that no model made. */
    static final String DIGEST = "digest";

    private final ConversationRow conversation;
    private final TurnReader reader;
    private final Summarizer summarizer;
    private final Summarizer digest = ExportOptions.DIGEST;
    private final TokenCounter counter;
    private final List<String> notes = new ArrayList<>();

    SummaryMaker(ConversationRow conversation, TurnReader reader, Summarizer summarizer, TokenCounter counter) {
        this.conversation = conversation;
        this.reader = reader;
        this.summarizer = summarizer;
        this.counter = counter;
    }

    /**
     * A summary.
     *
     * @param message the whole message in which it stands
     * @param text the summary alone
     */
    record Made(String message, String text, String by, long through, List<Turn> turns) {}

    /** What went otherwise than asked for. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * The summary of these turns.
     *
     * @param stored the stored summary that reaches farthest into them; null: none
     * @param maxTokens what the whole message may cost
     */
    Made make(Set<Long> folded, long through, @Nullable SummaryRow stored, long maxTokens) {
        List<Turn> turns = read(folded, through);
        long room = maxTokens - overhead(turns, through);
        SummaryRow usable = stored != null && covers(stored, turns) ? stored : null;
        Summarizer.Written written = usable == null ? anew(turns, turns, null, room) : grown(usable, turns, room);
        return new Made(message(turns, through, written.text()), written.text(), written.by(), through, turns);
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
    private Summarizer.Written grown(SummaryRow stored, List<Turn> turns, long room) {
        List<Turn> since = turns.stream()
                .filter(turn -> turn.position() > stored.through())
                .toList();
        long left = room - counter.count(stored.text()) - 1;
        if (since.isEmpty() && left >= 0) {
            return new Summarizer.Written(stored.text(), stored.madeBy());
        }
        if (since.isEmpty() || (left < LEAST_ROOM && !summarizer.takesPrevious())) {
            return anew(turns, turns, null, room);
        }
        if (summarizer.takesPrevious()) {
            return anew(turns, since, stored.text(), room);
        }
        String added = anew(since, since, null, left).text();
        return new Summarizer.Written(stored.text() + "\n" + added, stored.madeBy());
    }

    /**
     * @param all what the digest is made of where the summarizer fails
     * @param told what the summarizer is handed
     */
    private Summarizer.Written anew(List<Turn> all, List<Turn> told, @Nullable String previous, long room) {
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
        return digest.summarize(new SummaryRequest(all, null, room, counter));
    }

    private List<Turn> read(Set<Long> folded, long through) {
        List<Turn> turns = new ArrayList<>();
        reader.each(conversation.id(), 1, through, stored -> {
            if (folded.contains(stored.row().position())) {
                turns.add(Assembler.turn(stored, conversation.lastBlock()));
            }
        });
        return turns;
    }

    private static boolean covers(SummaryRow stored, List<Turn> turns) {
        return turns.stream()
                        .filter(turn -> turn.position() <= stored.through())
                        .count()
                == stored.turns();
    }

    private long overhead(List<Turn> turns, long through) {
        return counter.count(message(turns, through, "")) + TokenEstimate.PER_MESSAGE + 1;
    }

    private static String message(List<Turn> turns, long through, String text) {
        return SummaryMessage.write(
                through,
                turns.size(),
                turns.get(0).saidAt(),
                turns.get(turns.size() - 1).saidAt(),
                text);
    }
}
