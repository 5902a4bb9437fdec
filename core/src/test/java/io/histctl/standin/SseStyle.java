package io.histctl.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * How the events of a stream are written.
 *
 * @param event the name in each event's {@code event:} line; empty for no such line
 * @param space whether a space follows {@code data:}
 * @param blankLines whether a blank line ends each event
 * @param done whether {@code [DONE]} ends the stream
 */
record SseStyle(String event, boolean space, boolean blankLines, boolean done) {
    static final SseStyle STANDARD = new SseStyle("", true, true, true);

    String write(List<? extends JsonNode> chunks) {
        StringBuilder text = new StringBuilder();
        chunks.forEach(chunk -> text.append(event(chunk.toString())));
        return text.append(done ? event("[DONE]") : "").toString();
    }

    private String event(String data) {
        return (event.isEmpty() ? "" : "event:" + gap() + event + "\n")
                + "data:" + gap() + data + "\n"
                + (blankLines ? "\n" : "");
    }

    private String gap() {
        return space ? " " : "";
    }
}
