package io.histctl;

import io.histctl.capture.CapturedMessage;
import io.histctl.capture.CapturedRequest;
import io.histctl.capture.RawJson;
import io.histctl.capture.Settings;
import io.histctl.model.Role;
import io.histctl.model.TokenEstimate;
import io.histctl.model.Tokens;
import io.histctl.model.Turn;
import io.histctl.payload.Overrides;
import io.histctl.payload.PayloadSettings;
import io.histctl.payload.PayloadWriter;
import io.histctl.resume.Decision;
import io.histctl.resume.PlannedTurn;
import io.histctl.resume.Planner;
import io.histctl.resume.Policy;
import io.histctl.resume.ResumePlan;
import io.histctl.store.ConversationRow;
import io.histctl.store.Sounds;
import io.histctl.store.TurnReader;
import io.histctl.summary.SummaryMessage;
import io.histctl.summary.SummaryRequest;
import io.histctl.summary.TokenCounter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Plans and renders one conversation within one read transaction, so that no two moments mix. */
final class Exporter {
    private final ConversationRow conversation;
    private final ExportOptions options;
    private final Instant at;
    private final TurnReader reader;
    private final Sources sources;
    private final List<CapturedMessage> appended;
    private final ResumePlan plan;
    private final PayloadSettings settings;
    private final @Nullable String summary;

    /** @param at the moment at which ids are judged */
    Exporter(Handle handle, ConversationRow conversation, ExportOptions options, Instant at) {
        this.conversation = conversation;
        this.options = options;
        this.at = at;
        this.reader = new TurnReader(handle);
        this.sources = new Sources(conversation, reader, new Sounds(handle));
        this.appended = options.append() == null
                ? List.of()
                : CapturedRequest.readMessages(
                        options.append().getBytes(StandardCharsets.UTF_8), "the messages to append");
        String model = conversation.settings() == null ? reader.newestModel(conversation.id()) : null;
        this.settings = PayloadSettings.of(conversation.settings(), model, options.overrides());
        this.plan = plan();
        this.summary = plan.folds() ? summarize() : null;
    }

    /** Checks the whole payload, then writes it. */
    ExportReport writeTo(OutputStream out) {
        try {
            write(null);
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("the payload could not be written", e);
        }
        return report();
    }

    private ResumePlan plan() {
        boolean wantsAudio = wantsAudio(options.overrides());
        Policy policy = options.policy() != null ? options.policy() : wantsAudio ? Policy.SUMMARY : Policy.TRANSCRIPT;
        Set<String> answered = appended.stream()
                .takeWhile(message -> message.message().role() == Role.TOOL)
                .map(message -> message.message().answers())
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet());
        return Planner.plan(
                Outlines.read(conversation, reader),
                new Planner.Terms(at, options.margin(), policy, wantsAudio, answered));
    }

    private boolean wantsAudio(Overrides overrides) {
        return overrides.wantAudio() || Settings.of(RawJson.of(settings.json())).wantsAudio();
    }

    private String summarize() {
        Set<Long> folded = plan.turns().stream()
                .filter(turn -> turn.decision() == Decision.SUMMARIZED)
                .map(PlannedTurn::position)
                .collect(Collectors.toSet());
        List<Turn> turns = new ArrayList<>();
        reader.each(conversation.id(), 1, plan.foldedThrough(), stored -> {
            if (folded.contains(stored.row().position())) {
                turns.add(Assembler.turn(stored, conversation.lastBlock()));
            }
        });
        long through = plan.foldedThrough();
        Instant from = turns.get(0).saidAt();
        Instant to = turns.get(turns.size() - 1).saidAt();
        long room = options.summaryTokens() - SummaryMessage.overhead(through, turns.size(), from, to);
        return SummaryMessage.write(
                through,
                turns.size(),
                from,
                to,
                options.summarizer()
                        .summarize(new SummaryRequest(turns, null, room, TokenCounter.ESTIMATE))
                        .text());
    }

    private void write(@Nullable OutputStream out) throws IOException {
        PayloadWriter writer = new PayloadWriter(options.messagesOnly() ? null : settings, out);
        writer.begin();
        long fold = plan.foldedThrough();
        turns(writer, PlannedTurn::leading);
        turns(writer, turn -> !turn.leading() && turn.position() <= fold);
        if (summary != null) {
            writer.summary(instructionRole(), summary);
        }
        turns(writer, turn -> !turn.leading() && turn.position() > fold);
        for (int i = 0; i < appended.size(); i++) {
            writer.appended(i, Sources.piece(appended.get(i)));
        }
        writer.end();
    }

    private void turns(PayloadWriter writer, Predicate<PlannedTurn> which) throws IOException {
        List<PlannedTurn> sent =
                plan.turns().stream().filter(PlannedTurn::isSent).filter(which).toList();
        sources.each(sent, writer::turn);
    }

    private Role instructionRole() {
        return plan.turns().stream()
                .filter(PlannedTurn::leading)
                .map(PlannedTurn::role)
                .findFirst()
                .orElse(Role.SYSTEM);
    }

    private ExportReport report() {
        Map<Decision, Integer> counts = new HashMap<>();
        plan.turns().forEach(turn -> counts.merge(turn.decision(), 1, Integer::sum));
        Tokens after = plan.after();
        if (summary != null) {
            after = after.plus(new Tokens(TokenEstimate.of(summary) + TokenEstimate.PER_MESSAGE, 0, false));
        }
        for (CapturedMessage message : appended) {
            after = after.plus(Outlines.cost(message));
        }
        return new ExportReport(
                conversation.name(),
                at,
                plan.policy(),
                plan.voice(),
                plan.validUntil(),
                counts,
                plan.before(),
                after,
                plan.turns(),
                Warnings.of(plan, Settings.of(RawJson.of(settings.json())).model()));
    }
}
