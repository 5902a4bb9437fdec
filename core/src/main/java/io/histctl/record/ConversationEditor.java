package io.histctl.record;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Instants;
import io.histctl.model.TokenEstimate;
import io.histctl.model.Words;
import io.histctl.store.AudioRow;
import io.histctl.store.ConversationRef;
import io.histctl.store.Conversations;
import io.histctl.store.StoredTurn;
import io.histctl.store.Summaries;
import io.histctl.store.Turns;
import io.histctl.summary.SummarizeOptions;
import io.histctl.summary.Summarized;
import io.histctl.summary.SummaryKeeper;
import io.histctl.summary.SummaryMaker;
import io.histctl.summary.SummaryTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Changes what is stored of a conversation: adds what is told later, summarizes, deletes. */
public final class ConversationEditor {
    private final ConversationRef named;

    public ConversationEditor(ConversationRef named) {
        this.named = named;
    }

    public boolean transcribe(long position, String text) {
        if (text.isBlank()) {
            throw new InvalidInputException("the transcript is empty; give the words that were said");
        }
        if (!ConversationRef.isUnicode(text)) {
            throw new InvalidInputException("the transcript is no valid Unicode; give the words that were said");
        }
        boolean replaced = named.database().write(session -> {
            StoredTurn turn = named.turn(session, position);
            if (turn.row().sounds() == 0) {
                throw new InvalidInputException(
                        "turn " + position + " holds no speech of a user; only that needs a transcript");
            }
            new Turns(session).putTranscript(turn.id(), text.strip());
            new Summaries(session).dropFrom(turn.row().conversationId(), position);
            return turn.transcript() != null;
        });
        return !replaced || named.database().forget();
    }

    public void interrupted(long position, Duration heard) {
        if (!heard.isNegative()) {
            Instants.ensureSpan(heard, "what was heard");
        }
        named.database().write(session -> {
            StoredTurn turn = named.turn(session, position);
            AudioRow audio = turn.audio();
            if (audio == null) {
                throw new InvalidInputException(
                        "turn " + position + " is no spoken reply; only that can be talked over");
            }
            Long length = audio.millis();
            if (heard.isNegative() || (length != null && heard.compareTo(Duration.ofMillis(length)) > 0)) {
                throw new InvalidInputException("turn " + position + " is "
                        + Words.seconds(Duration.ofMillis(length == null ? 0 : length))
                        + " long; give the seconds of it that were heard");
            }
            new Turns(session).markHeard(turn.id(), heard.toMillis());
            new Summaries(session).dropFrom(turn.row().conversationId(), position);
            return turn.id();
        });
    }

    public Summarized summarize(SummarizeOptions options) {
        SummaryTask task =
                named.database().read(session -> new SummaryKeeper(session, named.row(session)).task(options));
        SummaryMaker.Made made = SummaryMaker.make(task, options.summarizer()); // may take long: no transaction is open
        boolean[] replaced = {false};
        boolean kept = options.keep()
                && named.database().write(session -> {
                    SummaryKeeper keeper = new SummaryKeeper(session, named.row(session));
                    replaced[0] = keeper.has(made.through());
                    return keeper.keep(made, named.clock().instant());
                });
        List<String> notes = new ArrayList<>(made.notes());
        if (kept && replaced[0] && !named.database().forget()) {
            notes.add("another process is reading; the summary that this one took the place of stays in the write-ahead"
                    + " log until it is done and a command runs again");
        }
        if (options.keep() && !kept) {
            notes.add("a turn that the summary covers changed while it was written, so it was not kept; make it again");
        }
        long tokens = task.counter().count(made.message()) + TokenEstimate.PER_MESSAGE;
        return new Summarized(
                named.id(),
                made.message(),
                made.by(),
                made.through(),
                made.turns().size(),
                tokens,
                kept,
                notes);
    }

    public boolean delete() {
        named.database().write(session -> {
            new Conversations(session).delete(named.row(session).id());
            return named.id();
        });
        return named.database().forget();
    }
}
