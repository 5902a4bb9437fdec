package io.histctl.export;

import java.util.List;

/**
 * The events that begin a session of the Realtime API which continues a conversation.
 *
 * @param events client events as JSON, to be sent in this order
 * @param notes what was left out or differs from the request, one sentence for each item
 */
public record RealtimeSession(List<String> events, List<String> notes) {
    public RealtimeSession {
        events = List.copyOf(events);
        notes = List.copyOf(notes);
    }
}
