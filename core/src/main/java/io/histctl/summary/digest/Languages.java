package io.histctl.summary.digest;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Recognizes the language of each turn by its script and, in the Latin script, by its stop words. The data file of a
 * language is read when a turn in its script is found. Not thread-safe.
 */
final class Languages {
    private static final List<String> LATIN = List.of("en", "de", "es", "fr", "it", "pt", "nl", "tr");
    private static final Map<UnicodeScript, String> OTHERS = Map.of(
            UnicodeScript.CYRILLIC, "ru",
            UnicodeScript.ARABIC, "ar",
            UnicodeScript.HEBREW, "he",
            UnicodeScript.DEVANAGARI, "hi",
            UnicodeScript.HANGUL, "ko",
            UnicodeScript.HIRAGANA, "ja",
            UnicodeScript.KATAKANA, "ja",
            UnicodeScript.HAN, "zh");

    private static final int MIN_STOP_WORDS = 2;
    /** The least number of different stop words of its language, as a share of a turn's words. */
    private static final double PROBABLY = 0.2;
    /** The share of a turn's words that must be stop words of English for no other language to be considered. */
    private static final double SURELY = 0.4;

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

    private Language recognizeTurn(List<Word> words) {
        UnicodeScript script = script(words);
        return script == UnicodeScript.LATIN
                ? latin(words)
                : OTHERS.containsKey(script) ? language(OTHERS.get(script)) : Language.UNKNOWN;
    }

    /** The script of most words; Japanese also writes in Han, but not without syllables. */
    private static UnicodeScript script(List<Word> words) {
        Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
        words.forEach(word -> counts.merge(UnicodeScript.of(word.key().codePointAt(0)), 1, Integer::sum));
        counts.remove(UnicodeScript.COMMON);
        UnicodeScript most = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(UnicodeScript.COMMON);
        return most == UnicodeScript.HAN && counts.containsKey(UnicodeScript.HIRAGANA) ? UnicodeScript.HIRAGANA : most;
    }

    private Language latin(List<Word> words) {
        Language best = Language.UNKNOWN;
        long most = MIN_STOP_WORDS - 1;
        long second = 0;
        for (String code : LATIN) {
            Language language = language(code);
            long count = words.stream()
                    .map(Word::key)
                    .distinct()
                    .filter(language::isStopWord)
                    .count();
            if (count > most) {
                second = most;
                best = language;
                most = count;
                if (code.equals(LATIN.get(0)) && count >= SURELY * words.size()) {
                    break;
                }
            } else {
                second = Math.max(second, count);
            }
        }
        boolean other = words.stream().anyMatch(word -> language("other").negates(word.key()));
        return !other && most > second && most >= PROBABLY * words.size() ? best : Language.UNKNOWN;
    }

    private Language language(String code) {
        return read.computeIfAbsent(code, Language::read);
    }
}
