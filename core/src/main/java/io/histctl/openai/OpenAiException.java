package io.histctl.openai;

import io.histctl.error.HistoryException;
import org.apiguardian.api.API;

/**
 * A request to a model's server failed. The message quotes neither the conversation nor the key.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class OpenAiException extends HistoryException {
    OpenAiException(String message) {
        super(message);
    }
}
