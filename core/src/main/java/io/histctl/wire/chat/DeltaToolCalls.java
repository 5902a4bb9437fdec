package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.wire.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tool calls of a stream, joined from their deltas. A delta belongs to the call of its index; a new id begins a new
 * call, even if the index is missing or repeated.
 */
final class DeltaToolCalls {
    private final List<DeltaToolCall> calls = new ArrayList<>();
    private final Map<Long, DeltaToolCall> byIndex = new HashMap<>();

    /** Adds a delta, the one at {@code place} of the {@code count} deltas of its chunk. */
    void add(Fields delta, @Nullable Long index, int place, int count) {
        String id = ToolCallReader.idIn(delta.get("id"));
        DeltaToolCall call = index != null ? byIndex.get(index) : withoutIndex(id, place, count);
        if (call == null || !(id.isEmpty() || call.id().isEmpty() || call.id().equals(id))) {
            call = new DeltaToolCall();
            calls.add(call);
        }
        if (index != null) {
            byIndex.put(index, call);
        }
        call.add(delta);
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
