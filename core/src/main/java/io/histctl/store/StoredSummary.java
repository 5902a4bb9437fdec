package io.histctl.store;

import org.apiguardian.api.API;

/**
 * A stored summary.
 *
 * @param through position of the last turn that it covers
 * @param turns how many it covers
 * @param fingerprint hash of those turns
 * @param madeAt epoch milliseconds
 */
@API(status = API.Status.INTERNAL)
public record StoredSummary(long through, long turns, byte[] fingerprint, String text, String madeBy, long madeAt) {
    /** The hash of the whole summary. */
    public ContentHash hash() {
        return new ContentHash()
                .add(through)
                .add(turns)
                .add(fingerprint)
                .add(text)
                .add(madeBy);
    }
}
