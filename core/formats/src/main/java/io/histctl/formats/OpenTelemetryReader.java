package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.record.imports.HistoryFile;
import io.histctl.record.imports.HistoryReader;
import io.histctl.record.imports.HistorySink;
import java.io.IOException;
import java.util.Set;

/** Reads spans of OpenTelemetry's conventions for generative AI, in OTLP JSON with the content of messages. */
public final class OpenTelemetryReader implements HistoryReader {
    @Override
    public String format() {
        return "otel";
    }

    @Override
    public String description() {
        return "OpenTelemetry GenAI spans with messages, as OTLP JSON";
    }

    @Override
    public String unit() {
        return "span";
    }

    @Override
    public boolean recognizes(HistoryFile file) throws IOException {
        Set<String> names = Documents.names(file);
        return names.contains("resourceSpans") || names.contains("resource_spans");
    }

    @Override
    public void read(HistoryFile file, HistorySink sink) throws IOException {
        Documents.each(file, document -> {
            for (JsonNode resource : Values.first(document, "resourceSpans", "resource_spans")) {
                for (JsonNode scope : Values.first(resource, "scopeSpans", "scope_spans")) {
                    for (JsonNode span : scope.path("spans")) {
                        sink.begin();
                        span(span, sink);
                    }
                }
            }
        });
    }

    private static void span(JsonNode span, HistorySink sink) {
        GenAiSpan chat = new GenAiSpan(span, sink);
        if (!chat.isChat()) {
            sink.note("spans other than of chats were left out");
            return;
        }
        ObjectNode request = chat.request();
        if (request == null) {
            sink.problem("the span has no messages; record the content of messages in the instrumentation");
            return;
        }
        Bodies.passOn(sink, chat.conversation(), chat.id(), chat.start(), request, chat.response());
    }
}
