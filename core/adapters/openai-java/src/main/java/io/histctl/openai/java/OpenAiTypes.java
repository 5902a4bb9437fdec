package io.histctl.openai.java;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.histctl.record.Exchange;
import java.io.IOException;

/**
 * Converts between openai-java's types and the bodies that histctl records and exports.
 *
 * <pre>{@code
 * ChatCompletionCreateParams next = OpenAiTypes.params(chat.export(ExportOptions.DEFAULT).payload())
 *         .toBuilder().addUserMessage("And now?").build();
 * ChatCompletion reply = client.chat().completions().create(next);
 * chat.record(OpenAiTypes.exchange(next, reply));
 * }</pre>
 */
public final class OpenAiTypes {
    private OpenAiTypes() {}

    /** The exchange of these parameters and their reply. */
    public static Exchange exchange(ChatCompletionCreateParams params, ChatCompletion reply) {
        return Exchange.of(json(params._body()), json(reply));
    }

    /** The request body of these parameters. */
    public static byte[] request(ChatCompletionCreateParams params) {
        return json(params._body());
    }

    /**
     * The parameters of a request body, such as the payload of an export or a resumed request.
     *
     * @throws IllegalArgumentException if the body is not a request
     */
    public static ChatCompletionCreateParams params(byte[] request) {
        try {
            ChatCompletionCreateParams.Body body =
                    ObjectMappers.jsonMapper().readValue(request, ChatCompletionCreateParams.Body.class);
            return ChatCompletionCreateParams.builder().body(body).build();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the body is not a Chat Completions request; pass it as histctl returned it");
        }
    }

    private static byte[] json(Object value) {
        try {
            return ObjectMappers.jsonMapper().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("openai-java could not serialize its own type", e);
        }
    }
}
