package io.histctl.store;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The audio of a spoken reply.
 *
 * @param audioId null if it was pruned
 * @param idHash finds the turn of a pruned id
 * @param idOffset where in the message the id belongs, in bytes
 * @param audioTokens what replaying the id adds to a prompt
 */
@API(status = API.Status.INTERNAL)
public record AudioRow(
        @Nullable String audioId,
        byte[] idHash,
        int idOffset,
        Expiry expiry,
        Speech speech,
        @Nullable Long audioTokens,
        @Nullable Long textTokens) {

    /** This audio, gone at an instant unless it was gone before. */
    public AudioRow gone(long at) {
        Long goneAt = expiry.goneAt() == null ? (Long) at : expiry.goneAt();
        return with(new Expiry(expiry.reportedAt(), 0, goneAt, expiry.prunedAt()));
    }

    /** This audio, with how much of it the user heard. */
    public AudioRow heard(@Nullable Long heardMillis) {
        return new AudioRow(
                audioId,
                idHash,
                idOffset,
                expiry,
                new Speech(
                        speech.format(),
                        speech.voice(),
                        speech.bytes(),
                        speech.millis(),
                        speech.measured(),
                        speech.hasTranscript(),
                        heardMillis,
                        speech.kept()),
                audioTokens,
                textTokens);
    }

    /** This audio as a later part of its reply describes it, with what was learned of it since. */
    public AudioRow completedBy(AudioRow later) {
        Expiry merged = new Expiry(
                later.expiry.reportedAt(),
                expiry.goneAt() == null ? later.expiry.at() : 0,
                expiry.goneAt(),
                expiry.prunedAt());
        AudioRow completed = later.with(merged).heard(speech.heardMillis());
        return expiry.prunedAt() == null ? completed : completed.withoutId();
    }

    private AudioRow with(Expiry other) {
        return new AudioRow(audioId, idHash, idOffset, other, speech, audioTokens, textTokens);
    }

    private AudioRow withoutId() {
        return new AudioRow(null, idHash, idOffset, expiry, speech, audioTokens, textTokens);
    }

    /**
     * When the id expires, in epoch milliseconds.
     *
     * @param reportedAt the reported expiry; null if none was reported
     * @param at the reported expiry, else the estimate; 0 if the id is gone
     * @param goneAt when the API said that it does not know the id
     */
    public record Expiry(
            @Nullable Long reportedAt,
            long at,
            @Nullable Long goneAt,
            @Nullable Long prunedAt) {
        /** The expiry of an id that was just recorded. */
        public static Expiry of(@Nullable Long reportedAt, long at) {
            return new Expiry(reportedAt, at, null, null);
        }
    }

    /**
     * What is known about the sound.
     *
     * @param bytes length of the decoded sound; null if none came
     * @param millis length of the speech
     * @param measured whether that comes from the sound itself, and not from audio tokens
     * @param hasTranscript whether a transcript came with it
     * @param heardMillis how much the user heard; null for all of it
     * @param kept whether the sound itself is stored
     */
    public record Speech(
            @Nullable String format,
            @Nullable String voice,
            @Nullable Long bytes,
            @Nullable Long millis,
            boolean measured,
            boolean hasTranscript,
            @Nullable Long heardMillis,
            boolean kept) {}
}
