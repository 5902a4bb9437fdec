package io.histctl.cli.page;

import io.histctl.model.Message;
import io.histctl.model.ToolCall;
import io.histctl.model.Turn;
import java.util.HashMap;
import java.util.Map;

/** The names of the tools that were called, by the ids of the calls. Some servers give an id to several calls. */
final class ToolNames {
    private final Map<String, String> names = new HashMap<>();

    /** Notes the calls of a turn, in the order of turns. */
    void add(Turn turn) {
        for (ToolCall call : turn.message().toolCalls()) {
            names.put(call.id(), call.name());
        }
    }

    /** The tool whose result a message is; empty if its call is unknown. */
    String of(Message result) {
        String id = result.toolCallId();
        String name = id == null ? result.name() : names.get(id);
        return name == null ? "" : name;
    }
}
