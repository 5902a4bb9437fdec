package io.histctl.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.error.Remedy;
import io.histctl.export.ExportWarning.Kind;
import io.histctl.model.Tokens;
import io.histctl.resume.Policy;
import io.histctl.resume.ResumePlan;
import io.histctl.resume.Terms;
import io.histctl.resume.Voice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Warnings about payloads that are sent at noon. */
class WarningsTest {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");

    @Test
    void aPayloadThatIsValidForAWhileNeedsNoWarning() {
        assertThat(Warnings.of(plan(Voice.SAFE, NOON.plus(Duration.ofMinutes(5))), "gpt-audio-1.5", false))
                .isEmpty();
        assertThat(Warnings.of(plan(Voice.RESET, null), null, false)).isEmpty();
    }

    @Test
    void anIdThatExpiresWithinMinutesIsAWarning() {
        List<ExportWarning> warnings =
                Warnings.of(plan(Voice.SAFE, NOON.plus(Duration.ofMinutes(5)).minusSeconds(1)), null, false);

        assertThat(warnings)
                .containsExactly(new ExportWarning(
                        Kind.EXPIRES_SOON,
                        "its first audio id expires in 4m 59s; send it at once or export again",
                        Remedy.NONE));
    }

    @Test
    void speechThatASummaryCannotQuoteIsAWarning() {
        assertThat(Warnings.ofSpeech(0)).isEmpty();
        assertThat(Warnings.ofSpeech(1).orElseThrow().message()).startsWith("1 user turn is speech without words");
        assertThat(Warnings.ofSpeech(2))
                .contains(new ExportWarning(
                        Kind.SPEECH_WITHOUT_WORDS,
                        "2 user turns are speech without words, which the summary can't quote; attach the words",
                        Remedy.ATTACH_TRANSCRIPT));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gpt-4o-audio-preview             | true
            gpt-4o-audio-preview-2024-12-17  | true
            gpt-audio-mini                   | false
            gpt-audio-1.5                    | false
            somebody/else                    | false
            """)
    void aModelThatHasBeenShutDownIsAWarning(String model, boolean warned) {
        assertThat(kinds(plan(Voice.SAFE, null), model).contains(Kind.MODEL_SHUT_DOWN))
                .isEqualTo(warned);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gpt-4o            | true  | true
            openai/gpt-5      | true  | true
            our-deployment    | true  | true
            our-deployment    | false | false
            gpt-audio-1.5     | true  | false
            openai/gpt-audio  | true  | false
            """)
    void aModelThatIsNotKnownToSpeakIsAWarningUnlessItIsTheRecordedOne(String model, boolean isNew, boolean warned) {
        assertThat(Warnings.of(plan(Voice.SAFE, null), model, isNew))
                .extracting(ExportWarning::kind)
                .isEqualTo(warned ? List.of(Kind.MODEL_MAY_NOT_SPEAK) : List.of());
    }

    @Test
    void warningsNameNoOptionOfAnyProgramButSayWhatHelps() {
        List<ExportWarning> warnings = Warnings.of(plan(Voice.AT_RISK, NOON), "gpt-4o-audio-preview", false);

        assertThat(warnings)
                .extracting(ExportWarning::kind)
                .containsExactly(Kind.EXPIRES_SOON, Kind.MODEL_SHUT_DOWN, Kind.VOICE_AT_RISK);
        assertThat(warnings)
                .extracting(ExportWarning::remedy)
                .containsExactly(Remedy.NONE, Remedy.NAME_MODEL, Remedy.FOLD_INTO_SUMMARY);
        assertThat(warnings).extracting(ExportWarning::message).noneMatch(message -> message.contains("--"));
    }

    private static List<Kind> kinds(ResumePlan plan, String model) {
        return Warnings.of(plan, model, true).stream().map(ExportWarning::kind).toList();
    }

    private static ResumePlan plan(Voice voice, @Nullable Instant validUntil) {
        Terms terms = new Terms(NOON, Duration.ZERO, Policy.summary(), true, List.of(), false, 0);
        return new ResumePlan(terms, List.of(), 0, voice, validUntil, Tokens.NONE, Tokens.NONE);
    }
}
