package io.histctl.cli.view;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.record.Recorded;
import java.util.Locale;

/** The result of recording an exchange, as JSON. */
public final class RecordedJson {
    private RecordedJson() {}

    /** One object with every member, null if it does not apply. */
    public static ObjectNode of(Recorded recorded) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("conversation", recorded.conversation());
        node.put("outcome", recorded.outcome().name().toLowerCase(Locale.ROOT));
        node.put("from", recorded.turns() == 0 ? null : (Long) recorded.from());
        node.put("turns", recorded.turns());
        node.put("replaced", recorded.replaced());
        node.put("reply", recorded.reply());
        node.put("audioId", recorded.audioId());
        node.put(
                "expiresAt",
                recorded.expiresAt() == null ? null : recorded.expiresAt().toString());
        node.put("estimated", recorded.estimated());
        node.put("incomplete", recorded.incomplete());
        node.put("voiceLost", recorded.voiceLost());
        return node;
    }
}
