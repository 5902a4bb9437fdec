package io.histctl.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One exchange to record: what was sent, what came back, or both, as the bytes of their bodies in UTF-8. Made by
 * {@link #of}, {@link #ofRequest} and {@link #ofResponse}:
 *
 * <pre>{@code
 * Exchange exchange = Exchange.of(request, response).withTranscript("What's the weather?");
 * }</pre>
 *
 * @param request the request body; null if it is not known
 * @param response a reply, an SSE stream or an error body; null if there is none
 * @param at when it took place, in the years 1 to 9999; null for the reply's own {@code created}, else now
 * @param choice index of the choice that the app continued with; null if the reply has only one
 * @param keepSound whether to store the sound of the reply; it can't be sent again
 * @param wholeHistory whether the request contains all that the app knows of the conversation. Then questions
 *     that repeat the whole conversation without its replies count as duplicates, otherwise as new questions
 * @param follows position of the stored turn that the request's messages follow, 0 if they are the first; null to
 *     determine it from their content
 * @param transcripts what the user says in the newest speeches of the request, in their order; an empty string for one
 *     whose words are not known
 */
public record Exchange(
        byte @Nullable [] request,
        byte @Nullable [] response,
        @Nullable Instant at,
        @Nullable Integer choice,
        boolean keepSound,
        boolean wholeHistory,
        @Nullable Long follows,
        List<String> transcripts) {
    /** A request and the response to it. */
    public static Exchange of(String request, String response) {
        return of(utf8(request), utf8(response));
    }

    /** A request and the response to it, each null if it is not known. */
    public static Exchange of(byte @Nullable [] request, byte @Nullable [] response) {
        return new Exchange(request, response, null, null, false, false, null, List.of());
    }

    /** A request alone. */
    public static Exchange ofRequest(String request) {
        return of(utf8(request), null);
    }

    /** A response alone. */
    public static Exchange ofResponse(String response) {
        return of(null, utf8(response));
    }

    /** This exchange with another response; null if there is none. */
    public Exchange withResponse(byte @Nullable [] response) {
        return new Exchange(request, response, at, choice, keepSound, wholeHistory, follows, transcripts);
    }

    /** This exchange with the time at which it took place. */
    public Exchange withAt(@Nullable Instant at) {
        return new Exchange(request, response, at, choice, keepSound, wholeHistory, follows, transcripts);
    }

    /** This exchange with the index of the choice that the app continued with. */
    public Exchange withChoice(@Nullable Integer choice) {
        return new Exchange(request, response, at, choice, keepSound, wholeHistory, follows, transcripts);
    }

    /** This exchange, storing the sound of its reply or not. */
    public Exchange withKeepSound(boolean keepSound) {
        return new Exchange(request, response, at, choice, keepSound, wholeHistory, follows, transcripts);
    }

    /** This exchange, its request showing all that the app knows of the conversation or not. */
    public Exchange withWholeHistory(boolean wholeHistory) {
        return new Exchange(request, response, at, choice, keepSound, wholeHistory, follows, transcripts);
    }

    /**
     * This exchange, with messages that follow a stored turn. Messages that are stored after that turn already are
     * duplicates; different ones replace what is stored after it.
     *
     * @param position of the turn, which must be stored; 0 if the messages are the first of the conversation
     */
    public Exchange follows(long position) {
        return new Exchange(request, response, at, choice, keepSound, wholeHistory, position, transcripts);
    }

    /** This exchange with the words of the newest speech in its request. Words that are stored already stay. */
    public Exchange withTranscript(String transcript) {
        return withTranscripts(List.of(transcript));
    }

    /**
     * This exchange with the words of the newest speeches in its request. Words that are stored already stay.
     *
     * @param transcripts in the order of the request; an empty string for a speech whose words are not known
     */
    public Exchange withTranscripts(List<String> transcripts) {
        List<String> copy = List.copyOf(transcripts);
        return new Exchange(request, response, at, choice, keepSound, wholeHistory, follows, copy);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
