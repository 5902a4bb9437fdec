package io.histctl.summary.digest;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Cuts the prefixes and suffixes of a language off its words. The result need not be a word, only the same for all its forms. */
final class Stemmer {
    private static final int MIN_STEM = 3;

    private final List<String> prefixes;
    private final List<String> suffixes;
    private final int minStem;

    Stemmer(WordLists lists) {
        prefixes = longestFirst(lists.words("prefix"));
        suffixes = longestFirst(lists.words("suffix"));
        minStem = lists.words("min-stem").stream()
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(MIN_STEM);
    }

    String stem(String word) {
        return undoubled(withoutSuffix(withoutPrefix(word)));
    }

    String withoutPrefix(String word) {
        for (String prefix : prefixes) {
            if (word.length() - prefix.length() >= minStem && word.startsWith(prefix)) {
                return word.substring(prefix.length());
            }
        }
        return word;
    }

    private String withoutSuffix(String word) {
        for (String suffix : suffixes) {
            if (word.length() - suffix.length() >= minStem && word.endsWith(suffix)) {
                return word.substring(0, word.length() - suffix.length());
            }
        }
        return word;
    }

    /** So that "stopped" and "stop" have the same stem. */
    private static String undoubled(String stem) {
        int last = stem.length() - 1;
        boolean doubled = last > 2 && stem.charAt(last) == stem.charAt(last - 1) && "ls".indexOf(stem.charAt(last)) < 0;
        return doubled ? stem.substring(0, last) : stem;
    }

    private static List<String> longestFirst(Set<String> words) {
        return words.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }
}
