package io.histctl.wire.chat;

import io.histctl.model.Hash;
import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.wire.Fields;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.JsonTemplate;
import io.histctl.wire.Metadata;
import io.histctl.wire.Notes;
import io.histctl.wire.Placeholder;
import io.histctl.wire.SoundData;
import io.histctl.wire.SoundExtent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A message of a request or a reply.
 *
 * @param template its JSON
 * @param sound how much the assistant's message contains, kept or not; null if it contains none
 * @param expiresAt when the audio id expires, if the message says so
 * @param idHash hash of the audio id; null if there is none
 * @param key {@link MatchKey#of} this message
 * @param wordsKey {@link MatchKey#ofWords}; null if there is no audio id
 */
@API(status = API.Status.INTERNAL)
public record ChatMessage(
        Message message,
        JsonTemplate template,
        @Nullable SoundExtent sound,
        @Nullable Instant expiresAt,
        byte @Nullable [] idHash,
        long key,
        @Nullable Long wordsKey) {

    /** A message of a request. */
    static ChatMessage ofRequest(JsonSlice json, String path, Notes notes) {
        JsonSlice role = json.members().get("role");
        if (json.isObject() && (role == null || !role.isString())) {
            Fields.of(Json.tree(json), path).string("role"); // which reports what is wrong
        }
        return of(json, path, true, null, notes);
    }

    /** A reply. It needs no role. */
    static ChatMessage ofReply(
            JsonSlice json, String path, boolean keepSound, @Nullable String audioFormat, Notes notes) {
        return of(json, path, keepSound, audioFormat, notes);
    }

    private static ChatMessage of(
            JsonSlice json, String path, boolean keepSound, @Nullable String replyFormat, Notes notes) {
        if (!json.isObject()) {
            throw Fields.wrong(Json.tree(json), path, "an object");
        }
        MessageCutter.Result cut = MessageCutter.cut(json, keepSound, replyFormat);
        Placeholder.Id placeholder = cut.template().audioId();
        String id = placeholder == null ? null : placeholder.id();
        Fields.ensureUnicode(id, path + ".audio.id");
        if (cut.hasInvalidId()) {
            notes.add(path + ".audio.id is not a string and was ignored");
        }
        List<Part.Sound> sounds =
                cut.inContent().stream().map(ChatMessage::part).toList();
        Message message =
                MessageReader.read(JsonSlice.of(cut.template().json()), path, sounds, cut::reference, id != null);
        byte[] idHash = id == null ? null : Hash.ofId(id);
        return new ChatMessage(
                message,
                cut.template(),
                SoundExtent.of(cut.sound()),
                expiresAt(cut, path, notes),
                idHash,
                MatchKey.of(message, idHash),
                id == null ? null : MatchKey.ofWords(message));
    }

    private static @Nullable Instant expiresAt(MessageCutter.Result cut, String path, Notes notes) {
        JsonSlice given = cut.expiresAt();
        return given == null
                ? null
                : Metadata.of(Map.of("expires_at", given), path + ".audio", notes)
                        .time("expires_at");
    }

    /** When the audio of a message expires, if it says so. */
    public static @Nullable Instant expiryIn(JsonSlice json, String path) {
        return expiresAt(MessageCutter.cut(json, false, null), path, new Notes());
    }

    private static Part.Sound part(SoundData data) {
        return new Part.Sound(Hash.hex(data.hash()), data.format(), data.bytes().length, data.length(), true);
    }

    /** This message with sound that was counted, and is not in its JSON. */
    ChatMessage with(SoundExtent counted) {
        return new ChatMessage(message, template, counted, expiresAt, idHash, key, wordsKey);
    }

    /** The first rule that this message breaks as part of a request; null if it breaks none. */
    public @Nullable Problem problem() {
        return MessageRules.check(template.withStandIns());
    }

    /** Whether its words came as speech, even without an id or sound. */
    public boolean hasAudio() {
        JsonSlice audio = JsonSlice.of(template.json()).members().get("audio");
        return audio != null && audio.isObject() && !audio.members().isEmpty();
    }

    /** The id of the assistant's audio; null if there is none. */
    public @Nullable String audioId() {
        Placeholder.Id id = template.audioId();
        return id == null ? null : id.id();
    }
}
