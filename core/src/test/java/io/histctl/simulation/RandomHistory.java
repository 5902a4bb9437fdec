package io.histctl.simulation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.Conversation;
import io.histctl.model.Tokens;
import io.histctl.record.Exchange;
import io.histctl.standin.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records a random history, and remembers independently of the library who said what and what each id costs. */
final class RandomHistory {
    /** What happens in an exchange. */
    enum Event {
        SPOKEN,
        SPOKEN_TO,
        TRANSCRIBED,
        WRITTEN,
        REFUSED,
        TOOLS,
        TOOLS_FORGOTTEN,
        INTERRUPTED,
        UNHEARD,
        UNANSWERED,
        INSTRUCTED
    }

    /**
     * One exchange.
     *
     * @param name of the user; empty for none
     * @param pause before it, in seconds
     */
    record Exchanged(Event event, String asks, String answers, String name, int pause) {}

    /** The words of a turn, as a quotation may repeat them. */
    record Said(String speaker, String words) {}

    private static final int AUDIO_TOKENS = 120;

    private final ReopenableStore store;
    private final String id;
    private final List<Said> said = new ArrayList<>();
    private final Map<String, Tokens> costs = new HashMap<>();
    private final Map<String, Instant> deaths = new HashMap<>();
    private int made;

    RandomHistory(ReopenableStore store, List<Exchanged> exchanges) {
        this.store = store;
        this.id = store.newConversation();
        exchanges.forEach(this::play);
    }

    Conversation conversation() {
        return store.conversation(id);
    }

    List<Said> said() {
        return said;
    }

    /** The recorded tokens of an id; null if none were recorded. */
    @Nullable
    Tokens cost(String audioId) {
        return costs.get(audioId);
    }

    Instant death(String audioId) {
        return deaths.getOrDefault(audioId, Instant.MIN);
    }

    private void play(Exchanged next) {
        store.clock().advance(Duration.ofSeconds(next.pause));
        ArrayNode messages = Json.array();
        if (next.event == Event.INSTRUCTED && made > 0) {
            messages.addObject().put("role", "developer").put("content", "Be kind. " + next.name);
        }
        ask(messages.addObject(), next);
        ObjectNode reply = reply(next);
        conversation().record(exchange(messages, next.event == Event.UNANSWERED ? null : reply));
        if (next.event == Event.TRANSCRIBED) {
            int spoken = conversation().turns().size() - 1;
            conversation().transcribe(spoken, next.asks.isBlank() ? "yes" : next.asks);
        }
        if (next.event == Event.INTERRUPTED || next.event == Event.UNHEARD) {
            Duration heard = next.event == Event.UNHEARD ? Duration.ZERO : Duration.ofSeconds(2);
            conversation().interrupted(conversation().turns().size(), heard);
        }
        if (next.event == Event.TOOLS) {
            results(reply, next);
        }
        made++;
    }

    private void ask(ObjectNode message, Exchanged next) {
        message.put("role", "user");
        if (!next.name.isEmpty()) {
            message.put("name", next.name);
        }
        boolean spoken = next.event == Event.SPOKEN_TO || next.event == Event.TRANSCRIBED;
        if (spoken) {
            message.putArray("content")
                    .addObject()
                    .put("type", "input_audio")
                    .putObject("input_audio")
                    .put("data", wav(next.asks.length() % 3 + 1))
                    .put("format", "wav");
        } else {
            message.put("content", next.asks);
        }
        String placeholder = "[speech, " + (next.asks.length() % 3 + 1) + ".0 s, not transcribed]";
        String words = next.event == Event.TRANSCRIBED && next.asks.isBlank()
                ? "yes"
                : next.event == Event.SPOKEN_TO ? placeholder : next.asks;
        said.add(new Said(next.name.isEmpty() ? "User" : next.name, words));
    }

