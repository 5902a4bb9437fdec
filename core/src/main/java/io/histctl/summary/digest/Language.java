package io.histctl.summary.digest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the digest knows of a language: the word lists of a data file, {@code languages/en.txt} and others. A line of
 * the file is the name of a list and some of its words; {@code _} stands for a space, and {@code *} at the beginning of
 * a negation for any part of a word. Immutable.
 */
final class Language {
    /** A language of which nothing is known. Its sentences are never shortened. */
    static final Language UNKNOWN = new Language("", Map.of(), false);

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int MIN_STEM = 3;

    private final String code;
    private final Map<String, List<String>> lists;
    private final boolean certain;
    private final Set<String> stopWords;
    private final boolean capitalizesNouns;
    private final Set<String> particles;
    private final Set<String> fillers;
    private final Set<String> negations;
    private final List<String> negatingParts;
    private final Set<String> firstPerson;
    private final Set<String> openers;
    private final Set<String> coordinators;
    private final Set<String> subjects;
    private final Set<String> weekdays;
    private final Set<String> months;
    private final Set<String> dates;
    private final Set<String> units;
    private final List<String> prefixes;
    private final List<String> suffixes;
    private final int minStem;
    private final Map<String, String> numbers = new HashMap<>();
    private final Pattern leadIns;

    private Language(String code, Map<String, List<String>> lists, boolean certain) {
        this.lists = lists;
        this.certain = certain;
        this.code = code;
        capitalizesNouns = lists.containsKey("capitalized-nouns");
        particles = set(lists, "particle");
        fillers = set(lists, "filler");
        stopWords = new HashSet<>(fillers);
        stopWords.addAll(set(lists, "stop"));
        negations = set(lists, "negation");
        negatingParts = negations.stream()
                .filter(part -> part.startsWith("*"))
                .map(part -> part.substring(1))
                .toList();
        firstPerson = set(lists, "first-person");
        openers = set(lists, "opener");
        coordinators = set(lists, "coordinator");
        subjects = set(lists, "subject");
        weekdays = set(lists, "weekday");
        months = set(lists, "month");
        dates = set(lists, "date");
        units = set(lists, "unit");
        prefixes = longestFirst(list(lists, "prefix"));
        suffixes = longestFirst(list(lists, "suffix"));
        minStem = list(lists, "min-stem").stream()
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(MIN_STEM);
        for (String number : list(lists, "number")) {
            numbers.put(number.substring(0, number.indexOf('=')), number.substring(number.indexOf('=') + 1));
        }
        leadIns = phrases(list(lists, "lead-in"));
    }

    /** Reads the data file of a language. */
    static Language read(String code) {
        String file = "languages/" + code + ".txt";
        Map<String, List<String>> lists = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(Language.class.getResourceAsStream(file), file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    List<String> words = List.of(SPACES.split(line.strip(), 0));
                    lists.computeIfAbsent(words.get(0), added -> new ArrayList<>())
                            .addAll(words.subList(1, words.size()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Language(code, lists, true);
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
                || (!prefixes.isEmpty() && stopWords.contains(withoutPrefix(key)))
                || (isPair(key)
                        && (characters(key).allMatch(stopWords::contains)
                                || characters(key).anyMatch(particles::contains)));
    }

    /** Whether a word says that the rest of its sentence is not so, or only under a condition. */
    boolean negates(String key) {
        return negations.contains(key) || negatingParts.stream().anyMatch(key::contains);
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
        return capitalizesNouns;
    }

    /** A day of the week or a month. */
    boolean isDay(String key) {
        String day = withoutPrefix(key);
        return weekdays.contains(key) || weekdays.contains(day) || months.contains(key) || months.contains(day);
    }

    /** A word such as "yesterday". */
    boolean isDate(String key) {
        return dates.contains(key);
    }

    /** A word that belongs to the number before it, such as "pm". */
    boolean isUnit(String key) {
        return units.contains(key);
    }

    /** Whether a word is a number, or a pair begins with one. */
    boolean isNumber(String key) {
        return numbers.containsKey(key) || (isPair(key) && numbers.containsKey(key.substring(0, 1)));
    }

    /** The concept of a word: its stem, or the digits of a number. */
    String stem(String key) {
        String number = numbers.get(key);
        boolean fixed = number != null || isPair(key) || Character.isDigit(key.codePointAt(0));
        return number != null ? number : fixed ? key : undoubled(withoutSuffix(withoutPrefix(key)));
    }

    /** The end of an opening without content such as "Okay, great."; {@code from} if there is none. */
    int skipLeadIn(String text, int from, int to) {
        Matcher phrase = leadIns.matcher(text).region(from, to);
        if (phrase.lookingAt()) {
            return Sentences.skipSpaces(text, phrase.end());
        }
        int end = from;
        while (end < to && ",;:!.?，。！？、".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        List<Word> words = Word.of(text.substring(from, end));
        boolean filler = !words.isEmpty() && words.stream().allMatch(word -> fillers.contains(word.key()));
        boolean ends = end + 1 >= to || Characters.isSpace(text.charAt(end + 1)) || text.charAt(end) > 0x3000;
        return filler && ends ? Math.min(to, Sentences.skipSpaces(text, end + 1)) : from;
    }

    private static boolean isPair(String key) {
        return Characters.isUnspaced(key.codePointAt(0));
    }

    private static Stream<String> characters(String key) {
        return key.codePoints().mapToObj(Character::toString);
    }

    private String withoutPrefix(String key) {
        for (String prefix : prefixes) {
            if (key.startsWith(prefix) && key.length() - prefix.length() >= minStem) {
                return key.substring(prefix.length());
            }
        }
        return key;
    }

    private String withoutSuffix(String key) {
        for (String suffix : suffixes) {
            if (key.endsWith(suffix) && key.length() - suffix.length() >= minStem) {
                return key.substring(0, key.length() - suffix.length());
            }
        }
        return key;
    }

    /** So that "stopped" and "stop" have the same stem. */
    private static String undoubled(String stem) {
        int last = stem.length() - 1;
        boolean doubled = last > 2 && stem.charAt(last) == stem.charAt(last - 1) && "ls".indexOf(stem.charAt(last)) < 0;
        return doubled ? stem.substring(0, last) : stem;
    }

    private static List<String> list(Map<String, List<String>> lists, String name) {
        return lists.getOrDefault(name, List.of());
    }

    private static Set<String> set(Map<String, List<String>> lists, String name) {
        return Set.copyOf(list(lists, name));
    }

    private static List<String> longestFirst(List<String> words) {
        return words.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    private static Pattern phrases(List<String> phrases) {
        String alternatives = longestFirst(phrases).stream()
                .map(phrase -> Pattern.quote(phrase.replace('_', ' ')).replace("'", "\\E['’]\\Q"))
                .collect(Collectors.joining("|"));
        return Pattern.compile(
                phrases.isEmpty() ? "(?!)" : "(?:" + alternatives + ")[,:]?(?=\\s)",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
