package io.histctl.intercept;

import io.histctl.model.Role;
import io.histctl.model.TokenCounter;
import io.histctl.model.Turn;
import io.histctl.resume.Outline;
import io.histctl.resume.PlannedTurn;
import io.histctl.resume.Planner;
import io.histctl.resume.Policy;
import io.histctl.resume.ReferenceTime;
import io.histctl.resume.ResumePlan;
import io.histctl.resume.Terms;
import io.histctl.store.ConversationRef;
import io.histctl.store.Reading;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredSummary;
import io.histctl.summary.SummarizeOptions;
import io.histctl.summary.SummaryMessage;
import io.histctl.summary.SummarySignature;
import io.histctl.summary.SummarySource;
import io.histctl.summary.SummaryWriter;
import io.histctl.summary.WrittenSummary;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.ChatWriter;
import io.histctl.wire.chat.EditableRequest;
import io.histctl.wire.chat.ResumedMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Makes an app's own request valid: plans its messages as an export plans stored turns. Stores nothing.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class RequestResumer {
    private final EditableRequest request;
    private final ResumeOptions options;
    private final ReplayLimits limits;

    private RequestResumer(EditableRequest request, ResumeOptions options, ReplayLimits limits) {
        this.request = request;
        this.options = options;
        this.limits = limits;
    }

    /**
     * The request to send.
     *
     * @param conversation need not exist yet
     */
    public static ResumedRequest resume(
            ConversationRef conversation, EditableRequest request, ResumeOptions options, ReplayLimits limits) {
        RequestResumer resumer = new RequestResumer(request, options, limits);
        Instant now = conversation.now();
        Planned planned = conversation.storage().read(reading -> resumer.plan(reading, conversation.id(), now));
        return resumer.render(planned);
    }

    /**
     * The plan for a request, made from one snapshot.
     *
     * @param earlier the turns that a summary in the request covers, if a new one has to replace it
     * @param summarized the position of that summary in the request; 0 if it stays, or there is none
     * @param stored a stored summary that could be used again
     * @param signature of the conversation's summaries
     */
    private record Planned(
            ReferenceTime moment,
            List<QuotedMessage> messages,
            ResumePlan plan,
            List<Turn> earlier,
            long summarized,
            @Nullable StoredSummary stored,
            SummarySignature signature) {
        List<Turn> folded() {
            List<Turn> turns = new ArrayList<>(earlier);
            messages.stream()
                    .filter(message -> message.position() <= plan.foldedThrough() && !message.leading())
                    .filter(message -> !message.turn().role().instructs())
                    .forEach(message -> turns.add(message.turn()));
            return turns;
        }

        long through() {
            long last = messages.stream()
                    .filter(QuotedMessage::stored)
                    .filter(message -> message.position() <= plan.foldedThrough())
                    .mapToLong(message -> message.turn().position())
                    .max()
                    .orElse(1);
            return earlier.stream().mapToLong(Turn::position).reduce(last, Math::max);
        }
    }

    private Planned plan(Reading reading, String conversation, Instant now) {
        Optional<StoredConversation> row = reading.conversations().find(conversation);
        Instant given = options.at();
        ReferenceTime moment = given != null
                ? new ReferenceTime(given, List.of())
                : reading.conversations().referenceTime(now);
        List<ChatMessage> parsed = request.request().messages();
        List<@Nullable Turn> stored = row.isPresent()
                ? new RequestMatcher(reading.turns(), row.get(), parsed.size()).match(parsed)
                : new ArrayList<>(java.util.Collections.nCopies(parsed.size(), null));
        List<QuotedMessage> messages = quoted(parsed, stored, moment.at());
        ResumePlan plan = plan(messages, moment.at());
        SummarySignature signature =
                new SummarySignature(row.map(reading.turns()::firstReply).orElse(""), conversation);
        if (!plan.folds() || row.isEmpty()) {
            return new Planned(moment, messages, plan, List.of(), 0, null, signature);
        }
        Optional<QuotedMessage> summary = ownSummary(messages, row.get(), signature);
        List<Turn> earlier = summary.map(
                        message -> SummarySource.read(covers(message, signature), row.get(), reading.turns(), null)
                                .turns())
                .orElse(List.of());
        long summarized = summary.map(QuotedMessage::position).orElse(0);
        Planned planned = new Planned(moment, messages, plan, earlier, summarized, null, signature);
        StoredSummary kept =
                reading.summaries().farthest(row.get(), planned.through()).orElse(null);
        return new Planned(moment, messages, plan, earlier, summarized, kept, signature);
    }

    private List<QuotedMessage> quoted(List<ChatMessage> parsed, List<@Nullable Turn> stored, Instant at) {
        List<QuotedMessage> messages = new ArrayList<>();
        boolean leading = true;
        for (int i = 0; i < parsed.size(); i++) {
            leading &= parsed.get(i).message().role().instructs();
            messages.add(QuotedMessage.of(
                    i + 1, leading, parsed.get(i), request.messages().get(i), stored.get(i), at));
        }
        return messages;
    }

    private ResumePlan plan(List<QuotedMessage> messages, Instant at) {
        boolean wantsAudio = request.request().settings().wantsAudio();
        List<Outline> outlines = messages.stream()
                .map(message -> message.outline(wantsAudio, limits))
                .toList();
        Policy policy = wantsAudio ? Policy.summary() : Policy.transcript();
        return Planner.plan(outlines, new Terms(at, options.margin(), policy, wantsAudio, List.of(), false, 0));
    }

    /** A summary message from an earlier resumed request, which the app sends back. */
    private static Optional<QuotedMessage> ownSummary(
            List<QuotedMessage> messages, StoredConversation row, SummarySignature signature) {
        return messages.stream()
                .filter(QuotedMessage::leading)
                .filter(message -> covers(message, signature) > 0 && covers(message, signature) <= row.lastPosition())
                .findFirst();
    }

    private static long covers(QuotedMessage message, SummarySignature signature) {
        return SummaryMessage.coveredThrough(message.message().message().text(), () -> signature)
                .orElse(0);
    }

    private ResumedRequest render(Planned planned) {
        List<byte[]> sent = new ArrayList<>();
        add(sent, planned, turn -> turn.leading() && turn.position() != planned.summarized());
        long fold = planned.plan().foldedThrough();
        add(sent, planned, turn -> !turn.leading() && turn.position() <= fold);
        WrittenSummary summary = planned.plan().folds() ? summary(planned) : null;
        if (summary != null) {
            sent.add(ChatWriter.summaryMessage(instructionRole(planned), summary.message()));
        }
        add(sent, planned, turn -> !turn.leading() && turn.position() > fold);
        byte[] body = request.withMessages(sent);
        List<String> warnings = new ArrayList<>(planned.moment().warnings());
        warnings.addAll(summary == null ? List.of() : summary.notes());
        return new ResumedRequest(
                body,
                body != request.original(),
                planned.plan().voice(),
                planned.plan().validUntil(),
                summary == null ? null : summary.by(),
                planned.plan().turns(),
                warnings);
    }

    private static void add(List<byte[]> sent, Planned planned, java.util.function.Predicate<PlannedTurn> which) {
        planned.plan().turns().stream()
                .filter(PlannedTurn::isSent)
                .filter(which)
                .forEach(turn -> {
                    QuotedMessage message = planned.messages().get((int) turn.position() - 1);
                    sent.add(ResumedMessage.render(turn.form(), message.message(), message.json(), message.turn()));
                });
    }

    private WrittenSummary summary(Planned planned) {
        SummarySource source = new SummarySource(planned.folded(), 0, planned.through(), planned.stored());
        boolean limited = options.summaryTokens() != SummarizeOptions.DEFAULT_TOKENS;
        TokenCounter counter = limited ? TokenCounter.O200K : TokenCounter.ESTIMATE;
        return SummaryWriter.write(source, planned.signature(), options.summaryTokens(), counter, options.summarizer());
    }

    private static Role instructionRole(Planned planned) {
        return planned.messages().stream()
                .filter(QuotedMessage::leading)
                .map(message -> message.message().message().role())
                .findFirst()
                .orElse(Role.SYSTEM);
    }

    /** The ids in a request at or before one of them, which a server that lost the later one has probably lost too. */
    public static Set<String> idsThrough(byte[] body, String audioId) {
        List<ChatMessage> messages = EditableRequest.read(body).request().messages();
        int last = messages.stream().map(ChatMessage::audioId).toList().lastIndexOf(audioId);
        return messages.subList(0, last + 1).stream()
                .map(ChatMessage::audioId)
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
