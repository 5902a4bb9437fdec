package io.histctl.summary.digest;

import io.histctl.model.Role;
import io.histctl.summary.transcript.SpeakerLine;
import java.util.List;

/**
 * Length and remaining score of each clause. Lengths are not token counts: names and numbers take many tokens and would
 * be selected less often.
 */
final class ClauseScores {
    /** Factor for a clause that contains a title or a quotation. */
    private static final double TITLE = 2;

    private static final String QUOTATION_MARKS = "\"“”„«»「」『』《》";

    private final int[][] terms;
    private final long[] lengths;
    private final long[] labelLengths;
    private final double[] bonuses;
    private final double[] factors;
    private final double[] weights;

    ClauseScores(List<SpeakerLine> lines, List<Clause> clauses) {
        TermWeights termWeights = new TermWeights(lines, clauses);
        weights = termWeights.weights();
        terms = new int[clauses.size()][];
        lengths = new long[clauses.size()];
        labelLengths = new long[clauses.size()];
        bonuses = new double[clauses.size()];
        factors = new double[clauses.size()];
        for (int i = 0; i < terms.length; i++) {
            Clause clause = clauses.get(i);
            SpeakerLine line = lines.get(clause.line());
            terms[i] = termWeights.indices(clause);
            String text = clause.text(lines);
            lengths[i] = length(text);
            labelLengths[i] = length(line.speaker()) + 1;
            factors[i] = line.role() != Role.TOOL && hasQuotationMark(text) ? TITLE : 1;
            boolean toolOutcome = line.role() == Role.TOOL && clause.start() == 0;
            bonuses[i] = toolOutcome ? termWeights.fact() : 0;
        }
    }

    int size() {
        return terms.length;
    }

    /** The length of the clause without its speaker. */
    long length(int clause) {
        return lengths[clause];
    }

    /** The length of its speaker's label. */
    long labelLength(int clause) {
        return labelLengths[clause];
    }

    double score(int clause) {
        double sum = 0;
        for (int term : terms[clause]) {
            sum += weights[term];
        }
        return bonuses[clause] + factors[clause] * sum;
    }

    /** Multiplies the weight of each of the clause's terms, in all clauses. */
    void discount(int clause, double factor) {
        for (int term : terms[clause]) {
            weights[term] *= factor;
        }
    }

    private static boolean hasQuotationMark(String text) {
        return text.chars().anyMatch(c -> QUOTATION_MARKS.indexOf(c) >= 0);
    }

    /** Each run of ASCII letters and digits counts a third of its length, rounded up; other characters 1 or 2. */
    private static long length(String text) {
        long length = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c < 0x80 && Characters.isWord(c);
            length += plain ? (run % 3 == 0 ? 1 : 0) : c == ' ' ? 0 : c < 0x800 ? 1 : 2;
            run = plain ? run + 1 : 0;
        }
        return length;
    }
}
