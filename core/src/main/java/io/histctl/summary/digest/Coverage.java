package io.histctl.summary.digest;

import io.histctl.model.Role;
import io.histctl.summary.transcript.SpeakerLine;
import java.util.BitSet;
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

    /** Factor for a clause with a value that was corrected later. */
    private static final double OUTDATED = 0.5;
    /** What a correction is worth beyond its words, in names or numbers. */
    private static final double CORRECTING = 0.5;

    private static final String QUOTATION_MARKS = "\"“”„«»「」『』《》";

    private final Concepts concepts;
    private final double[] lengths;
    private final double[] bonuses;
    private final double[] factors;
    private final double[] cues;
    private final boolean[] facts;
    private final double[] weights;

    Coverage(List<SpeakerLine> lines, List<Clause> clauses, Corrections corrections) {
        concepts = new Concepts(lines, clauses);
        facts = concepts.facts();
        weights = concepts.weights();
        lengths = new double[clauses.size()];
        bonuses = new double[clauses.size()];
        factors = new double[clauses.size()];
        cues = new double[clauses.size()];
        boolean[] answers = answers(lines);
        BitSet correcting = corrections.corrections();
        for (int i = 0; i < lengths.length; i++) {
            Clause clause = clauses.get(i);
            SpeakerLine line = lines.get(clause.line());
            boolean tool = line.role() == Role.TOOL;
            lengths[i] = Clauses.size(line.text(), clause.start(), clause.end());
            factors[i] = !tool && hasQuotationMark(line.text(), clause) ? TITLE : 1;
            factors[i] *= corrections.isOutdated(i) ? OUTDATED : 1;
            bonuses[i] = tool && clause.start() == 0
                    ? concepts.singleFact()
                    : correcting.get(i) ? CORRECTING * concepts.singleFact() : 0;
            cues[i] = (isOwn(clause) ? OWN : 1)
                    * (answers[clause.line()] && !Sentences.asks(clause.text(lines)) ? ANSWER : 1);
        }
    }

    private Coverage(Coverage other) {
        concepts = other.concepts;
        lengths = other.lengths;
        bonuses = other.bonuses;
        factors = other.factors;
        cues = other.cues;
        facts = other.facts;
        weights = other.weights.clone();
    }

    /** A copy in which the same concepts are covered. */
    Coverage copy() {
        return new Coverage(this);
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
        double cue = cues[clause];
        for (int concept : concepts.of(clause)) {
            sum += facts[concept] ? weights[concept] : weights[concept] * cue;
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

    /** Whether each line follows a question of another speaker. */
    private static boolean[] answers(List<SpeakerLine> lines) {
        boolean[] answers = new boolean[lines.size()];
        for (int line = 1; line < answers.length; line++) {
            SpeakerLine before = lines.get(line - 1);
            answers[line] = !before.speaker().equals(lines.get(line).speaker()) && Sentences.asks(before.text());
        }
        return answers;
    }

    private static boolean hasQuotationMark(String text, Clause clause) {
        for (int at = clause.start(); at < clause.end(); at++) {
            if (QUOTATION_MARKS.indexOf(text.charAt(at)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
