package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.error.InvalidInputException;
import io.histctl.record.Exchange;
import io.histctl.record.imports.HistorySink;
import io.histctl.wire.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A conversation whose messages form a tree, since questions were edited and replies regenerated. */
final class Branches {
    private final HistorySink sink;
    private final String conversation;
    private final ObjectNode settings;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> passedOn = new HashSet<>();
    private @Nullable String last;
    private @Nullable String instructions;

    /** @param settings of its requests; may be empty */
    Branches(HistorySink sink, String conversation, ObjectNode settings) {
        if (conversation.isEmpty()) {
            throw new InvalidInputException("the conversation has no id; it was left out");
        }
        this.sink = sink;
        this.conversation = conversation;
        this.settings = settings;
    }

    /** Adds a message after the one that was added before it; for tools without branches. */
    void next(@Nullable Instant at, ObjectNode message, @Nullable String model, @Nullable JsonNode usage) {
        String parent = last;
        last = conversation + "-" + (entries.size() + 1);
        add(new Entry(last, parent, at, message, model, usage));
    }

    /** Adds a reply with an id of its own after the message that was added before it. */
    void reply(String id, @Nullable Instant at, ObjectNode message, @Nullable String model, @Nullable JsonNode usage) {
        add(new Entry(id, last, at, message, model, usage));
        last = id;
    }

    /** Whether these instructions differ from those that were added last. */
    boolean isNewInstruction(String text) {
        boolean differs = !text.equals(instructions);
        instructions = text;
        return differs;
    }

    /** Adds the messages of a side branch, after which the main one continues where the side branch began. */
    void fork(Runnable messages) {
        String fork = last;
        messages.run();
        last = fork;
    }

    void add(Entry entry) {
        entries.put(entry.id(), entry);
    }

    /** Passes on every branch; the current one ends with the message that was added last. */
    void passOn() {
        passOn(last);
    }

    /** Passes on every branch, the current one last, so that it is the one that is exported. */
    void passOn(@Nullable String currentLeaf) {
        Set<String> parents = new HashSet<>();
        entries.values().forEach(entry -> parents.add(String.valueOf(entry.parent())));
        List<String> leaves = new ArrayList<>(
                entries.keySet().stream().filter(id -> !parents.contains(id)).toList());
        String current = currentLeaf != null && entries.containsKey(currentLeaf)
                ? currentLeaf
                : leaves.isEmpty() ? "" : leaves.get(leaves.size() - 1);
        leaves.remove(current);
        leaves.forEach(leaf -> passOn(path(leaf), false));
        passOn(path(current), true);
        if (!leaves.isEmpty()) {
            sink.note("other branches are kept as replaced turns");
        }
    }

    private void passOn(List<Entry> path, boolean current) {
        String previous = "";
        List<Entry> questions = new ArrayList<>();
        for (Entry entry : path) {
            if (!entry.isReply()) {
                questions.add(entry);
                continue;
            }
            if (passedOn.add(entry.id())) {
                passOn(previous, questions, entry);
            }
            previous = entry.id();
            questions.clear();
        }
        if (!questions.isEmpty() && current) {
            passOn(previous, questions, null);
        } else if (!questions.isEmpty()) {
            sink.note("a message without a reply, on another branch than the current one, was left out");
        }
    }

    private void passOn(String previous, List<Entry> questions, @Nullable Entry reply) {
        ObjectNode request = settings.deepCopy();
        if (reply != null && reply.model() != null) {
            request.put("model", reply.model());
        }
        ArrayNode messages = request.putArray("messages");
        Instant at = reply == null ? null : reply.at();
        for (Entry question : questions) {
            messages.add(question.message());
            at = question.at() == null ? at : question.at();
        }
        byte[] response = reply == null || reply.message() == null
                ? null
                : Json.bytes(Replies.body(reply.id(), reply.at(), reply.model(), reply.message(), reply.usage()));
        Exchange exchange = Exchange.of(Json.bytes(request), response).withAt(at);
        sink.exchangeAfter(conversation, previous, exchange);
    }

    /** The messages from the first one to a leaf, without those that have nothing to keep. */
    private List<Entry> path(String leaf) {
        List<Entry> path = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Entry entry = entries.get(leaf);
                entry != null && seen.add(entry.id());
                entry = entry.parent() == null ? null : entries.get(entry.parent())) {
            if (entry.message() != null) {
                path.add(entry);
            }
        }
        Collections.reverse(path);
        return path;
    }
}
