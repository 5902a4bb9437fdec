package io.histctl.wire.chat;

import io.histctl.model.Hash;
import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.wire.Cut;
import io.histctl.wire.Fields;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.SoundData;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A message off the wire: what it says, and its JSON with ids and sound cut out.
 *
 * @param rest the JSON without what was cut
 * @param cuts what belongs back
 * @param sound the assistant's, kept or not; null where none came
 * @param expiresAt of the audio id, where the message says
 * @param idHash of its audio id; null where it has none
 * @param key what it is known by in requests
 * @param wordsKey what it is known by where it is quoted in words, as {@link MatchKey#ofWords}; null where it has no id
 */
@API(status = API.Status.INTERNAL)
public record ChatMessage(
        Message message,
        byte[] rest,
        List<Cut> cuts,
        @Nullable SoundData sound,
        @Nullable Instant expiresAt,
        byte @Nullable [] idHash,
        long key,
        @Nullable Long wordsKey) {

    static ChatMessage of(JsonSlice json, String path, boolean keepSound, @Nullable String replyFormat) {
        if (!json.isObject()) {
            throw Fields.wrong(Json.tree(json), path, "an object");
        }
        MessageCutter.Result cut = MessageCutter.cut(json, keepSound, replyFormat);
        Fields.ensureUnicode(Cut.idOf(cut.cuts()), path + ".audio.id");
        List<Part.Sound> sounds =
                cut.inContent().stream().map(ChatMessage::part).toList();
        Message message = MessageReader.read(JsonSlice.of(cut.rest()), path, sounds);
        String id = Cut.idOf(cut.cuts());
        byte[] idHash = id == null ? null : Hash.ofId(id);
        return new ChatMessage(
                message,
                cut.rest(),
                cut.cuts(),
                cut.sound(),
                ReplyReader.seconds(cut.expiresAt(), path + ".audio.expires_at"),
                idHash,
                MatchKey.of(message, idHash),
                id == null ? null : MatchKey.ofWords(message));
    }

    /** When the audio of this message, which errors call by its path, expires, as it says; null where it does not. */
    public static @Nullable Instant expiryIn(JsonSlice json, String path) {
        return ReplyReader.seconds(MessageCutter.cut(json, false, null).expiresAt(), path + ".audio.expires_at");
    }

    private static Part.Sound part(SoundData data) {
        return new Part.Sound(Hash.hex(data.hash()), data.format(), data.bytes().length, data.length(), true);
    }

    /** The first rule that this message breaks as part of a request; null if it breaks none. */
    public @Nullable Problem problem() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(rest.length + 64);
        int written = 0;
        for (Cut cut : cuts) {
            out.write(rest, written, cut.offset() - written);
            written = cut.offset();
            out.writeBytes(cut instanceof Cut.Sound sound ? sound.data().standIn() : cut.text());
        }
        out.write(rest, written, rest.length - written);
        return MessageRules.check(out.toByteArray());
    }

    /** The id of an assistant's audio, null where it has none. */
    public @Nullable String audioId() {
        return Cut.idOf(cuts);
    }
}
