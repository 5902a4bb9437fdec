package io.histctl.summary.digest;

import io.histctl.model.Role;
import io.histctl.summary.transcript.SpeakerLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The concepts of a conversation and their weights. A concept is the stem of a word, or a sequence of names and numbers
 * such as "7:30 pm" and "Amba Hotel". A rare concept weighs more (inverse document frequency), and so does one that
 * recurs; names and numbers weigh more than other words, and most if several speakers mention them.
 */
final class Concepts {
    private static final double FACT = 4;
    private static final double SEQUENCE = 3;
    private static final double SHARED = 1.5;
    private static final double DATE = 2;
    private static final double RECURRENCE = 0.25;
    /** The share of its occurrences that must be capitalized for a word to count as a name. */
    private static final double MOSTLY_CAPITALIZED = 0.5;

    private static final int MIN_SHORT_NAME = 3;

    private final Map<String, Usage> usages = new HashMap<>();
    private final List<int[]> ofClause = new ArrayList<>();
    private final int clauseCount;

    Concepts(List<SpeakerLine> lines, List<Clause> clauses) {
        clauseCount = clauses.size();
        Map<Language, Map<String, Usage>> ofWord = new HashMap<>();
        for (int i = 0; i < clauses.size(); i++) {
            Clause clause = clauses.get(i);
            SpeakerLine line = lines.get(clause.line());
            Map<String, Usage> known = ofWord.computeIfAbsent(clause.language(), added -> new HashMap<>());
            List<Usage> mentioned = new ArrayList<>();
            for (Word word : clause.words()) {
                Usage usage = known.computeIfAbsent(word.key(), key -> usage(key, clause.language()));
                mentioned.add(usage.add(word, i, line, clause.language().capitalizesNouns()));
            }
            addSequences(clause, i, line, mentioned);
            ofClause.add(
                    mentioned.stream().mapToInt(usage -> usage.index).distinct().toArray());
        }
        lines.stream()
                .map(SpeakerLine::speaker)
                .distinct()
                .flatMap(speaker -> Word.of(speaker).stream())
                .forEach(name -> ignore(name.key()));
    }

    /** The distinct concepts of a clause. */
    int[] of(int clause) {
        return ofClause.get(clause);
    }

    /** The weight of each concept. */
    double[] weights() {
        double[] weights = new double[usages.size()];
        usages.values().forEach(usage -> weights[usage.index] = usage.weight(clauseCount));
        return weights;
    }

    /** Whether each concept is a name or number. */
    boolean[] facts() {
        boolean[] facts = new boolean[usages.size()];
        usages.values().forEach(usage -> facts[usage.index] = usage.isFact());
        return facts;
    }

    /** The weight of a name or number that occurs once. */
    double singleFact() {
        return FACT * StrictMath.log(clauseCount + 1.0);
    }

    private void addSequences(Clause clause, int index, SpeakerLine line, List<Usage> mentioned) {
        List<Word> words = clause.words();
        for (int first = 0; first < words.size(); ) {
            int last = first;
            if (isNameOrNumber(words.get(first), clause.language())) {
                while (last + 1 < words.size() && continues(words.get(last), words.get(last + 1), clause.language())) {
                    last++;
                }
            }
            if (last > first) {
                StringBuilder key = new StringBuilder();
                words.subList(first, last + 1).forEach(word -> key.append(' ').append(word.key()));
                mentioned.add(usage(key.toString()).addSequence(index, line));
            }
            first = last + 1;
        }
    }

    private static boolean isNameOrNumber(Word word, Language language) {
        return word.kind() == Word.Kind.SENTENCE_START
                ? !language.isStopWord(word.key())
                : word.kind() != Word.Kind.PLAIN;
    }

    private static boolean continues(Word word, Word next, Language language) {
        return next.start() - word.end() == 1
                && (next.kind() == Word.Kind.CAPITALIZED
                        || next.kind() == Word.Kind.NUMBER
                        || language.isUnit(next.key()));
    }

    private Usage usage(String word, Language language) {
        Usage usage = usage(language.stem(word));
        usage.number |= language.isNumber(word) || language.isDay(word);
        usage.date |= language.isDate(word);
        usage.common |= language.isStopWord(word);
        return usage;
    }

    private Usage usage(String key) {
        return usages.computeIfAbsent(key, added -> new Usage(usages.size()));
    }

    /** The name of a speaker is on each of their lines; others may shorten it. */
    private void ignore(String name) {
        for (int end = MIN_SHORT_NAME; end <= name.length(); end++) {
            Usage usage = usages.get(name.substring(0, end));
            if (usage != null) {
                usage.common = true;
            }
        }
    }

    /** How a concept is used in the conversation. */
    private static final class Usage {
        private final int index;
        private final Set<String> speakers = new HashSet<>(4);
        private boolean sequence;
        private boolean number;
        private boolean date;
        private boolean common;
        private int capitalized;
        private int plain;
        private int clauses;
        private int lastClause = -1;

        Usage(int index) {
            this.index = index;
        }

        Usage add(Word word, int clause, SpeakerLine line, boolean capitalNouns) {
            boolean capital = word.kind() == Word.Kind.CAPITALIZED && !capitalNouns;
            number |= word.kind() == Word.Kind.NUMBER;
            capitalized += capital ? 1 : 0;
            plain += capital || word.kind() == Word.Kind.SENTENCE_START ? 0 : 1;
            return add(clause, line);
        }

        Usage addSequence(int clause, SpeakerLine line) {
            sequence = true;
            return add(clause, line);
        }

        boolean isFact() {
            return sequence || number || (capitalized > 0 && capitalized >= MOSTLY_CAPITALIZED * (capitalized + plain));
        }

        double weight(int clauseCount) {
            if (common) {
                return 0;
            }
            double weight = StrictMath.log((clauseCount + 1.0) / clauses) * StrictMath.pow(clauses, RECURRENCE);
            double shared = speakers.size() > 1 ? SHARED : 1;
            return weight * (sequence ? SEQUENCE * shared : isFact() ? FACT * shared : date ? DATE : 1);
        }

        private Usage add(int clause, SpeakerLine line) {
            clauses += clause == lastClause ? 0 : 1;
            lastClause = clause;
            if (line.role() == Role.USER || line.role() == Role.ASSISTANT) {
                speakers.add(line.speaker());
            }
            return this;
        }
    }
}
