package io.histctl.summary.digest;

import io.histctl.model.Role;
import io.histctl.summary.transcript.SpeakerLine;
import java.util.List;
import java.util.stream.IntStream;

/** What each clause would add to the concepts covered so far, and how long it is. */
final class Coverage {
    /** The share of a concept's weight that remains after each quotation. */
    private static final double REPEATED = 0.35;
    /** Factor for a clause that contains a title or a quotation. */
    private static final double TITLE = 2;
    /** Factor for the words, other than names and numbers, of a clause in which speakers mention themselves. */
    private static final double OWN = 1.5;
    /** The same for a clause in a turn that follows a question. */
    private static final double ANSWER = 1.5;

    private static final String QUOTATION_MARKS = "\"“”„«»「」『』《》";

    private final Concepts concepts;
    private final double[] lengths;
    private final double[] bonuses;
    private final double[] factors;
    private final double[] cues;
    private final double[] weights;
    private final boolean[] facts;

    Coverage(List<SpeakerLine> lines, List<Clause> clauses) {
        concepts = new Concepts(lines, clauses);
        weights = concepts.weights();
        facts = concepts.facts();
        lengths = new double[clauses.size()];
        bonuses = new double[clauses.size()];
        factors = new double[clauses.size()];
        cues = new double[clauses.size()];
        for (int i = 0; i < lengths.length; i++) {
            Clause clause = clauses.get(i);
            SpeakerLine line = lines.get(clause.line());
            boolean tool = line.role() == Role.TOOL;
            String text = clause.text(lines);
            lengths[i] = Clauses.size(line.text(), clause.start(), clause.end());
            factors[i] = !tool && hasQuotationMark(text) ? TITLE : 1;
            bonuses[i] = tool && clause.start() == 0 ? concepts.singleFact() : 0;
            cues[i] = (isOwn(clause) ? OWN : 1) * (answers(lines, clause) && !Sentences.asks(text) ? ANSWER : 1);
        }
    }

    int size() {
        return lengths.length;
    }

    /** The length of a clause in words, without its speaker. */
    double length(int clause) {
        return lengths[clause];
    }

    /** The weight of the concepts that the clause would cover. */
    double gain(int clause) {
        double sum = 0;
        for (int concept : concepts.of(clause)) {
            sum += weights[concept] * (facts[concept] ? 1 : cues[clause]);
        }
        return bonuses[clause] + factors[clause] * sum;
    }

    /** Whether a clause contains a name, other than a speaker's, or a number. */
    boolean hasFact(int clause) {
        return IntStream.of(concepts.of(clause)).anyMatch(concept -> facts[concept] && weights[concept] > 0);
    }

    /** Covers the concepts of a clause, so that it is worth less to repeat them. */
    void cover(int clause) {
        for (int concept : concepts.of(clause)) {
            weights[concept] *= REPEATED;
        }
    }

    private static boolean isOwn(Clause clause) {
        return clause.words().stream().anyMatch(word -> clause.language().isFirstPerson(word.key()));
    }

    private static boolean answers(List<SpeakerLine> lines, Clause clause) {
        SpeakerLine line = lines.get(clause.line());
        SpeakerLine before = clause.line() == 0 ? line : lines.get(clause.line() - 1);
        return !before.speaker().equals(line.speaker()) && Sentences.asks(before.text());
    }

    private static boolean hasQuotationMark(String text) {
        return text.chars().anyMatch(c -> QUOTATION_MARKS.indexOf(c) >= 0);
    }
}
