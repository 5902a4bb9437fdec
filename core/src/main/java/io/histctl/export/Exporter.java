package io.histctl.export;

import io.histctl.export.ExportWarning.Kind;
import io.histctl.model.PlannedPart;
import io.histctl.model.Reference;
import io.histctl.model.Role;
import io.histctl.model.TokenCounter;
import io.histctl.model.Tokens;
import io.histctl.resume.Outline;
import io.histctl.resume.PlannedTurn;
import io.histctl.resume.Policy;
import io.histctl.resume.ResumePlan;
import io.histctl.resume.Terms;
import io.histctl.resume.TokenBudget;
import io.histctl.store.Outlines;
import io.histctl.store.Reading;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredSummary;
import io.histctl.summary.Digest;
import io.histctl.summary.SummarizeOptions;
import io.histctl.summary.Summarizer;
import io.histctl.summary.SummarySignature;
import io.histctl.summary.SummarySource;
import io.histctl.summary.SummaryWriter;
import io.histctl.summary.WrittenSummary;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.chat.ChatSettings;
import io.histctl.wire.chat.ChatWriter;
import io.histctl.wire.chat.PayloadSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plans and renders one conversation within one read transaction. */
final class Exporter {
    private final StoredConversation conversation;
    private final ExportOptions options;
    private final Instant at;
    private final Reading reading;
    private final TurnSource sources;
    private final AppendedMessages appended;
    private final PayloadSettings settings;
    private final @Nullable String recordedModel;
    private final Terms terms;
    private final TokenCounter counter;
    private final TokenBudget.Fit fit;
    private final SummarySignature signature;
    private final List<String> notes = new ArrayList<>();
    private ExportReport.@Nullable Summary summary;
    private long untranscribed;

    /**
     * Plans the export.
     *
     * @param renewals newer references instead of expired ones
     * @param at the instant at which expiry is checked
     */
    Exporter(
            Reading reading,
            StoredConversation conversation,
            ExportOptions options,
            Map<Reference, Reference> renewals,
            Instant at) {
        this.conversation = conversation;
        this.options = options;
        this.at = at;
        this.reading = reading;
        this.sources = new TurnSource(conversation, reading);
        this.appended = AppendedMessages.read(options.content().appended());
        String newestModel = conversation.settings() == null ? reading.turns().newestModel(conversation) : null;
        this.settings = PayloadSettings.of(conversation.settings(), newestModel);
        this.recordedModel = model();
        options.overrides().applyTo(settings);
        this.terms = terms();
        boolean limited = options.limits().payload() != null || options.limits().summary() != null;
        this.counter = limited ? TokenCounter.O200K : TokenCounter.ESTIMATE;
        List<Outline> outlines = new ArrayList<>();
        sources.readAll(turn ->
                outlines.add(limited ? Outlines.of(turn, conversation, counter) : Outlines.of(turn, conversation)));
        this.fit = budget(renewed(outlines, renewals)).fit();
        this.signature = new SummarySignature(reading.turns().firstReply(conversation), conversation.name());
    }

    private @Nullable String model() {
        return ChatSettings.of(JsonSlice.of(settings.json())).model();
    }

    private static List<Outline> renewed(List<Outline> outlines, Map<Reference, Reference> renewals) {
        return renewals.isEmpty()
                ? outlines
                : outlines.stream().map(turn -> turn.renewed(renewals)).toList();
    }

