package io.histctl.summary.openai;

import io.histctl.summary.SummaryFailedException;
import io.histctl.summary.SummaryRequest;

/**
 * The length of a summary in a unit that a model can follow: words, or characters in a script without spaces. The
 * number of tokens in a word is measured on the conversation, with the counter that will check the answer.
 */
record LengthLimit(long amount, String unit) {
    /** Models exceed a limit by a little. */
    private static final double MARGIN = 0.8;

    private static final double MAX_WORDS_PER_TOKEN = 0.6;
    private static final int MAX_MEAN_WORD_LENGTH = 15;
    private static final int MIN_AMOUNT = 10;

    /** @throws SummaryFailedException if the budget has no room for a summary */
    static LengthLimit of(SummaryRequest request, String material) {
        double tokens = Math.max(1, request.counter().count(material));
        double words = material.split("\\s+").length;
        boolean spaced = material.length() / words <= MAX_MEAN_WORD_LENGTH;
        double perToken =
                spaced ? Math.min(MAX_WORDS_PER_TOKEN, MARGIN * words / tokens) : MARGIN * material.length() / tokens;
        long amount = (long) (request.maxTokens() * perToken);
        if (amount < MIN_AMOUNT) {
            throw new SummaryFailedException("the budget has no room for a model's summary");
        }
        return new LengthLimit(amount, spaced ? "words" : "characters");
    }

    @Override
    public String toString() {
        return amount + " " + unit;
    }
}
