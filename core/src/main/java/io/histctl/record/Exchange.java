package io.histctl.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One exchange to record: what was sent, what came back, or both, as the bytes of their bodies in UTF-8.
 *
 * @param request the request body; null where it is not known
 * @param response a reply, an SSE stream or an error body; null where none came
 * @param at when it took place, in the years 1 to 9999; null: the reply's own {@code created}, else now. Where that is
 *     now, within a minute, the reply tells how far the local clock is ahead of the server's, if it is
 * @param choice the index of the choice that the app went on with; null: the reply has only one
 * @param keepSound whether the sound of the reply is kept; it can't be sent again
 * @param wholeHistory whether the request shows all that the app knows of the conversation, so that its questions,
 *     if they are the whole conversation but for the reply, are asked again rather than for a second time
 * @param follows position of the stored turn that the request's messages follow; 0: they are the first; null: that is
 *     to be found by what they say
 * @param transcript what the user says in the newest speech of the request; null if no words are known
 */
public record Exchange(
        byte @Nullable [] request,
        byte @Nullable [] response,
        @Nullable Instant at,
        @Nullable Integer choice,
        boolean keepSound,
        boolean wholeHistory,
        @Nullable Long follows,
        @Nullable String transcript) {

    /** An exchange whose place in the conversation is found by what it says. */
    public Exchange(
            byte @Nullable [] request,
            byte @Nullable [] response,
            @Nullable Instant at,
            @Nullable Integer choice,
            boolean keepSound,
            boolean wholeHistory) {
        this(request, response, at, choice, keepSound, wholeHistory, null, null);
    }

    /** An exchange whose request may be a single message. */
    public Exchange(
            byte @Nullable [] request,
            byte @Nullable [] response,
            @Nullable Instant at,
            @Nullable Integer choice,
            boolean keepSound) {
        this(request, response, at, choice, keepSound, false);
    }

    /** A request and what came back for it. */
    public static Exchange of(String request, String response) {
        return new Exchange(utf8(request), utf8(response), null, null, false);
    }

    /** A request alone. */
    public static Exchange ofRequest(String request) {
        return new Exchange(utf8(request), null, null, null, false);
    }

    /** A response alone. */
    public static Exchange ofResponse(String response) {
        return new Exchange(null, utf8(response), null, null, false);
    }

    /** The exchange, having taken place at this moment. */
    public Exchange at(Instant moment) {
        return new Exchange(request, response, moment, choice, keepSound, wholeHistory, follows, transcript);
    }

    /** The exchange, of whose reply this choice was taken. */
    public Exchange choice(int index) {
        return new Exchange(request, response, at, index, keepSound, wholeHistory, follows, transcript);
    }

    /** The exchange, the sound of its reply kept. */
    public Exchange keepingSound() {
        return new Exchange(request, response, at, choice, true, wholeHistory, follows, transcript);
    }

    /** The exchange, its request showing all that the app knows of the conversation. */
    public Exchange showingWholeHistory() {
        return new Exchange(request, response, at, choice, keepSound, true, follows, transcript);
    }

    /**
     * The exchange, its messages following a stored turn: what is stored after that turn already is a repeat, and what
     * differs from it takes its place.
     *
     * @param position of the turn; 0: the messages are the first of the conversation
     */
    public Exchange follows(long position) {
        return new Exchange(request, response, at, choice, keepSound, wholeHistory, position, transcript);
    }

    /** The exchange, with the words of the newest speech in its request. */
    public Exchange withTranscript(String words) {
        return new Exchange(request, response, at, choice, keepSound, wholeHistory, follows, words);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
