package io.histctl.store;

import io.histctl.error.Remedy;
import io.histctl.error.StoreException;
import io.histctl.model.Hash;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A turn with all that belongs to it, as it is stored.
 *
 * @param contentHash as stored; empty if it has none
 * @param sounds that were cut out of it, an assistant's own too
 * @param references what its parts refer to, in the order of the parts
 */
@API(status = API.Status.INTERNAL)
public record StoredTurn(
        long id,
        TurnRow row,
        ReplyRow reply,
        @Nullable AudioRow audio,
        List<SoundRow> sounds,
        List<ReferenceRow> references,
        @Nullable String transcript,
        byte[] contentHash) {
    /** The content hash of a turn that has none. */
    public static final byte[] NO_HASH = {};

    public StoredTurn {
        sounds = List.copyOf(sounds);
        references = List.copyOf(references);
    }

    /** The turn with another audio, without a hash. */
    public StoredTurn with(AudioRow otherAudio) {
        return new StoredTurn(id, row, reply, otherAudio, sounds, references, transcript, NO_HASH);
    }

    /** The turn with other derived columns, without a hash. */
    public StoredTurn with(Derived derived) {
        return new StoredTurn(id, row.with(derived), reply, audio, sounds, references, transcript, NO_HASH);
    }

    /** The turn with the words of its speech, without a hash; its derived columns must be derived again. */
    public StoredTurn withTranscript(String words) {
        return new StoredTurn(id, row, reply, audio, sounds, references, words, NO_HASH);
    }

    /** The turn with other references, without a hash. */
    public StoredTurn with(List<ReferenceRow> others) {
        return new StoredTurn(id, row, reply, audio, sounds, others, transcript, NO_HASH);
    }

    /** The turn with references that were cut out of its message, without a hash. */
    StoredTurn with(byte[] message, List<SoundRow> movedSounds, List<ReferenceRow> found) {
        return new StoredTurn(id, row.with(message), reply, audio, movedSounds, found, transcript, NO_HASH);
    }

    /** The turn, replaced or not, without a hash. */
    public StoredTurn replaced(boolean replaced) {
        TurnRow.State state = new TurnRow.State(
                replaced, row.state().incomplete(), row.state().voiceLost());
        return new StoredTurn(id, row.with(state), reply, audio, sounds, references, transcript, NO_HASH);
    }

    /** The turn with the hash of its content. */
    public StoredTurn hashed() {
        return new StoredTurn(id, row, reply, audio, sounds, references, transcript, hash().tagged());
    }

    /** The position in its conversation. */
    public long position() {
        return row.position();
    }

    /**
     * Whether the turn is as it was written. The hash does not cover what pruning clears in many rows at once: ids and
     * other references (it covers their hashes) and links to sound. Nor does it cover whether the turn was replaced,
     * which the conversation's sum covers.
     */
    public boolean isIntact() {
        return isIdIntact() && areReferencesIntact() && hash().matches(contentHash);
    }

    /**
     * Ensures that the turn is as it was written.
     *
     * @throws StoreException if it is damaged
     */
    public StoredTurn ensureIntact(String conversation) {
        if (!isIntact()) {
            throw new StoreException(
                    "turn " + position() + " of " + conversation
                            + " is damaged in the store; verify the store, and restore a backup",
                    Remedy.VERIFY);
        }
        return this;
    }

    /** The hash of its content. */
    public ContentHash hash() {
        Derived derived = row.derived();
        ContentHash hash = new ContentHash()
                .add(row.position())
                .add(row.role())
                .add(row.saidAt())
                .add(row.message())
                .add(row.instructionsVersion())
                .add(row.state().incomplete())
                .add(row.state().voiceLost())
                .add(derived.matchKey())
                .add(derived.transcriptKey())
                .add(derived.sendable())
                .add(derived.hasText())
                .add(derived.hasRefusal())
                .add(derived.hasTools())
                .add((long) derived.soundCount())
                .add(derived.tokens())
                .add(reply.replyKey())
                .add(reply.responseId())
                .add(reply.model())
                .add(reply.created())
                .add(reply.finishReason())
                .add(reply.usage())
                .add(transcript);
        if (reply.afterReply() != null) { // earlier hashes stay valid
            hash.add(reply.afterReply());
        }
        if (audio != null) {
            addAudio(hash, audio);
        }
        for (SoundRow sound : sounds) {
            hash.add((long) sound.offset())
                    .add(sound.hash())
                    .add(sound.format())
                    .add(sound.soundBytes())
                    .add(sound.millis());
        }
        if (derived.referenceCount() > 0) { // earlier hashes stay valid
            hash.add((long) derived.referenceCount());
        }
        for (ReferenceRow reference : references) {
            ReferenceRow.Expiry expiry = reference.expiry();
            hash.add((long) reference.part())
                    .add(reference.kind())
                    .add(reference.valueHash())
                    .add(
                            reference.queryOffset() == null
                                    ? null
                                    : (Long) reference.queryOffset().longValue())
                    .add(expiry.reportedAt())
                    .add(expiry.at())
                    .add(expiry.goneAt());
        }
        return hash;
    }

    private static void addAudio(ContentHash hash, AudioRow audio) {
        AudioRow.Speech speech = audio.speech();
        hash.add(audio.idHash())
                .add((long) audio.idOffset())
                .add(audio.expiry().reportedAt())
                .add(audio.expiry().at())
                .add(audio.expiry().goneAt())
                .add(speech.format())
                .add(speech.voice())
                .add(speech.bytes())
                .add(speech.millis())
                .add(speech.measured())
                .add(speech.hasTranscript())
                .add(speech.heardMillis())
                .add(speech.kept())
                .add(audio.audioTokens())
                .add(audio.textTokens());
    }

    private boolean areReferencesIntact() {
        for (ReferenceRow reference : references) {
            String value = reference.value();
            boolean intact = value == null
                    ? reference.expiry().prunedAt() != null
                    : Arrays.equals(Hash.ofId(value), reference.valueHash());
            if (!intact) {
                return false;
            }
        }
        return true;
    }

    private boolean isIdIntact() {
        if (audio == null) {
            return true;
        }
        String id = audio.audioId();
        return id == null ? audio.expiry().prunedAt() != null : Arrays.equals(Hash.ofId(id), audio.idHash());
    }
}
