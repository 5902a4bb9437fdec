package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.record.imports.HistoryFile;
import io.histctl.record.imports.HistoryReader;
import io.histctl.record.imports.HistorySink;
import java.io.IOException;
import java.util.Set;

/** Reads requests that Helicone exports with their bodies, as JSON or JSON Lines. */
public final class HeliconeReader implements HistoryReader {
    @Override
    public String format() {
        return "helicone";
    }

    @Override
    public String description() {
        return "requests exported by Helicone with their bodies (JSON or JSONL)";
    }

    @Override
    public String unit() {
        return "request";
    }

    @Override
    public boolean recognizes(HistoryFile file) throws IOException {
        Set<String> names = Documents.names(file);
        return names.contains("request_created_at") || names.contains("data.request_created_at");
    }

    @Override
    public void read(HistoryFile file, HistorySink sink) throws IOException {
        Documents.read(file, sink, document -> {
            if (document.path("data").isArray()) { // a page of the API
                document.path("data").forEach(request -> request(request, sink));
            } else {
                request(document, sink);
            }
        });
    }

    private static void request(JsonNode row, HistorySink sink) {
        ObjectNode request = Bodies.request(row.path("request_body"));
        if (request == null) {
            sink.problem("the request has no body with messages; export with the bodies included");
            return;
        }
        if (row.path("response_status").asInt(200) >= 400) {
            sink.note("requests that failed were left out");
            return;
        }
        String id = Values.text(row.path("request_id"));
        JsonNode properties = Values.first(row, "request_properties", "properties");
        String session = Values.text(properties.path("Helicone-Session-Id"));
        ObjectNode response = Bodies.response(
                row.path("response_body"), id, Values.time(row.path("response_created_at")), null, null);
        Bodies.passOn(sink, session, id, Values.time(row.path("request_created_at")), request, response);
    }
}
