package io.histctl.record;

import io.histctl.model.Hash;
import io.histctl.model.PartReference;
import io.histctl.model.Reference;
import io.histctl.store.Change;
import io.histctl.store.Changes;
import io.histctl.store.Changes.Edit;
import io.histctl.store.Reading;
import io.histctl.store.ReferenceRow;
import io.histctl.store.References;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import io.histctl.store.Turns.ReferenceUse;
import io.histctl.wire.chat.ChatError;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.ChatRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Learns from exchanges about references to images and files: that one is gone, or was signed again. */
final class ReferenceExpiry {
    private static final Pattern MESSAGE = Pattern.compile("messages\\.?\\[(\\d{1,9})]");
    private static final Pattern PART = Pattern.compile("content\\.?\\[(\\d{1,9})]");

    private final Reading reading;

    ReferenceExpiry(Reading reading) {
        this.reading = reading;
    }

    /** The changes for an error that names a stored reference; empty for any other error. */
    Optional<Change<Recorded>> gone(ChatError error, CapturedExchange exchange) {
        String value = value(error, exchange.request());
        byte[] hash = value == null ? new byte[0] : Hash.ofId(value);
        List<ReferenceUse> uses = value == null ? List.of() : reading.turns().referringTo(hash);
        if (value == null || uses.isEmpty()) {
            return Optional.empty();
        }
        Long position = uses.stream()
                .filter(use -> use.conversation().equals(exchange.conversation()))
                .map(ReferenceUse::position)
                .findFirst()
                .orElse(null);
        StoredConversation changed =
                reading.conversations().get(position == null ? uses.get(0).conversation() : exchange.conversation());
        return Optional.of(new Change<>(
                new Recorded.ReferenceGone(exchange.context(), value, position),
                Changes.of(
                        changed,
                        new Changes.SetReferenceExpiry(hash, 0, exchange.at().toEpochMilli()))));
    }

    /** The reference as the request contains it, since errors may shorten URLs and put punctuation after them. */
    private static @Nullable String value(ChatError error, @Nullable ChatRequest request) {
        String named = error.missingReference();
        List<String> sent = request == null
                ? List.of()
                : request.messages().stream()
                        .flatMap(message -> References.in(message).stream())
                        .map(part -> part.reference().value())
                        .toList();
        if (named == null) {
            return error.referenceNotFound() && request != null ? ofParam(error.param(), request) : null;
        }
        return sent.contains(named)
                ? named
                : sent.stream()
                        .filter(value -> value.startsWith(named))
                        .findFirst()
                        .orElse(named);
    }

    private static @Nullable String ofParam(@Nullable String param, ChatRequest request) {
        int message = index(MESSAGE, param);
        if (message < 0 || message >= request.messages().size()) {
            return null;
        }
        List<PartReference> found = References.in(request.messages().get(message));
        int part = index(PART, param);
        return found.stream()
                .filter(reference -> found.size() == 1 || reference.part() == part)
                .map(PartReference::reference)
                .map(Reference::value)
                .findFirst()
                .orElse(null);
    }

    private static int index(Pattern pattern, @Nullable String param) {
        Matcher matcher = pattern.matcher(param == null ? "" : param);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    /** Stored images and files that an app refers to by a URL that was signed later. */
    List<Edit> signedAgain(@Nullable ChatRequest request, StoredConversation conversation) {
        List<Edit> edits = new ArrayList<>();
        for (ChatMessage message : request == null ? List.<ChatMessage>of() : request.messages()) {
            List<PartReference> sent = References.in(message).stream()
                    .filter(part -> part.reference().expiresAt() != null)
                    .toList();
            if (!sent.isEmpty() && conversation.isStored()) {
                for (Long position : reading.turns().positionsOf(conversation, message.key())) {
                    signedAgain(sent, reading.turns().get(conversation, position))
                            .ifPresent(edits::add);
                }
            }
        }
        return edits;
    }

    private static Optional<Edit> signedAgain(List<PartReference> sent, StoredTurn stored) {
        List<ReferenceRow> rows =
                stored.references().stream().map(row -> newer(row, sent)).toList();
        return rows.equals(stored.references())
                ? Optional.empty()
                : Optional.of(new Changes.PutReferences(stored.position(), rows));
    }

    private static ReferenceRow newer(ReferenceRow row, List<PartReference> sent) {
        for (PartReference part : sent) {
            Reference reference = part.reference();
            Long reported = row.expiry().reportedAt();
            if (part.part() == row.part()
                    && reference.expiresAt() != null
                    && row.queryOffset() != null
                    && !Arrays.equals(Hash.ofId(reference.value()), row.valueHash())
                    && (reported == null || reference.expiresAt().toEpochMilli() >= reported)) {
                return row.signedAgain(reference.value(), reference.expiresAt().toEpochMilli());
            }
        }
        return row;
    }
}
