package io.histctl.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.model.Role;
import io.histctl.model.ToolCall;
import io.histctl.model.Turn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A conversation and the facts in it that a summary should keep. */
record Conversation(List<Turn> turns, List<String> facts) {
    static Conversation read(String name) {
        try (InputStream in = Conversation.class.getResourceAsStream(name + ".json")) {
            JsonNode root = new ObjectMapper().readTree(Objects.requireNonNull(in, name));
            List<Turn> turns = new ArrayList<>();
            root.get("turns").forEach(turn -> turns.add(turn(turns.size() + 1, turn)));
            List<String> facts = new ArrayList<>();
            root.get("facts").forEach(fact -> facts.add(fact.textValue()));
            return new Conversation(turns, facts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The conversation about a trip in one of the languages of the digest. */
    static Conversation trip(String language) {
        String file = "/io/histctl/summary/digest/trip/" + language + ".txt";
        try (InputStream in = Objects.requireNonNull(Conversation.class.getResourceAsStream(file), file)) {
            List<Turn> turns = new ArrayList<>();
            List<String> facts = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", 0)) {
                String text = line.substring(line.indexOf(' ') + 1);
                if (line.startsWith("Fact:")) {
                    facts.add(text);
                } else {
                    Role role = line.startsWith("User:") ? Role.USER : Role.ASSISTANT;
                    Message message = new Message(role, null, List.of(new Part.Text(text)), List.of(), null, null);
                    turns.add(new Turn(
                            turns.size() + 1, Instant.EPOCH, Turn.Standing.CURRENT, false, message, null, null, null));
                }
            }
            return new Conversation(turns, facts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int words() {
        return turns.stream().mapToInt(turn -> words(turn.message().text())).sum();
    }

    /** How many facts one line contains verbatim. */
    long kept(String summary) {
        List<String> lines = summary.lines().map(Conversation::plain).toList();
        return facts.stream()
                .filter(fact -> lines.stream().anyMatch(line -> line.contains(plain(fact))))
                .count();
    }

    static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    private static String plain(String text) {
        return " "
                + text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .strip() + " ";
    }

    private static Turn turn(int position, JsonNode turn) {
        Message message = new Message(
                Role.of(turn.get("who").textValue()),
                null,
                List.of(new Part.Text(turn.get("says").textValue())),
                calls(turn),
                turn.path("answers").textValue(),
                null);
        Instant at = Instant.parse(turn.get("at").textValue());
        return new Turn(position, at, Turn.Standing.CURRENT, false, message, null, null, null);
    }

    private static List<ToolCall> calls(JsonNode turn) {
        List<ToolCall> calls = new ArrayList<>();
        turn.path("calls")
                .forEach(call -> calls.add(new ToolCall(
                        call.get("id").textValue(),
                        call.get("name").textValue(),
                        call.get("arguments").textValue())));
        return calls;
    }
}
