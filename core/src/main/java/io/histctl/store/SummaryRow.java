package io.histctl.store;

/**
 * A row of {@code summary}.
 *
 * @param through position of the last turn that it covers
 * @param turns how many it covers
 * @param fingerprint hash of those turns
 * @param madeAt epoch milliseconds
 */
public record SummaryRow(
        long conversationId, long through, long turns, byte[] fingerprint, String text, String madeBy, long madeAt) {}
