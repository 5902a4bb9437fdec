package io.histctl.record;

import io.histctl.model.Hash;
import io.histctl.store.Change;
import io.histctl.store.Changes;
import io.histctl.store.Reading;
import io.histctl.store.StoredConversation;
import io.histctl.wire.chat.ChatError;
import io.histctl.wire.chat.ChatRequest;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** An exchange that the API answered with an error. It changes nothing, unless an audio id, image or file is gone. */
final class RefusedExchange {
    private final Reading reading;
    private final CapturedExchange exchange;

    RefusedExchange(Reading reading, CapturedExchange exchange) {
        this.reading = reading;
        this.exchange = exchange;
    }

    Change<Recorded> plan(ChatError error, Optional<StoredConversation> conversation) {
        if (!error.audioNotFound()) {
            String code = error.code() != null ? error.code() : error.type();
            return new ReferenceExpiry(reading)
                    .gone(error, exchange)
                    .orElseGet(() -> Change.none(new Recorded.ApiError(exchange.context(), code)));
        }
        String id = missing(error, exchange.request());
        if (id == null) {
            return Change.none(new Recorded.AudioGone(exchange.context(), null, null));
        }
        byte[] hash = Hash.ofId(id);
        OptionalLong position =
                conversation.isPresent() ? reading.turns().positionOf(conversation.get(), hash) : OptionalLong.empty();
        return position.isPresent()
                ? new Change<>(
                        new Recorded.AudioGone(exchange.context(), id, position.getAsLong()),
                        markGone(conversation.orElseThrow(), position.getAsLong()))
                : goneElsewhere(id, hash);
    }

    /** Marks an id that this conversation does not contain in another one that does. */
    private Change<Recorded> goneElsewhere(String id, byte[] hash) {
        Recorded gone = new Recorded.AudioGone(exchange.context(), id, null);
        for (String name : reading.conversations().withAudioId(hash, 1)) {
            StoredConversation other = reading.conversations().get(name);
            long position = reading.turns().positionOf(other, hash).orElseThrow();
            return new Change<>(gone, markGone(other, position));
        }
        return Change.none(gone);
    }

    private Changes markGone(StoredConversation conversation, long position) {
        return Changes.of(
                conversation, new Changes.MarkGone(position, exchange.at().toEpochMilli()));
    }

    /** The id that an error names in its text; otherwise the one of the message that its {@code param} points to. */
    private static @Nullable String missing(ChatError error, @Nullable ChatRequest request) {
        String param = error.param();
        if (error.missingAudio() != null || param == null || request == null) {
            return error.missingAudio();
        }
        String digits = param.replaceAll(".*messages\\.?\\[(\\d{1,9})].*", "$1");
        int index = digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : -1;
        return index >= 0 && index < request.messages().size()
                ? request.messages().get(index).audioId()
                : null;
    }
}
