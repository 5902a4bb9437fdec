package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.record.Exchange;
import io.histctl.record.imports.HistoryFile;
import io.histctl.record.imports.HistoryReader;
import io.histctl.record.imports.HistorySink;
import io.histctl.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/** Reads the chat completions in a HAR file, the HTTP archive that browsers and proxies write. */
public final class HarReader implements HistoryReader {
    @Override
    public String format() {
        return "har";
    }

    @Override
    public String description() {
        return "chat completions in an HTTP archive (HAR)";
    }

    @Override
    public String unit() {
        return "entry";
    }

    @Override
    public boolean recognizes(HistoryFile file) throws IOException {
        Set<String> names = Documents.names(file);
        return names.contains("log.entries") || (names.contains("log.creator") && names.contains("log.version"));
    }

    @Override
    public void read(HistoryFile file, HistorySink sink) throws IOException {
        for (JsonNode entry : Documents.whole(file).path("log").path("entries")) {
            sink.begin();
            entry(entry, sink);
        }
    }

    private static void entry(JsonNode entry, HistorySink sink) {
        JsonNode request = entry.path("request");
        String url = Values.text(request.path("url")).replaceFirst("[?#].*", "");
        if (!url.endsWith("/chat/completions")
                || !Values.text(request.path("method")).equals("POST")) {
            sink.note("requests other than chat completions were left out");
            return;
        }
        ObjectNode sent = Bodies.request(request.path("postData").path("text"));
        if (sent == null) {
            sink.problem("the request has no body with messages");
            return;
        }
        Instant at = Values.time(entry.path("startedDateTime"));
        byte[] received = body(entry.path("response").path("content"), sink);
        String id = Values.fingerprint("har", sent);
        sink.logged(
                id,
                Exchange.of(Json.bytes(sent), received.length == 0 ? null : received)
                        .withAt(at));
    }

    private static byte[] body(JsonNode content, HistorySink sink) {
        String text = Values.text(content.path("text"));
        if (text.isEmpty()) {
            sink.note("entries without the body of a response are kept as requests alone");
        }
        if (!Values.text(content.path("encoding")).equals("base64")) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            sink.note("bodies that are not valid base64 were left out");
            return new byte[0];
        }
    }
}
