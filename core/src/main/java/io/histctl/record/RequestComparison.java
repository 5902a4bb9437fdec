package io.histctl.record;

import io.histctl.store.StoredConversation;
import io.histctl.store.Turns;
import io.histctl.summary.SummaryMessage;
import io.histctl.summary.SummarySignature;
import io.histctl.wire.chat.ChatMessage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Compares the messages of a request with the stored turns of its conversation: first the instructions, then the rest. */
final class RequestComparison {
    private final StoredConversation conversation;
    private final Turns turns;
    private final StoredForms stored;
    private final BodyAlignment alignment;
    private final ForgottenMessages forgotten;

    RequestComparison(RequestDiff.Situation situation, StoredConversation conversation, Turns turns) {
        this.conversation = conversation;
        this.turns = turns;
        this.stored = new StoredForms(conversation, turns);
        this.alignment = new BodyAlignment(situation, stored);
        this.forgotten = new ForgottenMessages(situation, conversation, turns);
    }

    RequestDiff compare(List<ChatMessage> messages) {
        int leading = LeadingInstructions.count(messages);
        for (int i = 0; i < leading; i++) {
            OptionalLong through = coveredThrough(messages.get(i));
            if (through.isPresent() && through.getAsLong() <= conversation.lastPosition()) {
                return afterSummary(messages, i, through.getAsLong());
            }
        }
        LeadingInstructions inForce = inForce();
        if (!inForce.begin(messages)) {
            return after(messages.subList(0, leading), messages);
        }
        Body body = body(messages, inForce.size());
        Alignment aligned = alignment.of(body.messages, body.shortened);
        return inForce.size() < leading && !aligned.found()
                ? withAddedInstructions(messages, leading, RequestDiff.of(List.of(), body.messages, aligned))
                : RequestDiff.of(List.of(), body.messages, aligned);
    }

    /**
     * Whether a user asks something after an earlier reply, which may be part of a summary. Null if the instructions are
     * new, since an app may have summarized the earlier turns in them.
     */
    @Nullable
    Boolean isAfterReply(List<ChatMessage> messages) {
        List<ChatMessage> leading = messages.subList(0, LeadingInstructions.count(messages));
        if (RequestForm.asksAfterReply(messages)
                || leading.stream().anyMatch(message -> coveredThrough(message).isPresent())) {
            return true;
        }
        LeadingInstructions inForce = inForce();
        return (inForce.size() == 0 || inForce.begin(messages)) ? false : null;
    }

    Optional<RequestDiff> compareWithBeginning(List<ChatMessage> messages) {
        List<ChatMessage> body = body(messages, LeadingInstructions.count(messages)).messages;
        return alignment.byBeginning(body).map(aligned -> RequestDiff.of(List.of(), body, aligned));
    }

    /** Instructions after those in force that match no stored turn are added to them if the rest of the request matches. */
    private RequestDiff withAddedInstructions(List<ChatMessage> messages, int leading, RequestDiff otherwise) {
        Body body = body(messages, leading);
        Alignment aligned = alignment.of(body.messages, body.shortened);
        return aligned.found() ? RequestDiff.of(messages.subList(0, leading), body.messages, aligned) : otherwise;
    }

    private RequestDiff after(List<ChatMessage> instructions, List<ChatMessage> messages) {
        Body body = body(messages, instructions.size());
        return RequestDiff.of(instructions, body.messages, alignment.of(body.messages, body.shortened));
    }

    private RequestDiff afterSummary(List<ChatMessage> messages, int summary, long through) {
        List<ChatMessage> instructions = LeadingInstructions.withoutFolded(
                messages.subList(0, summary), turns.instructionKeys(conversation, through));
        List<ChatMessage> body = messages.subList(summary + 1, messages.size());
        return RequestDiff.of(
                inForce().are(instructions) ? List.of() : instructions,
                body,
                Alignment.after(RequestForm.all(body), stored.after(through)));
    }

    private OptionalLong coveredThrough(ChatMessage message) {
        return SummaryMessage.coveredThrough(
                message.message().text(),
                () -> new SummarySignature(turns.firstReply(conversation), conversation.name()));
    }

    private LeadingInstructions inForce() {
        return new LeadingInstructions(turns.leadingKeys(conversation));
    }

    private Body body(List<ChatMessage> messages, int leading) {
        List<ChatMessage> all = messages.subList(leading, messages.size());
        List<ChatMessage> kept = forgotten.leaveOut(all);
        return new Body(kept, kept.size() < all.size());
    }

    /** @param shortened whether messages that were forgotten are left out at the beginning */
    private record Body(List<ChatMessage> messages, boolean shortened) {}
}
