package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.record.Exchange;
import io.histctl.record.imports.HistoryFile;
import io.histctl.record.imports.HistoryReader;
import io.histctl.record.imports.HistorySink;
import io.histctl.wire.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads chat completions that OpenAI stored ({@code store: true}): pages of the list, and pages of the messages of each
 * completion, all in one file.
 */
public final class StoredCompletionsReader implements HistoryReader {
    private static final List<String> SETTINGS =
            List.of("model", "tools", "tool_choice", "temperature", "top_p", "seed", "response_format", "metadata");

    @Override
    public String format() {
        return "openai-stored";
    }

    @Override
    public String description() {
        return "stored chat completions of OpenAI: pages of the list and of /messages in one file";
    }

    @Override
    public String unit() {
        return "completion";
    }

    @Override
    public boolean recognizes(HistoryFile file) throws IOException {
        Set<String> names = Documents.names(file);
        return names.contains("has_more") && (names.contains("data.choices") || names.contains("data.role"));
    }

    @Override
    public void read(HistoryFile file, HistorySink sink) throws IOException {
        Map<String, JsonNode> completions = new LinkedHashMap<>();
        Map<String, ArrayNode> messages = new LinkedHashMap<>();
        Documents.each(file, page -> {
            for (JsonNode item :
                    page.has("data") ? page.path("data") : Values.array().add(page)) {
                String id = Values.text(item.path("id"));
                if (item.has("choices")) {
                    completions.put(id, item);
                } else if (item.has("role")) {
                    // the id of a message is that of its completion and a number
                    messages.computeIfAbsent(id.replaceFirst("-\\d+$", ""), key -> Values.array())
                            .add(item);
                }
            }
            if (page.path("has_more").asBoolean()) {
                sink.note("a page says that more follow; make sure that they are in the file");
            }
        });
        List<JsonNode> oldestFirst = new ArrayList<>(completions.values());
        oldestFirst.sort(Comparator.comparingLong(item -> item.path("created").asLong()));
        for (JsonNode completion : oldestFirst) {
            sink.begin();
            completion(completion, messages.get(Values.text(completion.path("id"))), sink);
        }
    }

    private static void completion(JsonNode completion, @Nullable ArrayNode messages, HistorySink sink) {
        if (messages == null) {
            sink.note("the file has no messages of the completion, only its reply");
        }
        ObjectNode request = Values.object();
        for (String name : SETTINGS) {
            if (completion.hasNonNull(name)) {
                request.set(name, completion.get(name));
            }
        }
        ArrayNode kept = request.putArray("messages");
        if (messages != null) {
            messages.forEach(message -> kept.add(message(message)));
        }
        String id = Values.text(completion.path("id"));
        Instant at = Values.time(completion.path("created"));
        Exchange exchange =
                Exchange.of(Json.bytes(request), Json.bytes(completion)).withAt(at);
        sink.logged(id, exchange);
    }

    /** The message as it was sent. */
    private static ObjectNode message(JsonNode item) {
        ObjectNode message = item.deepCopy();
        message.remove("id");
        JsonNode parts = message.remove("content_parts");
        if (parts != null && parts.isArray()) {
            message.set("content", parts);
        }
        List<String> absent = new ArrayList<>();
        message.fieldNames().forEachRemaining(name -> {
            if (message.get(name).isNull() && !name.equals("content")) {
                absent.add(name);
            }
        });
        message.remove(absent);
        return message;
    }
}
