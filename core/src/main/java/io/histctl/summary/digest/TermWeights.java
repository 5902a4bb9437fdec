package io.histctl.summary.digest;

import io.histctl.model.Role;
import io.histctl.summary.transcript.SpeakerLine;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Weights the terms of a conversation. A rare term weighs more, and so does one that recurs within a short stretch, as
 * the subject of a passage does and a figure of speech does not. Names and numbers weigh far more, and most if several
 * speakers mention them, as they do with what was agreed.
 */
final class TermWeights {
    private static final double FACT = 6;
    private static final double SHARED = 2.5;
    /** The share of its occurrences that must be capitalized for a word to count as a name. */
    private static final double MOSTLY_CAPITALIZED = 0.4;
    /** Lines per stretch: about as many as are spent on one subject. */
    private static final int STRETCH = 20;

    private final Map<String, Usage> usages = new HashMap<>();
    private final int clauseCount;

    TermWeights(List<SpeakerLine> lines, List<Clause> clauses) {
        clauseCount = clauses.size();
        for (int i = 0; i < clauses.size(); i++) {
            int line = clauses.get(i).line();
            for (Term term : clauses.get(i).terms()) {
                usage(term.root()).add(term.kind(), i, line / STRETCH, lines.get(line));
            }
        }
    }

    /** The weight of each term, by its index. */
    double[] weights() {
        double[] weights = new double[usages.size()];
        usages.forEach((key, usage) -> weights[usage.index] = English.isStopWord(key) ? 0 : usage.weight(clauseCount));
        return weights;
    }

    /** The weight of a name or number that occurs once. */
    double fact() {
        return FACT * StrictMath.log(clauseCount + 1.0);
    }

    /** The indices of a clause's distinct terms, in order. */
    int[] indices(Clause clause) {
        return clause.terms().stream()
                .mapToInt(term -> usage(term.root()).index)
                .distinct()
                .toArray();
    }

    private Usage usage(String key) {
        return usages.computeIfAbsent(key, added -> new Usage(usages.size()));
    }

    /** How a term is used in the conversation. */
    private static final class Usage {
        private final int index;
        private final Set<String> speakers = new HashSet<>(4);
        private boolean number;
        private int capitalized;
        private int plain;
        private int clauses;
        private int lastClause = -1;
        private int stretches;
        private int lastStretch = -1;

        Usage(int index) {
            this.index = index;
        }

        void add(Term.Kind kind, int clause, int stretch, SpeakerLine line) {
            number |= kind == Term.Kind.NUMBER;
            capitalized += kind == Term.Kind.CAPITALIZED ? 1 : 0;
            plain += kind == Term.Kind.PLAIN ? 1 : 0;
            clauses += clause == lastClause ? 0 : 1;
            lastClause = clause;
            stretches += stretch == lastStretch ? 0 : 1;
            lastStretch = stretch;
            if (line.role() == Role.USER || line.role() == Role.ASSISTANT) {
                speakers.add(line.speaker());
            }
        }

        double weight(int clauseCount) {
            double rarity = StrictMath.log((clauseCount + 1.0) / clauses);
            boolean name = capitalized > 0 && capitalized >= MOSTLY_CAPITALIZED * (capitalized + plain);
            return number || name
                    ? rarity * FACT * (speakers.size() > 1 ? SHARED : 1)
                    : rarity * StrictMath.sqrt((double) clauses / stretches);
        }
    }
}
