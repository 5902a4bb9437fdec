package io.histctl.openai;

import io.histctl.summary.SummaryFailedException;
import io.histctl.summary.SummaryRequest;

/**
 * How long a summary may be, in a unit that a model can keep to: words, or characters where the conversation's script
 * has no spaces. What a word costs is measured on what is summarized, with the counter that will judge the answer.
 */
record Length(long amount, String unit) {
    /** Models overrun what they are told by a little. */
    private static final double MARGIN = 0.8;

    private static final double MOST_WORDS_PER_TOKEN = 0.6;
    private static final int LONGEST_MEAN_WORD = 15;
    private static final int LEAST = 10;

    /** @throws SummaryFailedException where there is no room for a summary */
    static Length of(SummaryRequest request, String material) {
        double tokens = Math.max(1, request.counter().count(material));
        double words = material.split("\\s+").length;
        boolean spaced = material.length() / words <= LONGEST_MEAN_WORD;
        double perToken =
                spaced ? Math.min(MOST_WORDS_PER_TOKEN, MARGIN * words / tokens) : MARGIN * material.length() / tokens;
        long amount = (long) (request.maxTokens() * perToken);
        if (amount < LEAST) {
            throw new SummaryFailedException("the budget has no room for a model's summary");
        }
        return new Length(amount, spaced ? "words" : "characters");
    }

    @Override
    public String toString() {
        return amount + " " + unit;
    }
}
