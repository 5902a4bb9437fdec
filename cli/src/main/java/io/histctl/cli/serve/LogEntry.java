package io.histctl.cli.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.cli.view.Printable;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The access log's entry for one request, without its body, its headers and its query. */
final class LogEntry {
    private final long begun = System.nanoTime();
    private final AtomicLong received = new AtomicLong(); // a body that is forwarded is read in another thread
    private long sent;
    private int status;
    private int sends;
    private String outcome = "failed";
    private @Nullable String conversation;
    private boolean changed;

    void received(int bytes) {
        received.addAndGet(bytes);
    }

    void sent(long bytes) {
        sent += bytes;
    }

    void status(int status) {
        this.status = status;
    }

    /** Notes a request to the API. */
    void countSend() {
        sends++;
    }

    /** Sets the outcome to log if the next step fails or was the last one. */
    void outcome(String outcome) {
        this.outcome = outcome;
    }

    void voiceChat(String conversation, boolean changed) {
        this.conversation = conversation;
        this.changed = changed;
    }

    boolean isVoiceChat() {
        return conversation != null;
    }

    String outcome() {
        return outcome;
    }

    /** One line of JSON. */
    String line(Instant now, String method, String path) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("time", now.toString()).put("method", method).put("path", path);
        line.put("status", status).put("outcome", outcome);
        line.put("millis", (System.nanoTime() - begun) / 1_000_000);
        line.put("received", received.get()).put("sent", sent).put("sends", sends);
        if (conversation != null) {
            line.put("conversation", conversation).put("changed", changed);
        }
        return Printable.json(line);
    }
}
