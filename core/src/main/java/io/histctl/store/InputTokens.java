package io.histctl.store;

import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.model.TokenCounter;
import io.histctl.model.TokenEstimate;
import io.histctl.model.Tokens;
import io.histctl.model.ToolCall;
import io.histctl.model.Words;
import io.histctl.wire.audio.SoundLength;
import io.histctl.wire.chat.ChatApi;
import io.histctl.wire.chat.ChatMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What turns cost as input. A replayed id costs what its reply's usage says; speech what {@link ChatApi} says; images and files are not counted, since nobody knows theirs.
 */
@API(status = API.Status.INTERNAL)
public final class InputTokens {
    /** The JSON around the name and the arguments of a tool call. */
    private static final long PER_CALL = 20;

    /** The most that {@link Words#placeholder} costs. */
    private static final long PLACEHOLDER = 24;

    private InputTokens() {}

    /** The cost of a stored turn as it was recorded; {@code text} is the number of its text tokens. */
    static Tokens asSent(StoredTurn turn, long text) {
        AudioRow audio = turn.audio();
        if (audio == null) {
            return new Tokens(text, of(soundMillis(turn), ChatApi.INPUT_TOKENS_PER_SECOND), false);
        }
        Long replayed = audio.audioTokens();
        Long words = audio.textTokens();
        return replayed != null && words != null
                ? new Tokens(words, replayed, true)
                : new Tokens(text, of(audio.speech().millis(), ChatApi.OUTPUT_TOKENS_PER_SECOND), false);
    }

    private static @Nullable Long soundMillis(StoredTurn turn) {
        return turn.row().derived().soundCount() == 0
                ? null
                : (Long) turn.sounds().stream()
                        .mapToLong(sound ->
                                sound.millis() == null ? SoundLength.atMost(sound.soundBytes()) : sound.millis())
                        .sum();
    }

    /**
     * The text of a turn in tokens.
     *
     * @param written what is text in it
     * @param inWords the same with its sound in words
     */
    record Text(long written, long inWords) {}

    /**
     * As it was estimated when it was recorded. A transcript that was attached later counts a token a byte, which
     * is never too little.
     */
    public static Text text(StoredTurn turn) {
        Derived derived = turn.row().derived();
        AudioRow audio = turn.audio();
        String transcript = derived.soundCount() == 0 ? null : turn.transcript();
        long bytes = transcript == null ? 0 : transcript.getBytes(StandardCharsets.UTF_8).length;
        long withoutTranscript = audio != null && !audio.speech().hasTranscript() ? 1 : 0;
        long placeholders = derived.soundCount() + withoutTranscript;
        long words = bytes == 0 ? placeholders * PLACEHOLDER : bytes + placeholders;
        return new Text(derived.tokens(), derived.tokens() + words);
    }

    /** The text of a turn, counted with a tokenizer. */
    public static Text text(StoredTurn stored, TokenCounter counter) {
        Message message = TurnAssembler.message(stored);
        long written = text(message, counter);
        if (stored.audio() != null) {
            boolean spoken = message.audioTranscript() != null
                    && !message.audioTranscript().isBlank();
            return new Text(written, spoken ? written : written + PLACEHOLDER);
        }
        return new Text(written, text(Words.withoutSound(message, stored.transcript(), sound -> true), counter));
    }

    /** The cost of a message that is not stored. */
    public static Tokens of(ChatMessage captured, TokenCounter counter) {
        long millis = captured.message().sounds().stream()
                .mapToLong(InputTokens::millis)
                .sum();
        return new Tokens(text(captured.message(), counter), of(millis, ChatApi.INPUT_TOKENS_PER_SECOND), false);
    }

    private static long millis(Part.Sound sound) {
        Duration length = sound.length();
        return length == null ? SoundLength.atMost(sound.bytes()) : length.toMillis();
    }

    /** The text of a message with its frame. */
    public static long text(Message message, TokenCounter counter) {
        long tokens =
                TokenEstimate.PER_MESSAGE + count(message.name(), counter) + count(message.audioTranscript(), counter);
        for (Part part : message.parts()) {
            tokens += part instanceof Part.Text text ? counter.count(text.text()) : 0;
            tokens += part instanceof Part.Refusal refusal ? counter.count(refusal.text()) : 0;
        }
        tokens += count(message.toolCallId(), counter);
        for (ToolCall call : message.toolCalls()) {
            tokens +=
                    PER_CALL + counter.count(call.id()) + counter.count(call.name()) + counter.count(call.arguments());
        }
        return tokens;
    }

    private static long count(@Nullable String text, TokenCounter counter) {
        return text == null ? 0 : counter.count(text);
    }

    private static long of(@Nullable Long millis, long tokensPerSecond) {
        return millis == null ? 0 : (millis * tokensPerSecond + 999) / 1000;
    }
}
