package io.histctl.record;

import io.histctl.model.Usage;
import io.histctl.store.AudioRow;
import io.histctl.store.Changes;
import io.histctl.store.Changes.Edit;
import io.histctl.store.Derivation;
import io.histctl.store.NewTurn;
import io.histctl.store.ReplyRow;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import io.histctl.store.Turns;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.ChatReply;
import io.histctl.wire.chat.ChatSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the turns that an exchange adds to a conversation. */
final class TurnBuilder {
    private final StoredConversation conversation;
    private final Instant at;
    private final ChatSettings settings;
    private final Turns stored;
    private final @Nullable Boolean afterReply;
    private final List<NewTurn> turns = new ArrayList<>();
    private long instructionsVersion;
    private boolean newInstructions;

    /** @param afterReply as in {@link ReplyRow} */
    TurnBuilder(
            StoredConversation conversation,
            Instant at,
            ChatSettings settings,
            Turns stored,
            @Nullable Boolean afterReply) {
        this.conversation = conversation;
        this.at = at;
        this.settings = settings;
        this.stored = stored;
        this.afterReply = afterReply;
        this.instructionsVersion = conversation.instructionsVersion();
    }

    List<NewTurn> turns() {
        return turns;
    }

    /** The turns as a result reports them. */
    Recorded.NewTurns added(List<Edit> edits) {
        Set<Long> transcribed = new HashSet<>();
        for (Edit edit : edits) {
            if (edit instanceof Changes.Transcribe words) {
                transcribed.add(words.position());
            }
        }
        int untranscribed = 0;
        for (NewTurn turn : turns) {
            boolean speech = turn.reply() == null && Derivation.of(turn).soundCount() > 0;
            untranscribed += speech && !transcribed.contains(turn.position()) ? 1 : 0;
        }
        return turns.isEmpty()
                ? Recorded.NewTurns.NONE
                : new Recorded.NewTurns(turns.get(0).position(), turns.size(), untranscribed);
    }

    /** The version of the leading instructions with these turns. */
    long instructionsVersion() {
        return instructionsVersion;
    }

    void instruction(ChatMessage message) {
        instructionsVersion += newInstructions ? 0 : 1;
        newInstructions = true;
        add(message, instructionsVersion);
    }

    void message(ChatMessage message) {
        add(message, null);
    }

    NewTurn reply(ChatReply reply, byte @Nullable [] replyKey, ChatMessage message) {
        NewTurn turn = reply(reply, replyKey, message, next());
        turns.add(turn);
        return turn;
    }

    /** The turn of a reply that is already stored at a position. */
    NewTurn reply(ChatReply reply, byte @Nullable [] replyKey, ChatMessage message, long position) {
        Instant created = reply.created();
        ReplyRow row = new ReplyRow(
                replyKey,
                reply.responseId(),
                reply.model(),
                created == null ? null : (Long) created.toEpochMilli(),
                reply.finishReason(),
                reply.usageJson(),
                afterReply);
        return new NewTurn(
                position,
                at.toEpochMilli(),
                message,
                null,
                new NewTurn.NewReply(row, reply.incomplete(), isVoiceLost(reply, message)),
                known(AudioExpiry.of(
                        message,
                        created == null ? at : created,
                        at,
                        reply.usage(),
                        settings.audioFormat(),
                        settings.voice())));
    }

    /** Marks an id as gone that is gone in another conversation. */
    private @Nullable AudioRow known(@Nullable AudioRow audio) {
        Long goneAt = audio == null
                ? null
                : stored.withAudio(audio.idHash())
                        .map(StoredTurn::audio)
                        .map(found -> found.expiry().goneAt())
                        .orElse(null);
        return audio == null || goneAt == null ? audio : audio.gone(goneAt);
    }

    /** Whether audio was requested and text came (API.md, "Voice"). */
    private boolean isVoiceLost(ChatReply reply, ChatMessage message) {
        Usage usage = reply.usage();
        boolean silent = usage == null || usage.audioTokens() == null || usage.audioTokens() == 0;
        return settings.wantsAudio()
                && message.audioId() == null
                && message.sound() == null
                && silent
                && !message.message().text().isEmpty()
                && message.message().toolCalls().isEmpty()
                && !message.hasAudio();
    }

    private long next() {
        return conversation.lastPosition() + turns.size() + 1;
    }

    private void add(ChatMessage message, @Nullable Long version) {
        byte[] idHash = message.idHash();
        Optional<StoredTurn> known = idHash == null ? Optional.empty() : stored.withAudio(idHash);
        if (known.isPresent()) {
            turns.add(QuotedReply.of(message, known.get(), next(), at.toEpochMilli()));
            return;
        }
        turns.add(new NewTurn(
                next(),
                at.toEpochMilli(),
                message,
                version,
                null,
                AudioExpiry.of(message, null, at, null, null, null)));
    }
}
