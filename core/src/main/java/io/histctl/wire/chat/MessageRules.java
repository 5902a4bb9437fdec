package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.model.Role;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.util.Iterator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Rules for one message by itself: V2, V3, V6, V7 and V12. */
@API(status = API.Status.INTERNAL)
public final class MessageRules {
    private MessageRules() {}

    /** The first rule that the message with this JSON breaks; null if it breaks none. */
    public static @Nullable Problem check(byte[] message) {
        return check(Json.tree(JsonSlice.of(message)));
    }

    static @Nullable Problem check(JsonNode message) {
        for (Iterator<String> names = message.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (ChatApi.REPLY_MESSAGE_MEMBERS.contains(name)) {
                return new Problem("V12", "has the member " + name + ", which belongs to a reply");
            }
        }
        Role role = Role.of(message.path("role").asText());
        if (role == Role.ASSISTANT) {
            return AssistantRules.check(message);
        }
        if (role == Role.OTHER) {
            return new Problem("V6", "has a role that a request may not contain");
        }
        return message.has("audio")
                ? new Problem("V2", "has audio, which only an assistant turn may have")
                : PartRules.check(role.toString(), message.path("content"));
    }
}
