package io.histctl.summary.digest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the digest knows of a language. Immutable. */
final class Language {
    /** An unknown language. Its sentences are never shortened. */
    static final Language UNKNOWN = new Language("", WordLists.EMPTY, false);

    private static final int MAX_LEAD_IN_WORDS = 5;
    private static final int MAX_FILLER = 60;

    private final String code;
    private final WordLists lists;
    private final boolean certain;
    private final Stemmer stemmer;
    private final Set<String> stopWords;
    private final Set<String> particles;
    private final Set<String> fillers;
    private final Set<String> negations;
    private final List<String> negatingParts;
    private final Set<String> firstPerson;
    private final Set<String> openers;
    private final Set<String> coordinators;
    private final Set<String> subjects;
    private final Set<String> leadIns;
    private final Set<String> denials;
    private final Set<String> corrections;
    private final Set<String> replacements;
    private final Map<String, String> numbers = new HashMap<>();

    private Language(String code, WordLists lists, boolean certain) {
        this.code = code;
        this.lists = lists;
        this.certain = certain;
        stemmer = new Stemmer(lists);
        particles = lists.words("particle");
        fillers = lists.words("filler");
        stopWords = new HashSet<>(fillers);
        stopWords.addAll(lists.words("stop"));
        negations = lists.words("negation");
        negatingParts = negations.stream()
                .filter(part -> part.startsWith("*"))
                .map(part -> part.substring(1))
                .toList();
        firstPerson = lists.words("first-person");
        openers = lists.words("opener");
        coordinators = lists.words("coordinator");
        subjects = lists.words("subject");
        leadIns = lists.phrases("lead-in");
        denials = lists.phrases("denial");
        corrections = lists.phrases("correction");
        replacements = lists.phrases("replaced");
        for (String number : lists.words("number")) {
            numbers.put(number.substring(0, number.indexOf('=')), number.substring(number.indexOf('=') + 1));
        }
    }

    /** Reads the data file of a language. */
    static Language read(String code) {
        return new Language(code, WordLists.read(code), true);
    }

    /** This language, where it may have been mistaken for another. */
    Language doubtful() {
        return new Language(code, lists, false);
    }

    /** Whether a sentence may be shortened by the rules of this language. */
    boolean isCertain() {
        return certain;
    }

    String code() {
        return code;
    }

    /** Whether a word is too common to carry a fact; of a pair, both characters must be, or one is a particle. */
    boolean isStopWord(String key) {
        return stopWords.contains(key)
                || stopWords.contains(stemmer.withoutPrefix(key))
                || (isPair(key)
                        && (characters(key).allMatch(stopWords::contains)
                                || characters(key).anyMatch(particles::contains)));
    }

    /** Whether a word says that the rest of its sentence is not so, or only under a condition. */
    boolean negates(String key) {
        return negations.contains(key) || (!negatingParts.isEmpty() && containsAny(key, negatingParts));
    }

    boolean isFirstPerson(String key) {
        return firstPerson.contains(key) || (isPair(key) && characters(key).anyMatch(firstPerson::contains));
    }

    /** Whether a word can begin a clause or phrase: at, which, because. */
    boolean opens(String key) {
        return openers.contains(key);
    }

    /** Whether these two words begin a new clause: "and we". */
    boolean joinsClauses(String word, String next) {
        return coordinators.contains(word) && subjects.contains(next);
    }

    /** Whether these two words begin the last item of a list: "and pears". */
    boolean joinsListItems(String word, String next) {
        return coordinators.contains(word) && !subjects.contains(next);
    }

    /** Whether every noun has a capital letter, so that it does not distinguish a name. */
    boolean capitalizesNouns() {
        return !lists.words("capitalized-nouns").isEmpty();
    }

    /** A day of the week or a month. */
    boolean isDay(String key) {
        return Stream.of(key, stemmer.withoutPrefix(key), stemmer.stem(key))
                .anyMatch(day -> lists.words("weekday").contains(day)
                        || lists.words("month").contains(day));
    }