    /** The references that the payload would have to replace by placeholders. */
    Set<Reference> expiredReferences() {
        return fit.plan().turns().stream()
                .flatMap(turn -> turn.parts().stream())
                .filter(PlannedPart::expired)
                .map(PlannedPart::reference)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What the summary is made from; null if the payload has none. */
    @Nullable
    SummarySource summarySource() {
        long through = fit.plan().foldedThrough();
        return !fit.plan().folds()
                ? null
                : SummarySource.read(
                        through,
                        conversation,
                        reading.turns(),
                        reading.summaries().farthest(conversation, through).orElse(null));
    }

    /** Writes the summary. Needs no transaction. */
    WrittenSummary summarize(SummarySource source, Summarizer summarizer) {
        return SummaryWriter.write(source, signature, fit.summaryTokens(), counter, summarizer);
    }

    /**
     * Checks the whole payload, then writes it.
     *
     * @param requested the summary that was requested before this transaction began; null to make a digest
     */
    ExportReport writeTo(OutputStream out, @Nullable WrittenSummary requested) {
        SummarySource source = summarySource();
        summary = source == null ? null : summary(source, requested);
        untranscribed = source == null ? 0 : source.untranscribed();
        try {
            write(null);
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("the payload could not be written", e);
        }
        return report();
    }

    /** The requested summary is used like a stored one: if it covers the folded turns, or the first of them. */
    private ExportReport.Summary summary(SummarySource source, @Nullable WrittenSummary requested) {
        StoredSummary row = requested == null ? null : requested.stored(at);
        boolean usable = row != null && source.continues(row);
        WrittenSummary written = summarize(usable ? source.withStored(row) : source, digest());
        notes.addAll(requested == null ? List.of() : requested.notes());
        notes.addAll(written.notes());
        if (requested != null && !(usable && written.by().equals(requested.by()))) {
            notes.add("the conversation changed while the summary was written; the digest was used instead");
        }
        return new ExportReport.Summary(written.message(), written.by(), written.tokens());
    }

    private Summarizer digest() {
        return options.summarizer() instanceof Digest given ? given : SummarizeOptions.DIGEST;
    }

    private Terms terms() {
        boolean wantsAudio = options.overrides().wantAudio()
                || ChatSettings.of(JsonSlice.of(settings.json())).wantsAudio();
        Policy policy = options.policy();
        return new Terms(
                at,
                options.margin(),
                policy != null ? policy : wantsAudio ? Policy.summary() : Policy.transcript(),
                wantsAudio,
                appended.answeredCalls(),
                options.content().skipUnheard(),
                0);
    }

    private TokenBudget budget(List<Outline> outlines) {
        Long limit = options.limits().payload();
        Long summaryTokens = options.limits().summary();
        return new TokenBudget(
                outlines,
                terms,
                fixedCost().total(),
                limit == null ? Long.MAX_VALUE : limit,
                summaryTokens == null ? SummarizeOptions.DEFAULT_TOKENS : summaryTokens);
    }

    private Tokens tools() {
        return new Tokens(counter.count(settings.tools()), 0, settings.tools().isEmpty());
    }

    /** What the payload costs besides stored turns. */
    private Tokens fixedCost() {
        return tools().plus(appended.tokens(counter));
    }

    private void write(@Nullable OutputStream out) throws IOException {
        ChatWriter writer = new ChatWriter(options.content().messagesOnly() ? null : settings, out, at);
        writer.begin();
        long fold = fit.plan().foldedThrough();
        turns(writer, PlannedTurn::leading);
        turns(writer, turn -> !turn.leading() && turn.position() <= fold);
        if (summary != null) {
            writer.summary(instructionRole(), summary.message());
        }
        turns(writer, turn -> !turn.leading() && turn.position() > fold);
        for (int i = 0; i < appended.messages().size(); i++) {
            writer.appended(i, appended.messages().get(i));
        }
        writer.end();
    }

    private void turns(ChatWriter writer, Predicate<PlannedTurn> which) throws IOException {
        List<PlannedTurn> sent = fit.plan().turns().stream()
                .filter(PlannedTurn::isSent)
                .filter(which)
                .toList();
        sources.each(sent, writer::turn);
    }

    private Role instructionRole() {
        return fit.plan().turns().stream()
                .filter(PlannedTurn::leading)
                .map(PlannedTurn::role)
                .findFirst()
                .orElse(Role.SYSTEM);
    }

    private ExportReport report() {
        ResumePlan plan = fit.plan();
        Tokens after = plan.after().plus(fixedCost());
        if (summary != null) {
            after = after.plus(new Tokens(summary.tokens(), 0, false));
        }
        List<ExportWarning> warnings = new ArrayList<>();
        notes.forEach(note -> warnings.add(new ExportWarning(Kind.SUMMARY, note)));
        Warnings.ofSpeech(untranscribed).ifPresent(warnings::add);
        String model = model();
        warnings.addAll(Warnings.of(plan, model, !Objects.equals(model, recordedModel)));
        return new ExportReport(
                conversation.name(),
                at,
                terms.policy(),
                plan.voice(),
                plan.validUntil(),
                summary,
                new ExportReport.Cost(plan.before().plus(tools()), after),
                plan.turns(),
                warnings);
    }
}
