package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.error.InvalidInputException;
import io.histctl.error.Remedy;
import io.histctl.model.Usage;
import io.histctl.wire.Fields;
import io.histctl.wire.Json;
import io.histctl.wire.Metadata;
import io.histctl.wire.Notes;
import io.histctl.wire.SoundExtent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One choice of a streamed reply, joined from its chunks. */
final class DeltaChoice {
    private final @Nullable Integer index;
    private final boolean keepSound;
    private final Notes notes;
    private final DeltaMessage message;
    private ReplyHead head = ReplyHead.EMPTY;
    private @Nullable Integer seenIndex;
    private boolean hasChunk;

    /**
     * @param index of the choice; null if the stream has only one
     * @param keepSound whether the sound is kept in the message
     * @param countSound whether it is raw samples and need only be counted
     */
    DeltaChoice(@Nullable Integer index, boolean keepSound, boolean countSound, Notes notes) {
        this.index = index;
        this.keepSound = keepSound;
        this.notes = notes;
        this.message = new DeltaMessage(!countSound, notes);
    }

    ReplyHead head() {
        return head;
    }

    /** Whether a chunk contained the choice. */
    boolean isSeen() {
        return seenIndex != null;
    }

    /** Whether a chunk arrived, which need not contain a choice. */
    boolean hasChunk() {
        return hasChunk;
    }

    /** Whether the choice ended. A spoken one ends with the expiry of its audio. */
    boolean isFinished() {
        return message.audio().hasId() ? message.audio().hasExpiry() : head.finishReason() != null;
    }

    /** The message as JSON; null if there is none yet. */
    byte @Nullable [] message() {
        return message.json();
    }

    /** The sound that was counted and is not in the message; null if there is none. */
    @Nullable
    SoundExtent countedSound() {
        return message.audio().counted();
    }

    /** Adds a chunk; true if it changed the choice. */
    boolean add(Fields chunk, JsonNode usage) {
        Usage before = head.usage();
        head = head.plus(chunk.metadata(notes), ReplyHead.isUsage(usage) ? Json.bytes(usage) : null);
        boolean changed = !Objects.equals(before, head.usage());
        JsonNode choices = chunk.arrayOrNull("choices");
        hasChunk |= choices != null;
        for (int i = 0; choices != null && i < choices.size(); i++) {
            changed |= choice(Fields.of(choices.get(i), chunk.path("choices") + "[" + i + "]"));
        }
        return changed;
    }

    private boolean choice(Fields choice) {
        Metadata metadata = choice.metadata(notes);
        Long given = metadata.whole("index");
        int number = given == null ? 0 : given.intValue();
        if (index != null && number != index) {
            return false;
        }
        if (index == null && seenIndex != null && seenIndex != number) {
            throw new InvalidInputException(
                    "the stream has several choices; name the one that the app continued with, by its index",
                    Remedy.NAME_CHOICE);
        }
        seenIndex = number;
        String reason = metadata.text("finish_reason");
        head = head.withFinishReason(reason);
        Fields delta = choice.objectOrNull("delta");
        return (delta != null && message.add(delta, keepSound)) || reason != null;
    }
}
