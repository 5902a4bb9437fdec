package io.histctl.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.error.InvalidInputException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a reply that came whole. */
final class ReplyReader {
    private ReplyReader() {}

    static CapturedReply read(
            Map<String, RawJson> members, @Nullable Integer number, boolean keepSound, @Nullable String audioFormat) {
        RawJson choices = members.remove("choices");
        if (choices == null || !choices.isArray()) {
            throw new InvalidInputException("the response is neither a reply (it has no choices) nor a stream nor an"
                    + " error body; record the body as it was received");
        }
        Map<String, RawJson> choice = choose(choices.elements(), number).members();
        RawJson message = choice.get("message");
        if (message == null || !message.isObject()) {
            throw new InvalidInputException(
                    "choices[].message is missing in the response; record the body as it was received");
        }
        CapturedMessage captured = CapturedMessage.of(message, "choices[].message", keepSound, audioFormat);
        return envelope(members, captured, string(choice.get("finish_reason"), "choices[].finish_reason"));
    }

    private static CapturedReply envelope(
            Map<String, RawJson> members, CapturedMessage message, @Nullable String finishReason) {
        RawJson given = members.get("usage");
        RawJson usage = given == null || given.isNull() ? null : given;
        return new CapturedReply(
                message,
                string(members.get("id"), "id"),
                string(members.get("model"), "model"),
                seconds(members.get("created"), "created"),
                finishReason,
                usage == null ? null : usage.bytes(),
                usage == null ? null : UsageReader.read(Fields.of(Json.tree(usage), "usage")),
                false);
    }

    private static RawJson choose(List<RawJson> choices, @Nullable Integer number) {
        for (int i = 0; i < choices.size(); i++) {
            RawJson choice = choices.get(i);
            if (!choice.isObject()) {
                throw Fields.wrong(Json.tree(choice), "choices[" + i + "]", "an object");
            }
            RawJson index = choice.members().get("index");
            boolean named = number != null && (index == null ? i == number : isNumber(index, number));
            if (named || (number == null && choices.size() == 1)) {
                return choice;
            }
        }
        if (number != null) {
            throw new InvalidInputException("the response has no choice " + number + "; it has " + choices.size());
        }
        throw new InvalidInputException(
                choices.isEmpty()
                        ? "the response has no choice; there is nothing to record"
                        : "the response has " + choices.size() + " choices; say which one the app went on with"
                                + " (--choice N)");
    }

    private static boolean isNumber(RawJson value, int number) {
        JsonNode node = Json.tree(value);
        return node.isInt() && node.intValue() == number;
    }

    static @Nullable String string(@Nullable RawJson value, String path) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw Fields.wrong(Json.tree(value), path, "a string");
        }
        return value.string();
    }

    static @Nullable Instant seconds(@Nullable RawJson value, String path) {
        JsonNode node = value == null ? null : Json.tree(value);
        return node == null || node.isNull() ? null : Fields.seconds(node, path);
    }
}