    private ObjectNode reply(Exchanged next) {
        ObjectNode message = Json.object().put("role", "assistant");
        switch (next.event) {
            case UNANSWERED -> {
                return message;
            }
            case WRITTEN -> says(message.put("content", next.answers), next.answers);
            case REFUSED -> says(message.put("refusal", next.answers + "."), "[refused] " + next.answers + ".");
            case TOOLS, TOOLS_FORGOTTEN -> {
                call(message.putArray("tool_calls").addObject(), next);
                says(message, "[calls find " + next.asks + "]");
            }
            case INTERRUPTED, UNHEARD -> {
                String heard = next.event == Event.UNHEARD ? "0.0" : "2.0";
                says(speak(message, next), next.answers + " [the user heard " + heard + " s of 6.0 s]");
            }
            default -> says(speak(message, next), next.answers);
        }
        return message;
    }

    private void says(ObjectNode message, String words) {
        boolean silent = message.has("audio") && words.isBlank();
        said.add(new Said("Assistant", silent ? "[speech, 6.0 s, not transcribed]" : words));
    }

    private ObjectNode speak(ObjectNode message, Exchanged next) {
        Instant now = store.clock().instant();
        String audioId = "audio_%08x%024x".formatted(now.getEpochSecond(), deaths.size());
        deaths.put(audioId, now.plusSeconds(3_600));
        costs.put(audioId, new Tokens(next.answers.length() / 2 + 1, AUDIO_TOKENS, true));
        message.putNull("content")
                .putObject("audio")
                .put("id", audioId)
                .put("data", "")
                .put("expires_at", now.plusSeconds(3_600).getEpochSecond())
                .put("transcript", next.answers);
        return message;
    }

    private void call(ObjectNode call, Exchanged next) {
        call.put("id", "call_" + made).put("type", "function");
        call.putObject("function").put("name", "find").put("arguments", next.asks);
    }

    private void results(ObjectNode calls, Exchanged next) {
        ArrayNode messages = Json.array().add(calls);
        messages.addObject()
                .put("role", "tool")
                .put("tool_call_id", "call_" + made)
                .put("content", next.answers);
        said.add(new Said("Tool", next.answers));
        Exchanged spoken = new Exchanged(Event.SPOKEN, next.asks, next.answers, "", 0);
        conversation().record(exchange(messages, reply(spoken)));
    }

    private Exchange exchange(ArrayNode messages, @Nullable ObjectNode message) {
        ObjectNode request = Json.object().put("model", "gpt-audio-1.5");
        request.putArray("modalities").add("text").add("audio");
        request.putObject("audio").put("voice", "ash").put("format", "wav");
        request.putArray("tools")
                .addObject()
                .put("type", "function")
                .putObject("function")
                .put("name", "find");
        request.set("messages", messages);
        return Exchange.of(Json.bytes(request), message == null ? null : answer(message));
    }

    private byte[] answer(ObjectNode message) {
        ObjectNode reply = Json.object().put("id", "chatcmpl-" + id + "-" + said.size());
        reply.put("created", store.clock().instant().getEpochSecond()).put("model", "gpt-audio-1.5");
        reply.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", "stop")
                .set("message", message);
        Tokens cost = costs.get(message.path("audio").path("id").asText());
        if (cost != null) {
            reply.putObject("usage")
                    .put("prompt_tokens", 9)
                    .put("completion_tokens", cost.total())
                    .putObject("completion_tokens_details")
                    .put("audio_tokens", cost.audio())
                    .put("text_tokens", cost.text());
        }
        return Json.bytes(reply);
    }

    private static String wav(int seconds) {
        int bytes = 8_000 * seconds;
        byte[] wav = ByteBuffer.allocate(44 + bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36 + bytes)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(8_000)
                .putInt(8_000)
                .putShort((short) 1)
                .putShort((short) 8)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(bytes)
                .array();
        return Base64.getEncoder().encodeToString(wav);
    }
}
