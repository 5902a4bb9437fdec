package io.histctl.export;

import io.histctl.resume.ResumePlan;
import io.histctl.resume.Spans;
import io.histctl.resume.Voice;
import io.histctl.wire.chat.Models;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person should know before sending a payload. */
final class Warnings {
    private static final Duration SOON = Duration.ofMinutes(5);

    private Warnings() {}

    static List<String> of(ResumePlan plan, @Nullable String model) {
        List<String> warnings = new ArrayList<>();
        Instant until = plan.validUntil();
        if (until != null && until.isBefore(plan.terms().at().plus(SOON))) {
            warnings.add("its first audio id dies in "
                    + Spans.words(Duration.between(plan.terms().at(), until)) + "; send it at once or export again");
        }
        if (model != null && Models.isShutDown(model, plan.terms().at())) {
            warnings.add(model + " has been shut down; name a current model with --model (" + Models.CURRENT + ")");
        }
        if (plan.voice() == Voice.AT_RISK) {
            warnings.add("assistant text stands in the history: the model may answer in text from now on;"
                    + " --resume summary keeps the voice");
        }
        return warnings;
    }
}
