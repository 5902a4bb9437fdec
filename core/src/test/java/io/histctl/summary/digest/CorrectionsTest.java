package io.histctl.summary.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.model.Role;
import io.histctl.model.TokenCounter;
import io.histctl.model.TokenEstimate;
import io.histctl.model.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values that a later turn corrects. */
final class CorrectionsTest {
    private static final int AT = 12;
    private static final double SHARE = 0.4;

    @Test
    void nineOfTenCorrectedValuesReplaceTheOldOne() {
        List<String> lines = Trip.lines("corrections.txt");

        assertThat(lines).hasSize(50);
        assertThat(lines.stream().filter(line -> !isRight(line.split("\\|", -1))))
                .hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void aQuotedValueThatWasCorrectedIsMarked() {
        Talk talk = new Talk()
                .chatter(10)
                .user("Clara and her brother Anselm will be at gate 17 of platform 4 on Thursday.");
        talk.assistant("All right.").user("No, on Friday.").chatter(10);

        assertThat(DigestText.of(talk.turns(), 80, TokenCounter.ESTIMATE))
                .contains("Clara")
                .contains("on Thursday. [corrected later]")
                .contains("User: No, on Friday.");
    }

    @Test
    void theLengthOfSpeechWithoutWordsIsNoValue() {
        Talk talk = new Talk().chatter(10).user("[speech, 1.0 s, not transcribed]");
        talk.assistant("All right.").user("No, 2 tickets.").chatter(10);

        assertThat(DigestText.of(talk.turns(), 4000, TokenCounter.ESTIMATE))
                .contains("[speech, 1.0 s, not transcribed]")
                .doesNotContain("[corrected later]");
    }

    @Test
    void anotherValueWithoutADenialCorrectsNothing() {
        Talk talk = new Talk().chatter(10).user("The bakery is open on Thursday.");
        talk.assistant("Good.").user("The butcher is open on Friday.").chatter(10);

        assertThat(DigestText.of(talk.turns(), 60, TokenCounter.ESTIMATE))
                .contains("The bakery is open on Thursday.")
                .contains("The butcher is open on Friday.")
                .doesNotContain("corrected");
    }

    /** Whether the digest of a conversation in this language contains the new value, and the old one only marked. */
    private static boolean isRight(String[] columns) {
        List<Turn> trip = Trip.read(columns[0]).turns();
        Talk talk = new Talk();
        trip.subList(0, AT).forEach(turn -> repeat(talk, turn));
        talk.user(columns[1])
                .assistant(trip.get(trip.size() - 1).message().text())
                .user(columns[2]);
        trip.subList(AT, trip.size()).forEach(turn -> repeat(talk, turn));
        String whole = DigestText.of(talk.turns(), Long.MAX_VALUE, TokenCounter.ESTIMATE);
        String digest = DigestText.of(talk.turns(), (long) (SHARE * TokenEstimate.of(whole)), TokenCounter.ESTIMATE);
        return digest.lines().anyMatch(line -> line.contains(columns[4]))
                && digest.lines().noneMatch(line -> line.contains(columns[3]) && !line.contains("[corrected later]"));
    }

    private static void repeat(Talk talk, Turn turn) {
        talk.says(
                turn.role() == Role.USER ? Role.USER : Role.ASSISTANT,
                null,
                turn.message().text());
    }
}
