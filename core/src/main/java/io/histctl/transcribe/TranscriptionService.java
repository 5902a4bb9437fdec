package io.histctl.transcribe;

import io.histctl.error.InvalidInputException;
import io.histctl.error.NotFoundException;
import io.histctl.media.MediaReader;
import io.histctl.record.ConversationEditor;
import io.histctl.store.ConversationRef;
import io.histctl.store.SoundRow;
import io.histctl.store.StoredTurn;
import io.histctl.transcribe.TranscriptionReport.Outcome;
import io.histctl.transcribe.TranscriptionReport.SpokenTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.apiguardian.api.API;

/**
 * Transcribes the speech of a conversation.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class TranscriptionService {
    /** A server that fails this often in a row is not asked again. */
    private static final int MAX_FAILURES = 3;

    private final ConversationRef conversation;
    private final TranscribeOptions options;
    private final List<SpokenTurn> turns = new ArrayList<>();

    /** Transcribes this conversation. */
    public TranscriptionService(ConversationRef conversation, TranscribeOptions options) {
        this.conversation = conversation;
        this.options = options;
    }

    /** Transcribes turn by turn. The words of each turn are stored before the next one is tried. */
    public TranscriptionReport transcribe() {
        List<Speech> speeches = speeches();
        KeptSummary kept = KeptSummary.of(conversation);
        int failures = 0;
        for (Speech speech : speeches) {
            SpokenTurn turn = options.dryRun() || failures == MAX_FAILURES
                    ? new SpokenTurn(speech.position, Outcome.NOT_TRIED, null)
                    : transcribe(speech);
            failures = turn.outcome() == Outcome.TRANSCRIBED || turn.outcome() == Outcome.SILENT
                    ? 0
                    : Math.min(failures + 1, MAX_FAILURES);
            turns.add(turn);
        }
        List<String> notes = new ArrayList<>();
        turns.stream()
                .filter(turn -> turn.outcome() == Outcome.TRANSCRIBED)
                .findFirst()
                .flatMap(first -> kept.renew(first.position(), options.summarizer()))
                .ifPresent(notes::add);
        if (!conversation.storage().maintenance().eraseDeleted()) {
            notes.add("another process is reading; replaced words stay in the write-ahead log until it is done and a"
                    + " command runs again");
        }
        return new TranscriptionReport(conversation.id(), turns, notes);
    }

    /**
     * A turn to transcribe.
     *
     * @param sounds how many sounds it has
     */
    private record Speech(long position, int sounds) {}

    private List<Speech> speeches() {
        return conversation.read((reading, stored) -> {
            List<Speech> found = new ArrayList<>();
            reading.turns().all(stored, turn -> {
                if (isWanted(turn)) {
                    found.add(new Speech(turn.position(), turn.sounds().size()));
                }
            });
            return found;
        });
    }

    private boolean isWanted(StoredTurn turn) {
        return turn.position() >= options.from()
                && turn.row().derived().soundCount() > 0
                && !turn.row().state().replaced()
                && !(options.onlyMissing() && turn.transcript() != null)
                && turn.sounds().stream().map(SoundRow::soundId).allMatch(Objects::nonNull);
    }

    private SpokenTurn transcribe(Speech speech) {
        try {
            StringJoiner words = new StringJoiner("\n");
            for (int number = 1; number <= speech.sounds; number++) {
                words.add(options.transcriber()
                        .transcribe(new MediaReader(conversation).sound(speech.position, number))
                        .strip());
            }
            if (words.toString().isBlank()) {
                return new SpokenTurn(speech.position, Outcome.SILENT, null);
            }
            new ConversationEditor(conversation).attachWords(speech.position, words.toString(), options.onlyMissing());
            return new SpokenTurn(speech.position, Outcome.TRANSCRIBED, null);
        } catch (TranscriptionFailedException | NotFoundException | InvalidInputException e) {
            return new SpokenTurn(speech.position, Outcome.FAILED, e.getMessage());
        }
    }
}
