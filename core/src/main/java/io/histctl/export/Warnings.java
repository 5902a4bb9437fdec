package io.histctl.export;

import io.histctl.error.Remedy;
import io.histctl.export.ExportWarning.Kind;
import io.histctl.resume.ResumePlan;
import io.histctl.resume.Spans;
import io.histctl.resume.Voice;
import io.histctl.wire.chat.ChatApi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Warnings to show before a payload is sent. */
final class Warnings {
    private static final Duration SOON = Duration.ofMinutes(5);

    private Warnings() {}

    /** @param modelIsNew whether no recorded request of the conversation named the model */
    static List<ExportWarning> of(ResumePlan plan, @Nullable String model, boolean modelIsNew) {
        List<ExportWarning> warnings = new ArrayList<>();
        Instant at = plan.terms().at();
        Instant until = plan.validUntil();
        if (until != null && until.isBefore(at.plus(SOON))) {
            warnings.add(new ExportWarning(
                    Kind.EXPIRES_SOON,
                    "its first audio id expires in " + Spans.words(Duration.between(at, until))
                            + "; send it at once or export again"));
        }
        if (model != null && ChatApi.isShutDown(model, at)) {
            warnings.add(new ExportWarning(
                    Kind.MODEL_SHUT_DOWN,
                    model + " has been shut down; name a current model such as " + ChatApi.CURRENT_MODEL,
                    Remedy.NAME_MODEL));
        }
        if (model != null && modelIsNew && plan.terms().wantsAudio() && !ChatApi.isNamedLikeAudioModel(model)) {
            warnings.add(new ExportWarning(
                    Kind.MODEL_MAY_NOT_SPEAK,
                    "the request asks for a spoken reply, and " + model + " is not known to speak; name an audio model"
                            + " such as " + ChatApi.CURRENT_MODEL,
                    Remedy.NAME_MODEL));
        }
        if (plan.voice() == Voice.AT_RISK) {
            warnings.add(new ExportWarning(
                    Kind.VOICE_AT_RISK,
                    "the history contains assistant text, so the model may answer in text from now on; fold it into a"
                            + " summary to keep the voice",
                    Remedy.FOLD_INTO_SUMMARY));
        }
        return warnings;
    }

    /** A warning if a summary can't quote speech, because its words are not stored. */
    static Optional<ExportWarning> ofSpeech(long untranscribed) {
        return untranscribed == 0
                ? Optional.empty()
                : Optional.of(new ExportWarning(
                        Kind.SPEECH_WITHOUT_WORDS,
                        untranscribed + (untranscribed == 1 ? " user turn is" : " user turns are")
                                + " speech without words, which the summary can't quote; attach the words",
                        Remedy.ATTACH_TRANSCRIPT));
    }
}
