package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.record.imports.HistoryFile;
import io.histctl.record.imports.HistoryReader;
import io.histctl.record.imports.HistorySink;
import java.io.IOException;
import java.util.Set;

/**
 * Reads training examples for OpenAI's fine-tuning: a line with {@code messages} for supervised training, or with
 * {@code input}, {@code preferred_output} and {@code non_preferred_output} for preferences.
 */
public final class FineTuningReader implements HistoryReader {
    private static final Set<String> MEMBERS =
            Set.of("messages", "tools", "parallel_tool_calls", "functions", "metadata", "weight");

    @Override
    public String format() {
        return "fine-tuning";
    }

    @Override
    public String description() {
        return "training examples for OpenAI's fine-tuning (JSONL)";
    }

    @Override
    public String unit() {
        return "line";
    }

    @Override
    public boolean recognizes(HistoryFile file) throws IOException {
        Set<String> names = Documents.names(file);
        boolean supervised = names.contains("messages.role")
                && names.stream().filter(name -> !name.contains(".")).allMatch(MEMBERS::contains);
        return supervised || (names.contains("input.messages") && names.contains("preferred_output"));
    }

    @Override
    public void read(HistoryFile file, HistorySink sink) throws IOException {
        Documents.read(file, sink, example -> example(example, sink));
    }

    private static void example(JsonNode example, HistorySink sink) {
        JsonNode input = example.has("input") ? example.path("input") : example;
        ObjectNode settings = Values.object();
        for (String name : new String[] {"tools", "parallel_tool_calls", "functions"}) {
            if (input.has(name)) {
                settings.set(name, input.get(name));
            }
        }
        Branches branches = new Branches(sink, Values.fingerprint("fine-tuning", example), settings);
        for (JsonNode message : input.path("messages")) {
            next(branches, message, sink);
        }
        if (example.has("preferred_output")) {
            branches.fork(() -> {
                for (JsonNode message : example.path("non_preferred_output")) {
                    next(branches, message, sink);
                }
            });
            for (JsonNode message : example.path("preferred_output")) {
                next(branches, message, sink);
            }
        }
        branches.passOn();
    }

    private static void next(Branches branches, JsonNode message, HistorySink sink) {
        if (!(message instanceof ObjectNode object)) {
            sink.note("a message that is not an object was left out");
            return;
        }
        ObjectNode kept = object.deepCopy();
        if (kept.remove("weight") != null) {
            sink.note("weights of messages were left out");
        }
        branches.next(null, kept, null, null);
    }
}
