package io.histctl.store;

import io.histctl.model.Message;
import io.histctl.model.Role;
import io.histctl.model.TokenCounter;
import io.histctl.model.Words;
import io.histctl.wire.JsonTemplate;
import io.histctl.wire.Placeholder;
import io.histctl.wire.SoundData;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.MatchKey;
import io.histctl.wire.chat.MessageRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Derives what is stored with a message. A change here needs a new {@link Derived#VERSION}. */
@API(status = API.Status.INTERNAL)
public final class Derivation {
    private Derivation() {}

    /** The columns of a turn that is to be written. */
    public static Derived of(NewTurn turn) {
        ChatMessage captured = turn.message();
        boolean sendable = turn.reply() == null && captured.problem() == null;
        return derived(
                captured.message(),
                captured.key(),
                captured.wordsKey(),
                sendable,
                References.of(captured).size());
    }

    /** The columns of a stored turn by today's rules. A turn that an earlier version found unsendable stays so. */
    public static Derived of(StoredTurn stored) {
        Message message = TurnAssembler.message(stored);
        AudioRow audio = stored.audio();
        byte[] idHash = audio == null ? null : audio.idHash();
        return derived(
                message,
                MatchKey.of(message, idHash),
                idHash == null ? null : MatchKey.ofWords(message),
                stored.row().derived().sendable() && isSendable(stored),
                stored.references().size());
    }

    /** A turn that is to be written, as it will be stored; its sounds have no content yet. */
    public static StoredTurn stored(NewTurn turn) {
        ChatMessage message = turn.message();
        NewTurn.NewReply reply = turn.reply();
        List<SoundRow> sounds = new ArrayList<>();
        for (Placeholder.Sound sound : message.template().sounds()) {
            SoundData data = sound.data();
            sounds.add(new SoundRow(
                    sound.offset(),
                    null,
                    data.hash(),
                    data.format(),
                    data.bytes().length,
                    data.length() == null ? null : (Long) data.length().toMillis()));
        }
        TurnRow row = new TurnRow(
                turn.position(),
                message.message().role().toString(),
                turn.saidAt(),
                message.template().json(),
                of(turn),
                turn.instructionsVersion(),
                new TurnRow.State(false, turn.incomplete(), turn.voiceLost()));
        return new StoredTurn(
                0,
                row,
                reply == null ? ReplyRow.NONE : reply.row(),
                turn.audio(),
                sounds,
                References.of(message),
                null,
                StoredTurn.NO_HASH);
    }

    private static Derived derived(
            Message message, long matchKey, @Nullable Long transcriptKey, boolean sendable, int references) {
        boolean assistant = message.role() == Role.ASSISTANT;
        return new Derived(
                matchKey,
                transcriptKey,
                sendable,
                assistant && !message.text().isEmpty(),
                assistant && !message.refusal().isEmpty(),
                hasTools(message),
                message.sounds().size(),
                references,
                InputTokens.text(message, TokenCounter.ESTIMATE));
    }

    private static boolean hasTools(Message message) {
        return !message.toolCalls().isEmpty() || message.role() == Role.TOOL || message.role() == Role.FUNCTION;
    }

    /** The words of a turn and its tool calls, for people and for search. */
    public static String text(Message message, @Nullable String transcript) {
        String spoken = message.audioTranscript() == null ? "" : message.audioTranscript();
        String words = lines(Words.of(message, transcript), spoken);
        String said = words.isEmpty() ? message.refusal() : words;
        return storable(message.toolCalls().stream()
                .map(call -> (call.name() + " " + call.arguments()).strip())
                .reduce(said, Derivation::lines));
    }

    private static String lines(String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + "\n" + second;
    }

    /** Not every database stores half a surrogate pair or U+0000 as text; the message itself keeps them. */
    private static String storable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }

    /** A pruned id is empty in the JSON; that breaks no rule, since the id is never sent. */
    private static boolean isSendable(StoredTurn stored) {
        AudioRow audio = stored.audio();
        String id = audio == null || audio.audioId() == null ? "pruned" : audio.audioId();
        List<Placeholder> placeholders = new ArrayList<>();
        if (audio != null) {
            placeholders.add(new Placeholder.Id(audio.idOffset(), id));
        }
        placeholders.addAll(References.placeholders(stored));
        stored.sounds()
                .forEach(sound -> placeholders.add(new Placeholder.StoredSound(sound.offset(), () -> new byte[0])));
        boolean silent = stored.sounds().stream().anyMatch(sound -> sound.soundBytes() == 0);
        return !silent
                && MessageRules.check(new JsonTemplate(stored.row().message(), placeholders).withStandIns()) == null;
    }
}
