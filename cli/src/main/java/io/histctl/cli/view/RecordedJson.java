package io.histctl.cli.view;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.record.Recorded;
import io.histctl.record.RecordedReply;
import org.jspecify.annotations.Nullable;

/** The result of recording an exchange, as JSON. */
public final class RecordedJson implements Recorded.Visitor<ObjectNode> {
    private RecordedJson() {}

    /** One object with every member, null if it does not apply. */
    public static ObjectNode of(Recorded recorded) {
        ObjectNode node = recorded.accept(new RecordedJson());
        recorded.notes().forEach(node.putArray("notes")::add);
        return node;
    }

    @Override
    public ObjectNode stored(Recorded.Stored recorded) {
        ObjectNode node = node(recorded, "stored");
        Recorded.NewTurns turns = recorded.turns();
        node.put("from", turns.count() == 0 ? null : (Long) turns.from());
        node.put("turns", turns.count());
        node.put("replaced", recorded.replaced());
        node.put("untranscribed", turns.untranscribed());
        return withReply(node, recorded.answer());
    }

    @Override
    public ObjectNode completed(Recorded.Completed recorded) {
        return withReply(withoutTurns(node(recorded, "completed")), recorded.answer());
    }

    @Override
    public ObjectNode stillIncomplete(Recorded.StillIncomplete recorded) {
        return withReply(withoutTurns(node(recorded, "known")), recorded.answer());
    }

    @Override
    public ObjectNode duplicate(Recorded.Duplicate recorded) {
        return withReply(withoutTurns(node(recorded, "known")), null).put("reply", recorded.position());
    }

    @Override
    public ObjectNode audioGone(Recorded.AudioGone recorded) {
        return withReply(withoutTurns(node(recorded, "gone")), null)
                .put("reply", recorded.position())
                .put("audioId", recorded.audioId());
    }

    @Override
    public ObjectNode referenceGone(Recorded.ReferenceGone recorded) {
        return withReply(withoutTurns(node(recorded, "gone")), null).put("reference", recorded.reference());
    }

    @Override
    public ObjectNode apiError(Recorded.ApiError recorded) {
        return withReply(withoutTurns(node(recorded, "refused")), null);
    }

    private static ObjectNode node(Recorded recorded, String outcome) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("conversation", recorded.conversation())
                .put("outcome", outcome);
    }

    private static ObjectNode withoutTurns(ObjectNode node) {
        return node.putNull("from").put("turns", 0).put("replaced", 0).put("untranscribed", 0);
    }

    /** The code with which the server ended the stream; null if it did not. */
    private static @Nullable String error(@Nullable RecordedReply reply) {
        RecordedReply.StreamError error = reply == null ? null : reply.error();
        return error == null ? null : error.code() == null ? "error" : error.code();
    }

    private static ObjectNode withReply(ObjectNode node, @Nullable RecordedReply reply) {
        RecordedReply.Audio audio = reply == null ? null : reply.audio();
        return node.put("reply", reply == null ? null : (Long) reply.position())
                .put("audioId", audio == null ? null : audio.id())
                .put("expiresAt", audio == null ? null : audio.expiresAt().toString())
                .put("estimated", audio != null && audio.estimated())
                .put("incomplete", reply != null && reply.incomplete())
                .put("voiceLost", reply != null && reply.voiceLost())
                .put("error", error(reply));
    }
}
