package io.histctl.wire.chat;

import io.histctl.model.AudioRef;
import io.histctl.model.Role;
import io.histctl.model.Turn;
import io.histctl.resume.Decision;
import io.histctl.resume.PlannedTurn;
import io.histctl.resume.PlannedTurn.Calls;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.util.List;
import org.apiguardian.api.API;

/** Renders a message of an app's own request as planned. What need not change keeps its bytes. */
@API(status = API.Status.INTERNAL)
public final class ResumedMessage {
    private ResumedMessage() {}

    /**
     * The bytes to send.
     *
     * @param json the message as the app sent it
     * @param turn the stored turn that it matches, or what the message itself says
     */
    public static byte[] render(PlannedTurn plan, ChatMessage message, JsonSlice json, Turn turn) {
        if (plan.role() != Role.ASSISTANT) {
            SourceTurn sent = new SourceTurn(() -> turn, false, false, true, json.bytes(), List.of(), List.of());
            return ChangedParts.replace(sent, plan.parts()).json();
        }
        if (isReady(plan, message, json)) {
            return json.bytes();
        }
        AudioRef audio = turn.audio();
        String id = audio == null ? null : audio.id();
        List<Insert> inserts = id == null || plan.decision() != Decision.BY_AUDIO_ID
                ? List.of()
                : List.of(new Insert(0, false, () -> Json.quoted(id)));
        boolean tools = !turn.message().toolCalls().isEmpty()
                || !message.message().toolCalls().isEmpty();
        return MessageRenderer.render(
                        plan, new SourceTurn(() -> turn, true, tools, false, message.rest(), inserts, List.of()))
                .json();
    }

    /** The message that contains a summary, in the role of the instructions. */
    public static byte[] summary(Role role, String text) {
        return Json.bytes(
                Json.mapper().createObjectNode().put("role", role.toString()).put("content", text));
    }

    private static boolean isReady(PlannedTurn plan, ChatMessage message, JsonSlice json) {
        if (plan.calls() != Calls.KEPT || plan.decision() == Decision.AS_TRANSCRIPT) {
            return false;
        }
        boolean byId = plan.decision() == Decision.BY_AUDIO_ID;
        return byId == (message.audioId() != null)
                && !(byId && !message.message().parts().isEmpty())
                && MessageRules.check(Json.tree(json)) == null;
    }
}
