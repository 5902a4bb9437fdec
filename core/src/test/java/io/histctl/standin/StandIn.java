package io.histctl.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A Chat Completions API that enforces every known rule. The same clock, seed and requests give the same bytes.
 * Thread-safe: it takes one request at a time.
 */
public final class StandIn {
    /** The lifetime of an audio id, in seconds. */
    public static final long LIFETIME = 3_600;

    /** The message of a scripted server error. */
    public static final String SERVER_ERROR = "stand-in: as scripted";

    private final SettableClock clock;
    private final Random random;
    private final Words words;
    private final StoredReplies replies;
    private final Uploads uploads;
    private final Gateway gateway;
    private final Deque<Behaviour> script = new ArrayDeque<>();

    public StandIn(SettableClock clock, long seed) {
        this(clock, seed, Dialect.OPENAI);
    }

    public StandIn(SettableClock clock, long seed, Dialect dialect) {
        this.clock = clock;
        gateway = dialect.gateway();
        random = new Random(seed);
        words = new Words(random);
        replies = new StoredReplies(clock);
        uploads = new Uploads(clock, words);
    }

    /**
     * Appends to the script for later requests. Each request uses up one entry, even if it is refused; after the last
     * entry, requests are answered by speech.
     */
    public synchronized void then(Behaviour... behaviours) {
        script.addAll(List.of(behaviours));
    }

    /** Answers as scripted. */
    public synchronized Answer complete(byte[] requestBody) {
        Behaviour scripted = script.poll();
        return complete(requestBody, scripted == null ? Behaviour.speak() : scripted);
    }

    /**
     * Answers in the given way and leaves the script unchanged. A request that breaks a rule is refused nevertheless.
     *
     * @throws IllegalArgumentException if the behaviour is to call tools and the request offers none
     */
    public synchronized Answer complete(byte[] requestBody, Behaviour behaviour) {
        boolean streamed = false;
        try {
            Request request = new Request(parse(requestBody));
            streamed = request.streamed();
            ensureSound(request);
            replies.checkUsable(request);
            uploads.checkAvailable(request);
            if (behaviour.kind() == Behaviour.Kind.SERVER_ERROR) {
                return gateway.error(500, Json.error(SERVER_ERROR, "server_error", null, null), streamed, words);
            }
            return answer(request, reply(request, behaviour));
        } catch (Refused refused) {
            return gateway.error(400, refused.body(), streamed, words);
        }
    }

    /** Uploads a file, whose id can be sent for this long. */
    public synchronized String upload(Duration lifetime) {
        return uploads.file(lifetime);
    }

    /** The URL of an image, signed in one of the known ways, which works for this long. */
    public synchronized String signedImage(Duration lifetime) {
        return uploads.signedUrl(lifetime);
    }

    /** The ids that a request could replay now, oldest first. */
    public synchronized Set<String> usableIds() {
        return replies.usableIds();
    }

    /** The number of all audio ids that were made. */
    public synchronized int idsMade() {
        return replies.size();
    }

    /** Throws the answer to a request that breaks a rule, whichever stand-in made its ids. */
    public static void ensureSound(byte[] requestBody) {
        try {
            ensureSound(new Request(parse(requestBody)));
        } catch (Refused refused) {
            throw new AssertionError(refused.body().toString());
        }
    }

    private static void ensureSound(Request request) {
        RequestRules.check(request);
        MessageRules.check(request.messages());
        SequenceRules.check(request.messages());
        RequestRules.checkAudioModel(request);
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.read(body);
        } catch (UncheckedIOException e) {
            throw Refused.rule("V1", null, "the body is not JSON");
        }
    }

    private Reply reply(Request request, Behaviour behaviour) {
        return switch (behaviour.kind()) {
            case REFUSE -> TextReply.refusal("I'm sorry, but I can’t help with that. " + words.sentence());
            case TOOL_CALLS -> toolCalls(request, behaviour.calls());
            default ->
                request.wantsAudio() && !request.hasAssistantText()
                        ? speech(request)
                        : TextReply.content(words.sentence());
        };
    }

    private Reply toolCalls(Request request, int calls) {
        if (!request.tools().isArray()) {
            throw new IllegalArgumentException("tool calls were asked for, but the request offers no tools");
        }
        return ToolCallsReply.draw(request.tools(), calls, words);
    }

    private Reply speech(Request request) {
        long second = clock.instant().getEpochSecond();
        int audioTokens = words.between(2, 20);
        SpokenReply reply = new SpokenReply(
                gateway.audioId("audio_" + String.format("%08x", second) + words.hex(24), words),
                second + LIFETIME,
                words.transcript(),
                Sound.of(audioTokens, request.audioFormat(), random),
                audioTokens);
        replies.put(reply);
        return reply;
    }

    private Answer answer(Request request, Reply reply) {
        Tokens prompt = Prompt.tokens(request, replies);
        Envelope envelope = Envelope.of(request, reply, prompt, clock.instant().getEpochSecond(), words);
        if (!request.streamed()) {
            ObjectNode body = envelope.whole(reply);
            gateway.rewrite(body, words);
            return Answer.json(200, body);
        }
        Chunks chunks = new Chunks(request, envelope, words);
        reply.stream(chunks, words);
        String stream = gateway.stream(gateway.chunks(chunks.all(), words), words);
        return new Answer(200, "text/event-stream; charset=utf-8", stream.getBytes(StandardCharsets.UTF_8));
    }
}
