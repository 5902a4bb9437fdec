package io.histctl.wire.chat;

import io.histctl.model.Reference;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.JsonTemplate;
import io.histctl.wire.Placeholder;
import io.histctl.wire.SoundData;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Cuts audio ids, sound and the queries of signed URLs out of a message's JSON, so that what expires and what is large is
 * stored apart from the turn.
 */
@API(status = API.Status.INTERNAL)
public final class MessageCutter {
    private final JsonSlice message;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private final List<Placeholder> cuts = new ArrayList<>();
    private final List<SoundData> inContent = new ArrayList<>();
    private int copied;
    private @Nullable SoundData assistantSound;
    private @Nullable JsonSlice expiresAt;
    private boolean hasInvalidId;

    private MessageCutter(JsonSlice message) {
        this.message = message;
        this.copied = message.from();
    }

    /**
     * A message with what was cut out of it.
     *
     * @param inContent sound of the content's parts, in their order
     * @param sound the assistant's, kept or not
     * @param expiresAt the reported expiry of the audio id, in any form; null if there is none
     * @param hasInvalidId whether its audio id is not a string
     */
    public record Result(
            JsonTemplate template,
            List<SoundData> inContent,
            @Nullable SoundData sound,
            @Nullable JsonSlice expiresAt,
            boolean hasInvalidId) {
        /** The reference of a part with the query that was cut out of it. */
        Reference reference(int part, Reference found) {
            Placeholder.Query query = template.query(part);
            return query == null ? found : PartReferences.renewed(found, query.url());
        }
    }

    /** @param keepSound whether an assistant's sound is kept; a user's always is */
    static Result cut(JsonSlice message, boolean keepSound, @Nullable String replyFormat) {
        MessageCutter cutter = new MessageCutter(message);
        for (Map.Entry<String, JsonSlice> member : message.members().entrySet()) {
            if (member.getKey().equals("audio") && member.getValue().isObject()) {
                cutter.audio(member.getValue().members(), keepSound, replyFormat);
            } else if (member.getKey().equals("content") && member.getValue().isArray()) {
                cutter.parts(member.getValue().elements());
            }
        }
        return cutter.result();
    }

    /** Cuts only the queries of signed URLs, as in a message that was cut before these were. */
    public static Result cutReferences(JsonSlice message) {
        MessageCutter cutter = new MessageCutter(message);
        JsonSlice content = message.members().get("content");
        if (content != null && content.isArray()) {
            List<JsonSlice> parts = content.elements();
            for (int i = 0; i < parts.size(); i++) {
                cutter.reference(i, parts.get(i));
            }
        }
        return cutter.result();
    }

    private Result result() {
        copyTo(message.to());
        return new Result(
                new JsonTemplate(rest.toByteArray(), cuts),
                List.copyOf(inContent),
                assistantSound,
                expiresAt,
                hasInvalidId);
    }

    private void parts(List<JsonSlice> parts) {
        for (int i = 0; i < parts.size(); i++) {
            reference(i, parts.get(i));
            sound(parts.get(i));
        }
    }

    private void reference(int index, JsonSlice part) {
        SignedPart signed = SignedPart.of(part);
        if (signed != null) {
            copyTo(signed.from());
            copied = signed.to();
            cuts.add(new Placeholder.Query(rest.size(), index, signed.url(), signed.query(message.source())));
        }
    }

    private void audio(Map<String, JsonSlice> audio, boolean keepSound, @Nullable String format) {
        audio.forEach((name, value) -> {
            if (value.isString() && name.equals("id") && value.length() > 2) {
                take(value);
                cuts.add(new Placeholder.Id(rest.size(), value.string()));
            } else if (value.isString() && name.equals("data") && value.length() > 2) {
                take(value);
                SoundData sound = SoundData.of(value, format);
                assistantSound = sound;
                if (keepSound) {
                    cuts.add(new Placeholder.Sound(rest.size(), sound));
                }
            } else if (name.equals("id") && !value.isString()) {
                hasInvalidId |= !value.isNull();
            } else if (name.equals("expires_at")) {
                expiresAt = value;
            }
        });
    }

    private void sound(JsonSlice part) {
        Map<String, JsonSlice> members = part.members();
        if (!"input_audio".equals(stringOf(members.get("type")))) {
            return;
        }
        JsonSlice input = members.get("input_audio");
        Map<String, JsonSlice> audio = input == null ? Map.of() : input.members();
        JsonSlice data = audio.get("data");
        if (data != null && data.isString()) {
            take(data);
            SoundData sound = SoundData.of(data, stringOf(audio.get("format")));
            inContent.add(sound);
            cuts.add(new Placeholder.Sound(rest.size(), sound));
        }
    }

    private static @Nullable String stringOf(@Nullable JsonSlice value) {
        return value != null && value.isString() ? value.string() : null;
    }

    /** Copies up to the opening quote of a string and skips its content. */
    private void take(JsonSlice string) {
        copyTo(string.from() + 1);
        copied = string.to() - 1;
    }

    private void copyTo(int end) {
        rest.write(message.source(), copied, end - copied);
        copied = end;
    }
}
