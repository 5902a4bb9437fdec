package io.histctl.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A Chat Completions API that keeps every rule it is known to keep. The same clock, seed and requests give the same bytes.
 * Thread-safe: it takes one request at a time.
 */
public final class StandIn {
    /** How long an audio id lives, in seconds. */
    public static final long LIFETIME = 3_600;

    private final SettableClock clock;
    private final Random random;
    private final Words words;
    private final Shelf shelf;
    private final Deque<Behaviour> script = new ArrayDeque<>();

    public StandIn(SettableClock clock, long seed) {
        this.clock = clock;
        random = new Random(seed);
        words = new Words(random);
        shelf = new Shelf(clock);
    }

    /** Adds to the script of the requests to come. Each request uses up one, refused or not; after the last it speaks. */
    public synchronized void then(Behaviour... behaviours) {
        script.addAll(List.of(behaviours));
    }

    /** Answers as scripted. */
    public synchronized Answer complete(byte[] requestBody) {
        Behaviour scripted = script.poll();
        return complete(requestBody, scripted == null ? Behaviour.speak() : scripted);
    }

    /**
     * Answers in the given way, the script untouched. A request that breaks a rule is refused all the same.
     *
     * @throws IllegalArgumentException if tool calls are asked for and the request offers no tools
     */
    public synchronized Answer complete(byte[] requestBody, Behaviour behaviour) {
        try {
            Request request = accept(requestBody);
            if (behaviour.kind() == Behaviour.Kind.SERVER_ERROR) {
                return Answer.json(500, Json.error("stand-in: as scripted", "server_error", null, null));
            }
            return answer(request, reply(request, behaviour));
        } catch (Refused refused) {
            return refused.answer();
        }
    }

    /** The ids that a request could replay now, oldest first. */
    public synchronized Set<String> aliveIds() {
        return shelf.aliveIds();
    }

    /** How many audio ids were ever made. */
    public synchronized int idsMade() {
        return shelf.size();
    }

    /** Refuses a request that breaks a rule, whosever ids it replays: throws what it would answer. */
    public static void ensureSound(byte[] requestBody) {
        try {
            sound(requestBody);
        } catch (Refused refused) {
            throw new AssertionError(refused.answer().text());
        }
    }

    private Request accept(byte[] body) {
        Request request = sound(body);
        shelf.checkAlive(request);
        return request;
    }

    private static Request sound(byte[] body) {
        Request request = new Request(parse(body));
        RequestRules.check(request);
        MessageRules.check(request.messages());
        SequenceRules.check(request.messages());
        RequestRules.checkAudioModel(request);
        return request;
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
                "audio_" + String.format("%08x", second) + words.hex(24),
                second + LIFETIME,
                words.transcript(),
                Sound.of(audioTokens, request.audioFormat(), random),
                audioTokens);
        shelf.put(reply);
        return reply;
    }

    private Answer answer(Request request, Reply reply) {
        Tokens prompt = Prompt.tokens(request, shelf);
        Envelope envelope = Envelope.of(request, reply, prompt, clock.instant().getEpochSecond(), words);
        if (!request.streamed()) {
            return Answer.json(200, envelope.whole(reply));
        }
        Chunks chunks = new Chunks(request, envelope, words);
        reply.stream(chunks, words);
        return new Answer(200, "text/event-stream; charset=utf-8", chunks.done());
    }
}
