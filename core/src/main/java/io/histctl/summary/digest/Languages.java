package io.histctl.summary.digest;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Recognizes the language of each turn by its script and its stop words. Data files are read when they are needed
 * first. Not thread-safe.
 */
final class Languages {
    private static final List<String> LATIN = List.of("en");
    private static final int MIN_STOP_WORDS = 2;

    private final Map<String, Language> read = new HashMap<>();

    /**
     * The language of each turn. A doubtful one is taken to be in the language of most others, but its sentences are
     * never shortened.
     */
    List<Language> recognize(List<List<Word>> turns) {
        List<Language> languages = turns.stream().map(this::recognizeTurn).toList();
        Map<Language, Integer> counts = new LinkedHashMap<>();
        languages.forEach(language -> counts.merge(language, 1, Integer::sum));
        counts.remove(Language.UNKNOWN);
        Language most = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(Language.UNKNOWN)
                .doubtful();
        return languages.stream()
                .map(language -> language == Language.UNKNOWN ? most : language)
                .toList();
    }

    Language recognizeTurn(List<Word> words) {
        return latin(words);
    }

    private Language latin(List<Word> words) {
        Language best = Language.UNKNOWN;
        long most = MIN_STOP_WORDS - 1;
        for (String code : LATIN) {
            Language language = language(code);
            long count = words.stream()
                    .filter(word -> language.isStopWord(word.key()))
                    .count();
            if (count > most) {
                best = language;
                most = count;
            }
        }
        return best;
    }

    private Language language(String code) {
        return read.computeIfAbsent(code, Language::read);
    }
}