    /** A word such as "yesterday". */
    boolean isDate(String key) {
        return lists.words("date").contains(key);
    }

    /** A word that belongs to the number before it, such as "pm". */
    boolean isUnit(String key) {
        return lists.words("unit").contains(key);
    }

    /** Whether a word is a number, or a pair begins with one. */
    boolean isNumber(String key) {
        return numbers.containsKey(key) || (isPair(key) && numbers.containsKey(key.substring(0, 1)));
    }

    /** Whether a turn, in lower case, begins by denying what was said. */
    boolean denies(String turn) {
        return denials.stream()
                .anyMatch(denial -> turn.startsWith(denial) && (isPair(denial) || !isWord(turn, denial.length())));
    }

    /** Whether a turn, in lower case, contains a word that announces another value: "actually". */
    boolean corrects(String turn) {
        return corrections.stream().anyMatch(phrase -> containsPhrase(turn, phrase));
    }

    /** Whether the words before a value say that it no longer holds: "instead of". */
    boolean replaces(String before) {
        return replacements.stream().anyMatch(phrase -> containsPhrase(before, phrase));
    }

    /** The concept of a word: its stem, or the digits of a number. */
    String stem(String key) {
        String number = numbers.get(key);
        boolean fixed = number != null || isPair(key) || Character.isDigit(key.codePointAt(0));
        return number != null ? number : fixed ? key : stemmer.stem(key);
    }

    /** The end of an opening without content such as "Okay, great." or "I found"; {@code from} if there is none. */
    int skipLeadIn(String text, int from, int to) {
        int phrase = phraseEnd(text, from, to);
        if (phrase > from) {
            return Sentences.skipSpaces(text, phrase);
        }
        int end = from;
        int max = Math.min(to, from + MAX_FILLER);
        while (end < max && ",;:!.?，。！？、".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        if (end == max && max < to) {
            return from;
        }
        boolean ends = end >= to - 1 || Characters.isSpace(text.charAt(end + 1)) || text.charAt(end) > 0x3000;
        return ends && isFiller(text, from, end) ? Math.min(to, Sentences.skipSpaces(text, end + 1)) : from;
    }

    private boolean isFiller(String text, int from, int end) {
        List<Word> words = Word.of(text.substring(from, end));
        return !words.isEmpty() && words.stream().allMatch(word -> fillers.contains(word.key()));
    }

    /** The end of the longest lead-in that begins here and is followed by a space. */
    private int phraseEnd(String text, int from, int to) {
        int longest = from;
        int end = from;
        for (int words = 0; words < MAX_LEAD_IN_WORDS && end < to; words++) {
            int space = end + 1;
            while (space < to && !Characters.isSpace(text.charAt(space))) {
                space++;
            }
            end = space;
            String phrase = text.substring(from, end).toLowerCase(Locale.ROOT).replace('’', '\'');
            boolean pause = phrase.endsWith(",") || phrase.endsWith(":");
            boolean known = leadIns.contains(pause ? phrase.substring(0, phrase.length() - 1) : phrase);
            longest = known && end < to ? end : longest;
        }
        return longest;
    }

    /** Whether a phrase is contained as whole words; in a script without spaces, anywhere. */
    private static boolean containsPhrase(String text, String phrase) {
        boolean anywhere = isPair(phrase);
        for (int at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
            if (anywhere || (!isWord(text, at - 1) && !isWord(text, at + phrase.length()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(String text, int at) {
        return at >= 0 && at < text.length() && Characters.isWord(text.charAt(at));
    }

    private static boolean containsAny(String key, List<String> parts) {
        for (String part : parts) {
            if (key.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPair(String key) {
        return Characters.isUnspaced(key.codePointAt(0));
    }

    private static Stream<String> characters(String key) {
        return key.codePoints().mapToObj(Character::toString);
    }
}
