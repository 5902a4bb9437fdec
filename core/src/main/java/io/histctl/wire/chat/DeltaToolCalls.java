package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.wire.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tool calls of a stream. Pieces belong to the call of their index; a new id begins a new call even if the index
 * is that of another one, or missing.
 */
final class DeltaToolCalls {
    private final List<DeltaToolCall> calls = new ArrayList<>();
    private final Map<Long, DeltaToolCall> byIndex = new HashMap<>();

    /** Adds a piece; {@code place} is its place among the pieces of its chunk, of which there are {@code count}. */
    void add(Fields piece, @Nullable Long index, int place, int count) {
        String id = ToolCallReader.idIn(piece.get("id"));
        DeltaToolCall call = index != null ? byIndex.get(index) : withoutIndex(id, place, count);
        if (call == null || !(id.isEmpty() || call.id().isEmpty() || call.id().equals(id))) {
            call = new DeltaToolCall();
            calls.add(call);
        }
        if (index != null) {
            byIndex.put(index, call);
        }
        call.add(piece);
    }

    private @Nullable DeltaToolCall withoutIndex(String id, int place, int count) {
        for (DeltaToolCall call : calls) {
            if (!id.isEmpty() && call.id().equals(id)) {
                return call;
            }
        }
        if (!id.isEmpty() || calls.isEmpty()) {
            return null;
        }
        int last = calls.size() - 1;
        return count == 1 ? calls.get(last) : place <= last ? calls.get(place) : null;
    }

    boolean isEmpty() {
        return calls.stream().allMatch(DeltaToolCall::isEmpty);
    }

    void addTo(ObjectNode message) {
        calls.stream().filter(call -> !call.isEmpty()).forEach(call -> call.addTo(message.withArray("tool_calls")));
    }
}
