package io.histctl.cli.page;

import io.histctl.resume.Decision;

/**
 * A decision, marked by a symbol and a word as well as by its colour.
 *
 * @param key the suffix of its class in the style sheet
 */
record DecisionView(String key, String symbol, String label, int count) {
    static DecisionView of(Decision decision, int count) {
        String key = decision.toString().replace(' ', '-');
        String symbol = switch (decision) {
            case VERBATIM -> "●";
            case BY_AUDIO_ID -> "◆";
            case AS_TRANSCRIPT -> "¶";
            case WITH_PLACEHOLDERS -> "▢";
            case SUMMARIZED -> "≡";
            case OMITTED -> "✕";
        };
        return new DecisionView(key, symbol, label(decision), count);
    }

    private static String label(Decision decision) {
        return switch (decision) {
            case VERBATIM -> "sent as recorded";
            case BY_AUDIO_ID -> "sent by id";
            case AS_TRANSCRIPT -> "sent as transcript";
            case WITH_PLACEHOLDERS -> "sent with placeholders";
            case SUMMARIZED -> "folded";
            case OMITTED -> "omitted";
        };
    }
}
