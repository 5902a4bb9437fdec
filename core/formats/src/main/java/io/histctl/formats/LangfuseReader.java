package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.record.imports.HistoryFile;
import io.histctl.record.imports.HistoryReader;
import io.histctl.record.imports.HistorySink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads generations of Langfuse: exported observations, or a trace or session that was downloaded as JSON. */
public final class LangfuseReader implements HistoryReader {
    @Override
    public String format() {
        return "langfuse";
    }

    @Override
    public String description() {
        return "observations, a trace or a session of Langfuse as JSON";
    }

    @Override
    public String unit() {
        return "generation";
    }

    @Override
    public boolean recognizes(HistoryFile file) throws IOException {
        return Documents.names(file).stream()
                .anyMatch(name -> name.matches("(.*\\.)?(parentObservationId|modelParameters)"));
    }

    @Override
    public void read(HistoryFile file, HistorySink sink) throws IOException {
        List<Generation> generations = new ArrayList<>();
        Documents.each(file, document -> collect(document, "", generations));
        generations.sort(Comparator.comparing(Generation::start)); // exports begin with the newest
        for (Generation generation : generations) {
            sink.begin();
            generation(generation, sink);
        }
    }

    private record Generation(JsonNode observation, String session) {
        String start() {
            return Values.text(observation.path("startTime"));
        }
    }

    /** Collects the generations of a session, a trace, a page of the API, or an observation. */
    private static void collect(JsonNode node, String outerSession, List<Generation> generations) {
        String own = Values.text(Values.first(node, "sessionId"));
        String session = own.isEmpty() ? Values.text(node.path("trace").path("sessionId")) : own;
        String inner = session.isEmpty() ? outerSession : session;
        for (String member : new String[] {"traces", "observations", "data"}) {
            node.path(member).forEach(child -> collect(child, inner, generations));
        }
        if (Values.text(node.path("type")).equals("GENERATION")) {
            generations.add(new Generation(node, inner));
        }
    }

    private static void generation(Generation generation, HistorySink sink) {
        JsonNode observation = generation.observation();
        ObjectNode request = Bodies.request(observation.path("input"));
        if (request == null) {
            sink.note("generations whose input is not a list of messages were left out");
            return;
        }
        String model = Values.textOrNull(Values.first(observation, "model", "providedModelName"));
        JsonNode parameters = Values.parsed(observation.path("modelParameters"));
        parameters.properties().forEach(setting -> {
            if (!request.has(setting.getKey()) && !setting.getValue().isNull()) {
                request.set(setting.getKey(), setting.getValue());
            }
        });
        if (model != null && !request.has("model")) {
            request.put("model", model);
        }
        String id = Values.text(observation.path("id"));
        ObjectNode response = Bodies.response(
                observation.path("output"),
                id,
                Values.time(Values.first(observation, "endTime", "startTime")),
                model,
                usage(observation));
        Bodies.passOn(sink, generation.session(), id, Values.time(observation.path("startTime")), request, response);
    }

    private static @Nullable JsonNode usage(JsonNode observation) {
        JsonNode usage = Values.first(observation, "usageDetails", "usage");
        return usage.has("input")
                ? Replies.usage(
                        usage.path("input").asLong(), usage.path("output").asLong())
                : null;
    }
}
