package io.histctl.export;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Role;
import io.histctl.model.TokenCounter;
import io.histctl.model.Tokens;
import io.histctl.store.InputTokens;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.ChatRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The messages that a caller appends to the history. */
record AppendedMessages(List<ChatMessage> messages) {
    /**
     * Reads one JSON object or an array of them; null for no messages.
     *
     * @throws InvalidInputException if it is neither, or a message replays an audio id
     */
    static AppendedMessages read(@Nullable String json) {
        if (json == null) {
            return new AppendedMessages(List.of());
        }
        List<ChatMessage> messages =
                ChatRequest.readMessages(json.getBytes(StandardCharsets.UTF_8), "the JSON to append");
        if (messages.stream().anyMatch(message -> message.audioId() != null)) {
            throw new InvalidInputException(
                    "the JSON to append replays an audio id, which an export does itself while the id is usable; append only"
                            + " new messages");
        }
        return new AppendedMessages(messages);
    }

    /** The ids of the calls whose results they begin with. */
    List<String> answeredCalls() {
        return messages.stream()
                .takeWhile(message -> message.message().role() == Role.TOOL)
                .map(message -> message.message().toolCallId())
                .filter(Objects::nonNull)
                .toList();
    }

    Tokens tokens(TokenCounter counter) {
        Tokens tokens = Tokens.NONE;
        for (ChatMessage message : messages) {
            tokens = tokens.plus(InputTokens.of(message, counter));
        }
        return tokens;
    }
}
