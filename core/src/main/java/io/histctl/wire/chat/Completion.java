package io.histctl.wire.chat;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Message;
import io.histctl.model.Usage;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The written answer in the body of a Chat Completions response.
 *
 * @param text empty if the model wrote none
 * @param refusal empty if the model did not refuse
 * @param finishReason null if the server does not say why the answer ended
 * @param incomplete whether the answer came as a stream that broke off
 * @param error what the server reported instead of an answer, or in the middle of one
 */
@API(status = API.Status.INTERNAL)
public record Completion(
        String text,
        String refusal,
        @Nullable String finishReason,
        @Nullable Usage usage,
        boolean incomplete,
        @Nullable ChatError error) {

    /**
     * Reads the first choice of a response body: whole, streamed, or an error.
     *
     * @throws InvalidInputException if the body is none of these
     */
    public static Completion read(byte[] body) {
        ChatResponse response = ChatResponse.read(body, 0, false, null);
        if (response instanceof ChatError error) {
            return new Completion("", "", null, null, false, error);
        }
        ChatReply reply = (ChatReply) response;
        Message message = reply.message() == null ? null : reply.message().message();
        return new Completion(
                message == null ? "" : message.text(),
                message == null ? "" : message.refusal(),
                reply.finishReason(),
                reply.usage(),
                reply.incomplete(),
                reply.error());
    }
}
