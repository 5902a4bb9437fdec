package io.histctl.transcribe;

import static io.histctl.testing.Messages.spokenUser;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.export.ExportOptions;
import io.histctl.media.Media;
import io.histctl.model.Turn;
import io.histctl.record.Exchange;
import io.histctl.summary.SummarizeOptions;
import io.histctl.summary.Summarizer;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import io.histctl.transcribe.TranscriptionReport.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Words for what users said, by a transcriber that names the bytes it hears. */
class TranscribeTest extends StoreFixture {
    private final List<Media> heard = new ArrayList<>();
    private final Transcriber transcriber = sound -> {
        heard.add(sound);
        return "The bytes " + sound.bytes()[0] + ".";
    };

    /** Turns: 1 speech, 2 reply, 3 speech, 4 reply. */
    @BeforeEach
    void recordTwoSpokenQuestions() {
        SpokenReply first = SpokenReply.reply("One.");
        SpokenReply second = SpokenReply.reply("Two.").begunAt(NOON.plusSeconds(60));
        String question = spokenUser("AQID", "wav");
        chat.record(Exchange.of(voice(question), first.whole()).withAt(NOON));
        chat.record(Exchange.of(voice(question, first.replayed(), spokenUser("BAUG", "wav")), second.whole())
                .withAt(NOON.plusSeconds(60)));
    }

    @Test
    void everySpeechWithoutWordsIsTranscribed() {
        chat.transcribe(3, "My own words.");

        TranscriptionReport report = chat.transcribe(TranscribeOptions.of(transcriber));

        assertThat(report.turns()).containsExactly(new TranscriptionReport.SpokenTurn(1, Outcome.TRANSCRIBED, null));
        assertThat(words()).containsExactly("The bytes 1.", "My own words.");
    }

    @Test
    void onRequestWordsAreReplaced() {
        chat.transcribe(3, "My own words.");

        chat.transcribe(TranscribeOptions.of(transcriber).withOnlyMissing(false));

        assertThat(words()).containsExactly("The bytes 1.", "The bytes 4.");
    }

    @Test
    void aDryRunHearsNothing() {
        TranscriptionReport report =
                chat.transcribe(TranscribeOptions.of(transcriber).withDryRun(true));

        assertThat(report.count(Outcome.NOT_TRIED)).isEqualTo(2);
        assertThat(heard).isEmpty();
        assertThat(words()).isEmpty();
    }

    @Test
    void turnsBeforeTheFirstOneAreLeftOut() {
        chat.transcribe(TranscribeOptions.of(transcriber).withFrom(2));

        assertThat(words()).containsExactly("The bytes 4.");
    }

    @Test
    void aFailureConcernsOnlyItsTurn() {
        TranscriptionReport report = chat.transcribe(TranscribeOptions.of(sound -> {
            if (sound.bytes()[0] == 1) {
                throw new TranscriptionFailedException("too quiet");
            }
            return "Louder.";
        }));

        assertThat(report.turns())
                .containsExactly(
                        new TranscriptionReport.SpokenTurn(1, Outcome.FAILED, "too quiet"),
                        new TranscriptionReport.SpokenTurn(3, Outcome.TRANSCRIBED, null));
        assertThat(words()).containsExactly("Louder.");
    }

    @Test
    void afterThreeFailuresInARowTheRestIsNotTried() {
        for (int i = 0; i < 3; i++) {
            chat.record(Exchange.ofRequest(voice(spokenUser("BwgJ" + "AAAA".repeat(i), "wav"))));
        }
        List<Long> tried = new ArrayList<>();

        TranscriptionReport report = chat.transcribe(TranscribeOptions.of(sound -> {
            tried.add((long) sound.bytes()[0]);
            throw new TranscriptionFailedException("the server is down");
        }));

        assertThat(tried).hasSize(3);
        assertThat(report.count(Outcome.FAILED)).isEqualTo(3);
        assertThat(report.count(Outcome.NOT_TRIED)).isEqualTo(2);
    }

    @Test
    void silenceHasNoWords() {
        assertThat(chat.transcribe(TranscribeOptions.of(sound -> " \n")).count(Outcome.SILENT))
                .isEqualTo(2);
        assertThat(words()).isEmpty();
    }

    @Test
    void wordsAttachedMeanwhileStay() {
        chat.transcribe(TranscribeOptions.of(sound -> {
            chat.transcribe(1, "I was faster.");
            return "Too late.";
        }));

        assertThat(words()).first().isEqualTo("I was faster.");
    }

    @Test
    void replacedSpeechIsLeftOut() {
        SpokenReply other = SpokenReply.reply("Something else.").begunAt(NOON.plusSeconds(90));
        String edited =
                voice(spokenUser("AQID", "wav"), SpokenReply.reply("One.").replayed(), user("What else?"));
        chat.record(Exchange.of(edited, other.whole()).withAt(NOON.plusSeconds(90)));

        chat.transcribe(TranscribeOptions.of(transcriber));

        assertThat(heard).hasSize(1);
    }

    @Test
    void aKeptDigestThatLacksTheWordsIsMadeAnew() {
        chat.summarize(SummarizeOptions.DEFAULT.withThrough(2L));

        TranscriptionReport report = chat.transcribe(TranscribeOptions.of(transcriber));

        assertThat(report.notes()).isEmpty();
        String folded = exported(ExportOptions.DEFAULT.withAt(NOON.plusSeconds(7_300)));
        assertThat(folded).contains("User: The bytes 1.").doesNotContain("not transcribed");
    }

    @Test
    void theDigestDoesNotReplaceTheSummaryOfAModel() {
        Summarizer model = request -> new Summarizer.Written("They greeted each other.", "a-model");
        chat.summarize(SummarizeOptions.DEFAULT.withThrough(2L).withSummarizer(model));

        TranscriptionReport report = chat.transcribe(TranscribeOptions.of(transcriber));

        assertThat(report.notes()).singleElement().asString().contains("a-model", "summarize again");
        chat.summarize(SummarizeOptions.DEFAULT.withThrough(2L).withSummarizer(model));
        assertThat(chat.transcribe(TranscribeOptions.of(transcriber)
                                .withOnlyMissing(false)
                                .withSummarizer(model))
                        .notes())
                .isEmpty();
        assertThat(exported(ExportOptions.DEFAULT.withAt(NOON.plusSeconds(7_300))))
                .contains("They greeted each other.");
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        for (Turn turn : chat.turns()) {
            if (turn.transcript() != null) {
                words.add(turn.transcript());
            }
        }
        return words;
    }
}
