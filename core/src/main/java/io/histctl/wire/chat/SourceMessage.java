package io.histctl.wire.chat;

import io.histctl.model.SentForm;
import io.histctl.model.Turn;
import io.histctl.wire.JsonTemplate;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * A message to be rendered.
 *
 * @param turn what it says, which is read from few messages
 * @param spoken whether it has an audio id, or had one
 * @param sendable whether it can be sent as it is
 */
@API(status = API.Status.INTERNAL)
public record SourceMessage(Supplier<Turn> turn, boolean spoken, boolean sendable, JsonTemplate template) {
    /** The message in the form in which it is sent. */
    public JsonTemplate rendered(SentForm form) {
        return MessageRenderer.render(form, this);
    }
}
