package io.histctl.cli.view;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.model.AudioRef;
import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.model.Reply;
import io.histctl.model.Turn;
import io.histctl.model.Usage;
import io.histctl.resume.AudioStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A turn as JSON. */
public final class TurnJson {
    private TurnJson() {}

    public static ObjectNode of(Turn turn, Instant at) {
        Message message = turn.message();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("position", turn.position());
        node.put("role", turn.role().toString());
        optional(node, "name", message.name());
        node.put("at", turn.saidAt().toString());
        node.put("standing", turn.standing().name().toLowerCase(Locale.ROOT));
        node.put("incomplete", turn.incomplete());
        node.put("text", text(turn));
        optional(node, "refusal", message.refusal().isEmpty() ? null : message.refusal());
        optional(node, "transcript", turn.transcript());
        calls(node, message);
        sounds(node, message);
        ReferenceText.json(node, message, at);
        if (turn.audio() != null) {
            audio(node.putObject("audio"), turn.audio(), at);
        }
        if (turn.reply() != null) {
            reply(node.putObject("reply"), turn.reply());
        }
        return node;
    }

    /** The words of a turn: written, spoken by the assistant, or the transcript of a user. */
    private static String text(Turn turn) {
        String written = turn.message().text();
        String spoken =
                turn.message().audioTranscript() != null ? turn.message().audioTranscript() : turn.transcript();
        return written.isEmpty() ? (spoken == null ? "" : spoken) : written;
    }

    private static void calls(ObjectNode node, Message message) {
        if (!message.toolCalls().isEmpty()) {
            var calls = node.putArray("toolCalls");
            message.toolCalls()
                    .forEach(call -> calls.addObject()
                            .put("id", call.id())
                            .put("name", call.name())
                            .put("arguments", call.arguments()));
        }
        optional(node, "answers", message.toolCallId());
    }

    private static void sounds(ObjectNode node, Message message) {
        List<Part.Sound> sounds = message.sounds();
        if (sounds.isEmpty()) {
            return;
        }
        var array = node.putArray("sounds");
        for (Part.Sound sound : sounds) {
            array.addObject()
                    .put("format", sound.format())
                    .put("bytes", sound.bytes())
                    .put("seconds", seconds(sound.length()))
                    .put("kept", sound.kept());
        }
    }

    private static void audio(ObjectNode node, AudioRef audio, Instant at) {
        AudioRef.Expiry expiry = audio.expiry();
        Instant reported = expiry.reportedAt();
        node.put("id", audio.id());
        node.put("expiresAt", reported == null ? null : reported.toString());
        node.put("estimated", expiry.estimated());
        String status = new AudioStatus(expiry.at(), expiry.goneAt() != null, expiry.prunedAt() != null).describe(at);
        node.put("status", status);
        node.put("life", status); // the name of earlier versions, for this release
        AudioRef.Speech speech = audio.speech();
        node.put("seconds", seconds(speech.length()));
        node.put("heardSeconds", seconds(speech.heard()));
        node.put("measured", speech.measured());
        node.put("format", speech.format());
        node.put("voice", speech.voice());
        node.put("bytes", speech.bytes());
        node.put("kept", speech.kept());
    }

    private static void reply(ObjectNode node, Reply reply) {
        Usage usage = reply.usage();
        node.put("id", reply.responseId());
        node.put("model", reply.model());
        node.put("created", reply.created() == null ? null : reply.created().toString());
        node.put("finishReason", reply.finishReason());
        node.put("voiceLost", reply.voiceLost());
        if (usage != null) {
            node.putObject("usage")
                    .put("promptTokens", usage.promptTokens())
                    .put("completionTokens", usage.completionTokens())
                    .put("audioTokens", usage.audioTokens())
                    .put("textTokens", usage.textTokens());
        }
    }

    private static @Nullable Double seconds(@Nullable Duration length) {
        return length == null ? null : (Double) (length.toMillis() / 1000.0);
    }

    private static void optional(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
