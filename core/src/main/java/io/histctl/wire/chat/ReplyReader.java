package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.error.InvalidInputException;
import io.histctl.error.Remedy;
import io.histctl.wire.Fields;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a reply that came whole. */
final class ReplyReader {
    private ReplyReader() {}

    static ChatReply read(
            Map<String, JsonSlice> members, @Nullable Integer number, boolean keepSound, @Nullable String audioFormat) {
        JsonSlice choices = members.remove("choices");
        if (choices == null || !choices.isArray()) {
            throw new InvalidInputException("the response is neither a reply (it has no choices) nor a stream nor an"
                    + " error body; record the body as it was received");
        }
        Map<String, JsonSlice> choice = choose(choices.elements(), number).members();
        JsonSlice message = choice.get("message");
        if (message == null || !message.isObject()) {
            throw new InvalidInputException(
                    "choices[].message is missing in the response; record the body as it was received");
        }
        ChatMessage captured = ChatMessage.of(message, "choices[].message", keepSound, audioFormat);
        return envelope(members, captured, string(choice.get("finish_reason"), "choices[].finish_reason"));
    }

    private static ChatReply envelope(
            Map<String, JsonSlice> members, ChatMessage message, @Nullable String finishReason) {
        JsonSlice given = members.get("usage");
        JsonSlice usage = given == null || given.isNull() ? null : given;
        return new ChatReply(
                message,
                string(members.get("id"), "id"),
                string(members.get("model"), "model"),
                seconds(members.get("created"), "created"),
                finishReason,
                usage == null ? null : usage.bytes(),
                usage == null ? null : UsageReader.read(Fields.of(Json.tree(usage), "usage")),
                false);
    }

    private static JsonSlice choose(List<JsonSlice> choices, @Nullable Integer number) {
        for (int i = 0; i < choices.size(); i++) {
            JsonSlice choice = choices.get(i);
            if (!choice.isObject()) {
                throw Fields.wrong(Json.tree(choice), "choices[" + i + "]", "an object");
            }
            JsonSlice index = choice.members().get("index");
            boolean named = number != null && (index == null ? i == number : isNumber(index, number));
            if (named || (number == null && choices.size() == 1)) {
                return choice;
            }
        }
        if (number != null) {
            throw new InvalidInputException("the response has no choice " + number + "; it has " + choices.size());
        }
        if (choices.isEmpty()) {
            throw new InvalidInputException("the response has no choice; there is nothing to record");
        }
        throw new InvalidInputException(
                "the response has " + choices.size()
                        + " choices; name the one that the app continued with, by its index",
                Remedy.NAME_CHOICE);
    }

    private static boolean isNumber(JsonSlice value, int number) {
        JsonNode node = Json.tree(value);
        return node.isInt() && node.intValue() == number;
    }

    static @Nullable String string(@Nullable JsonSlice value, String path) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw Fields.wrong(Json.tree(value), path, "a string");
        }
        return value.string();
    }

    static @Nullable Instant seconds(@Nullable JsonSlice value, String path) {
        JsonNode node = value == null ? null : Json.tree(value);
        return node == null || node.isNull() ? null : Fields.seconds(node, path);
    }
}
