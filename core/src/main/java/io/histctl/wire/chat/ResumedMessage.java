package io.histctl.wire.chat;

import io.histctl.model.AudioRef;
import io.histctl.model.Role;
import io.histctl.model.SentForm;
import io.histctl.model.SentForm.Speech;
import io.histctl.model.Turn;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.JsonTemplate;
import io.histctl.wire.Placeholder;
import java.util.List;
import org.apiguardian.api.API;

/** Renders a message of an app's own request. What need not change keeps its bytes. */
@API(status = API.Status.INTERNAL)
public final class ResumedMessage {
    private ResumedMessage() {}

    /**
     * The bytes to send.
     *
     * @param form in which to send it
     * @param json the message as the app sent it
     * @param turn the stored turn that it matches, or what the message itself says
     */
    public static byte[] render(SentForm form, ChatMessage message, JsonSlice json, Turn turn) {
        if (form.role() != Role.ASSISTANT) {
            JsonTemplate sent = JsonTemplate.whole(json.bytes());
            return MessageRenderer.render(form, new SourceMessage(() -> turn, false, true, sent))
                    .json();
        }
        if (isReady(form, message, json)) {
            return json.bytes();
        }
        AudioRef audio = turn.audio();
        String id = audio == null ? null : audio.id();
        List<Placeholder> ids = id == null ? List.of() : List.of(new Placeholder.Id(0, id));
        JsonTemplate template = new JsonTemplate(message.template().json(), ids);
        return MessageRenderer.render(form, new SourceMessage(() -> turn, true, false, template))
                .json();
    }

    private static boolean isReady(SentForm form, ChatMessage message, JsonSlice json) {
        if (!form.isComplete() || form.speech() == Speech.AS_TRANSCRIPT) {
            return false;
        }
        boolean byId = form.speech() == Speech.BY_AUDIO_ID;
        return byId == (message.audioId() != null)
                && !(byId && !message.message().parts().isEmpty())
                && MessageRules.check(Json.tree(json)) == null;
    }
}
