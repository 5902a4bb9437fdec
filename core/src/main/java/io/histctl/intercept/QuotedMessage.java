package io.histctl.intercept;

import io.histctl.model.AudioRef;
import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.model.PartReference;
import io.histctl.model.Reference;
import io.histctl.model.Role;
import io.histctl.model.Tokens;
import io.histctl.model.ToolCall;
import io.histctl.model.Turn;
import io.histctl.model.Turn.Standing;
import io.histctl.record.AudioExpiry;
import io.histctl.resume.AudioStatus;
import io.histctl.resume.Outline;
import io.histctl.resume.Speech;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.chat.ChatApi;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.PartReferences;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message of a request with all that is known of it.
 *
 * @param position its number in the request, from 1
 * @param leading whether it belongs to the instructions that begin the request
 * @param json the message as the app sent it
 * @param turn the stored turn that it quotes, or one made from the message itself
 * @param stored whether the turn is a stored one
 */
record QuotedMessage(int position, boolean leading, ChatMessage message, JsonSlice json, Turn turn, boolean stored) {
    static QuotedMessage of(
            int position, boolean leading, ChatMessage message, JsonSlice json, @Nullable Turn turn, Instant at) {
        return turn != null
                ? new QuotedMessage(position, leading, message, json, turn, true)
                : new QuotedMessage(position, leading, message, json, unstored(position, message, at), false);
    }

    private static Turn unstored(int position, ChatMessage message, Instant at) {
        String id = message.audioId();
        // an id of unknown expiry counts as usable; the API will refuse it if it is not
        AudioRef audio = id == null
                ? null
                : new AudioRef(
                        id,
                        AudioRef.Expiry.of(
                                message.expiresAt(), AudioExpiry.quoted(message).orElseGet(() -> ChatApi.expiry(at))),
                        AudioRef.Speech.UNKNOWN,
                        null);
        return new Turn(position, at, Standing.CURRENT, false, message.message(), null, audio, null);
    }

    /** The outline for planning. Quoted words are not replaced by an audio id if the app asks for text. */
    Outline outline(boolean wantsAudio, ReplayLimits limits) {
        Message said = message.message();
        boolean assistant = said.role() == Role.ASSISTANT;
        Speech speech = assistant && (wantsAudio || message.audioId() != null) ? speech(limits) : null;
        boolean quotedInWords = message.audioId() == null && speech != null;
        return new Outline(
                position,
                said.role(),
                leading ? Standing.LEADING : Standing.CURRENT,
                new Outline.Content(
                        assistant && !quotedInWords && !said.text().isBlank(),
                        assistant && !said.refusal().isBlank(),
                        false,
                        references(said.role())),
                new Outline.Tools(
                        said.toolCalls().stream().map(ToolCall::id).toList(),
                        said.role() == Role.FUNCTION ? "" : said.toolCallId()),
                speech,
                new Outline.Cost(Tokens.NONE, Tokens.NONE));
    }

    /** The references as the app sent them, with what the store has learned about them since. */
    private List<PartReference> references(Role role) {
        if (role != Role.USER) {
            return List.of();
        }
        List<Reference> known = turn.message().parts().stream()
                .map(Part::reference)
                .filter(Objects::nonNull)
                .toList();
        return PartReferences.of(json).stream()
                .map(part -> new PartReference(
                        part.part(),
                        known.stream()
                                .filter(reference -> reference
                                        .value()
                                        .equals(part.reference().value()))
                                .findFirst()
                                .orElse(part.reference()),
                        false))
                .toList();
    }

    private @Nullable Speech speech(ReplayLimits limits) {
        AudioRef audio = turn.audio();
        if (audio == null) {
            return null;
        }
        String id = audio.id();
        boolean forbidden = id != null && limits.forbids(id);
        return new Speech(
                new AudioStatus(
                        audio.expiry().at(),
                        audio.expiry().goneAt() != null || forbidden,
                        audio.expiry().prunedAt() != null),
                audio.speech().heard(),
                audio.speech().length());
    }
}
