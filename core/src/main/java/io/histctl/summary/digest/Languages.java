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
    /** Different words of a turn; fewer are compared with English only. */
    private static final int MIN_WORDS = 4;
    /** The least number of different stop words of its language, as a share of a turn's different words. */
    private static final double PROBABLY = 0.2;
    /** The same for English, so that no other language is considered. */
    private static final double SURELY = 0.3;

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
        if (script == UnicodeScript.LATIN) {
            return latin(words.stream().map(Word::key).distinct().toList());
        }
        return OTHERS.containsKey(script) ? language(OTHERS.get(script)) : Language.UNKNOWN;
    }

    /** The script of most words; Japanese also writes in Han, but not without syllables. */
    private static UnicodeScript script(List<Word> words) {
        Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
        int latin = 0;
        for (Word word : words) {
            int first = word.key().codePointAt(0);
            if (first >= 'a' && first <= 'z') {
                latin++;
            } else {
                counts.merge(UnicodeScript.of(first), 1, Integer::sum);
            }
        }
        counts.merge(UnicodeScript.LATIN, latin, Integer::sum);
        counts.remove(UnicodeScript.COMMON);
        UnicodeScript most = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        return most == UnicodeScript.HAN && counts.containsKey(UnicodeScript.HIRAGANA) ? UnicodeScript.HIRAGANA : most;
    }

    private Language latin(List<String> keys) {
        Language english = language(LATIN.get(0));
        long most = stopWords(keys, english);
        if (keys.size() < MIN_WORDS || most >= SURELY * keys.size()) {
            return most >= MIN_STOP_WORDS ? english : Language.UNKNOWN;
        }
        Language best = english;
        long second = 0;
        for (String code : LATIN.subList(1, LATIN.size())) {
            long count = stopWords(keys, language(code));
            second = Math.max(second, Math.min(most, count));
            best = count > most ? language(code) : best;
            most = Math.max(most, count);
        }
        boolean other = keys.stream().anyMatch(language("other")::negates);
        boolean probable = most >= MIN_STOP_WORDS && most >= PROBABLY * keys.size();
        return !other && most > second && probable ? best : Language.UNKNOWN;
    }

    private static long stopWords(List<String> keys, Language language) {
        return keys.stream().filter(language::isStopWord).count();
    }

    private Language language(String code) {
        return read.computeIfAbsent(code, Language::read);
    }
}
