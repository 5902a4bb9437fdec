package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.record.imports.HistoryFile;
import io.histctl.record.imports.HistoryReader;
import io.histctl.record.imports.HistorySink;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads logs of LiteLLM: its standard logging payloads, or rows of its table of spend logs. */
public final class LiteLlmReader implements HistoryReader {
    @Override
    public String format() {
        return "litellm";
    }

    @Override
    public String description() {
        return "logs of LiteLLM: logging payloads, or rows of its spend logs";
    }

    @Override
    public String unit() {
        return "log";
    }

    @Override
    public boolean recognizes(HistoryFile file) throws IOException {
        return Documents.names(file).contains("call_type");
    }

    @Override
    public void read(HistoryFile file, HistorySink sink) throws IOException {
        Documents.read(file, sink, log -> log(log, sink));
    }

    private static void log(JsonNode log, HistorySink sink) {
        String type = Values.text(log.path("call_type"));
        if (!type.isEmpty() && !type.endsWith("completion")) {
            sink.note("calls other than chat completions were left out");
            return;
        }
        if (Values.text(log.path("status")).equals("failure")) {
            sink.note("calls that failed were left out");
            return;
        }
        ObjectNode request = request(log);
        if (request == null) {
            sink.problem("the log has no messages; LiteLLM keeps them only if it is configured to");
            return;
        }
        String id = Values.text(Values.first(log, "id", "request_id"));
        Instant at = Values.time(log.path("startTime"));
        JsonNode usage = log.has("prompt_tokens")
                ? Replies.usage(
                        log.path("prompt_tokens").asLong(),
                        log.path("completion_tokens").asLong())
                : null;
        String model = Values.textOrNull(log.path("model"));
        ObjectNode response = Bodies.response(log.path("response"), id, Values.time(log.path("endTime")), model, usage);
        if (response == null) {
            sink.note("logs without a response are kept as requests alone");
        }
        Bodies.passOn(sink, Values.text(log.path("session_id")), id, at, request, response);
    }

    private static @Nullable ObjectNode request(JsonNode log) {
        ObjectNode sent = Bodies.request(log.path("proxy_server_request"));
        ObjectNode messages = Bodies.request(log.path("messages"));
        ObjectNode request = sent != null ? sent : messages;
        if (request != null) {
            log.path("model_parameters").properties().forEach(setting -> {
                if (!request.has(setting.getKey()) && !setting.getValue().isNull()) {
                    request.set(setting.getKey(), setting.getValue());
                }
            });
            if (!request.has("model") && log.hasNonNull("model")) {
                request.set("model", log.get("model"));
            }
        }
        return request;
    }
}
