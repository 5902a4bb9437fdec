package io.histctl.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.export.ExportReport;
import io.histctl.model.Reply;
import io.histctl.model.Turn;
import io.histctl.resume.Policy;
import io.histctl.resume.Voice;
import io.histctl.standin.Answer;
import io.histctl.standin.Behaviour;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks an export and the reply to it. */
final class PayloadAssertions {
    private PayloadAssertions() {}

    static void ensurePlan(ExportReport report, RequestedSettings wanted, Round.Export export, Instant now) {
        if (wanted.audio() && export.policy() != Policy.transcript()) {
            assertThat(report.voice()).isIn(Voice.SAFE, Voice.RESET);
        }
        Instant until = report.validUntil();
        if (until != null) {
            assertThat(until).isAfter(now.plus(export.margin()));
        }
    }

    static void ensureNothingLost(ObjectNode request, Set<String> lost) {
        for (JsonNode message : request.path("messages")) {
            assertThat(lost).doesNotContain(message.path("audio").path("id").asText());
        }
    }

    /** The usage of a reply is stored, however it was recorded. */
    static void ensureUsage(byte[] received, List<Turn> turns) {
        if (new String(received, StandardCharsets.UTF_8).contains("completion_tokens_details")) {
            Reply stored = turns.get(turns.size() - 1).reply();
            assertThat(stored == null ? null : stored.usage()).as("usage").isNotNull();
        }
    }

    static void ensureVoice(
            @Nullable ExportReport report, RequestedSettings wanted, Behaviour behaviour, Answer answer) {
        if (report != null && wanted.audio() && behaviour.kind() == Behaviour.Kind.SPEAK) {
            assertThat(ReceivedReply.isSpoken(answer))
                    .as("spoken, the voice being " + report.voice())
                    .isEqualTo(report.voice() != Voice.AT_RISK);
        }
    }
}
