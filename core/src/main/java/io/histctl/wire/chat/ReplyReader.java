package io.histctl.wire.chat;

import io.histctl.error.InvalidInputException;
import io.histctl.error.Remedy;
import io.histctl.wire.Fields;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.Metadata;
import io.histctl.wire.Notes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an unstreamed reply. */
final class ReplyReader {
    private ReplyReader() {}

    static ChatReply read(
            Map<String, JsonSlice> members, @Nullable Integer number, boolean keepSound, @Nullable String audioFormat) {
        JsonSlice choices = members.get("choices");
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
        Notes notes = new Notes();
        ChatMessage read = ChatMessage.ofReply(message, "choices[].message", keepSound, audioFormat, notes);
        JsonSlice usage = members.get("usage");
        ReplyHead head = ReplyHead.EMPTY
                .plus(
                        Metadata.of(members, "", notes),
                        usage != null && usage.isObject() && usage.length() > 2 ? usage.bytes() : null)
                .withFinishReason(Metadata.of(choice, "choices[]", notes).text("finish_reason"));
        return new ChatReply(read, head, false, null, notes.list());
    }

    private static JsonSlice choose(List<JsonSlice> choices, @Nullable Integer number) {
        for (int i = 0; i < choices.size(); i++) {
            JsonSlice choice = choices.get(i);
            if (!choice.isObject()) {
                throw Fields.wrong(Json.tree(choice), "choices[" + i + "]", "an object");
            }
            Long index = Metadata.of(choice.members(), "choices[]", new Notes()).whole("index");
            boolean named = number != null && (index == null ? i == number : index.equals(number.longValue()));
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
}
