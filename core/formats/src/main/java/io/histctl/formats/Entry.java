package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation, as a tool keeps it.
 *
 * @param id within the conversation
 * @param parent id of the message before it; null for a first one
 * @param at when it was written; null if that is not known
 * @param message of Chat Completions; null if it has nothing to keep
 * @param model that wrote a reply; null if that is not known
 * @param usage of a reply; null if that is not known
 */
record Entry(
        String id,
        @Nullable String parent,
        @Nullable Instant at,
        @Nullable ObjectNode message,
        @Nullable String model,
        @Nullable JsonNode usage) {

    boolean isReply() {
        return message != null && Messages.isReply(message);
    }
}
