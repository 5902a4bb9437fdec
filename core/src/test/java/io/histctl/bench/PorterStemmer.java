package io.histctl.bench;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** M. F. Porter's stemmer for English, with the extensions that NLTK makes by default. */
final class PorterStemmer {
    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            Map.entry("sky", "sky"),
            Map.entry("skies", "sky"),
            Map.entry("dying", "die"),
            Map.entry("lying", "lie"),
            Map.entry("tying", "tie"),
            Map.entry("news", "news"),
            Map.entry("innings", "inning"),
            Map.entry("inning", "inning"),
            Map.entry("outings", "outing"),
            Map.entry("outing", "outing"),
            Map.entry("cannings", "canning"),
            Map.entry("canning", "canning"),
            Map.entry("howe", "howe"),
            Map.entry("proceed", "proceed"),
            Map.entry("exceed", "exceed"),
            Map.entry("succeed", "succeed"));

    private static final List<String> STEP_2 = List.of(
            "ational:ate",
            "tional:tion",
            "enci:ence",
            "anci:ance",
            "izer:ize",
            "bli:ble",
            "alli:al",
            "entli:ent",
            "eli:e",
            "ousli:ous",
            "ization:ize",
            "ation:ate",
            "ator:ate",
            "alism:al",
            "iveness:ive",
            "fulness:ful",
            "ousness:ous",
            "aliti:al",
            "iviti:ive",
            "biliti:ble",
            "fulli:ful");
    private static final List<String> STEP_3 =
            List.of("icate:ic", "ative:", "alize:al", "iciti:ic", "ical:ic", "ful:", "ness:");
    private static final List<String> STEP_4 = List.of(
            "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate",
            "iti", "ous", "ive", "ize");

    private PorterStemmer() {}

    static String stem(String word) {
        String irregular = IRREGULAR.get(word);
        if (irregular != null || word.length() <= 2) {
            return irregular == null ? word : irregular;
        }
        String stem = step1c(step1b(step1a(word)));
        stem = step4(replaced(step2(stem), STEP_3));
        return step5(stem);
    }

    private static String step1a(String w) {
        if (w.endsWith("ies")) {
            return w.length() == 4 ? cut(w, 1) : cut(w, 2);
        }
        return w.endsWith("sses") ? cut(w, 2) : w.endsWith("ss") || !w.endsWith("s") ? w : cut(w, 1);
    }

    private static String step1b(String w) {
        if (w.endsWith("ied")) {
            return w.length() == 4 ? cut(w, 1) : cut(w, 2);
        }
        if (w.endsWith("eed")) {
            return measure(cut(w, 3)) > 0 ? cut(w, 1) : w;
        }
        String stem = w.endsWith("ed") && hasVowel(cut(w, 2))
                ? cut(w, 2)
                : w.endsWith("ing") && hasVowel(cut(w, 3)) ? cut(w, 3) : null;
        if (stem == null) {
            return w;
        }
        if (stem.endsWith("at") || stem.endsWith("bl") || stem.endsWith("iz")) {
            return stem + "e";
        }
        char last = stem.charAt(stem.length() - 1);
        boolean doubled =
                stem.length() > 1 && last == stem.charAt(stem.length() - 2) && isConsonant(stem, stem.length() - 1);
        if (doubled) {
            return "lsz".indexOf(last) < 0 ? cut(stem, 1) : stem;
        }
        return measure(stem) == 1 && endsShort(stem) ? stem + "e" : stem;
    }

    private static String step1c(String w) {
        boolean y = w.endsWith("y") && w.length() > 2 && isConsonant(w, w.length() - 2);
        return y ? cut(w, 1) + "i" : w;
    }

    private static String step2(String w) {
        if (w.endsWith("alli") && measure(cut(w, 4)) > 0) {
            return step2(cut(w, 2));
        }
        boolean log = STEP_2.stream().noneMatch(rule -> w.endsWith(rule.substring(0, rule.indexOf(':'))))
                && w.endsWith("logi");
        return log ? (measure(cut(w, 3)) > 0 ? cut(w, 1) : w) : replaced(w, STEP_2);
    }

    private static String replaced(String w, List<String> rules) {
        for (String rule : rules) {
            int colon = rule.indexOf(':');
            if (w.endsWith(rule.substring(0, colon))) {
                String stem = cut(w, colon);
                return measure(stem) > 0 ? stem + rule.substring(colon + 1) : w;
            }
        }
        return w;
    }

    private static String step4(String w) {
        for (String suffix : STEP_4) {
            if (w.endsWith(suffix)) {
                String stem = cut(w, suffix.length());
                Predicate<String> allowed = s -> !suffix.equals("ion") || s.endsWith("s") || s.endsWith("t");
                return measure(stem) > 1 && allowed.test(stem) ? stem : w;
            }
        }
        return w;
    }

    private static String step5(String w) {
        String stem = w;
        if (w.endsWith("e")) {
            int measure = measure(cut(w, 1));
            stem = measure > 1 || (measure == 1 && !endsShort(cut(w, 1))) ? cut(w, 1) : w;
        }
        return stem.endsWith("ll") && measure(cut(stem, 1)) > 1 ? cut(stem, 1) : stem;
    }

    private static String cut(String w, int letters) {
        return w.substring(0, w.length() - letters);
    }

    private static boolean isConsonant(String w, int at) {
        char c = w.charAt(at);
        return c == 'y' ? at == 0 || !isConsonant(w, at - 1) : "aeiou".indexOf(c) < 0;
    }

    private static boolean hasVowel(String w) {
        for (int at = 0; at < w.length(); at++) {
            if (!isConsonant(w, at)) {
                return true;
            }
        }
        return false;
    }

    /** How often a consonant follows a vowel. */
    private static int measure(String w) {
        int measure = 0;
        for (int at = 1; at < w.length(); at++) {
            measure += isConsonant(w, at) && !isConsonant(w, at - 1) ? 1 : 0;
        }
        return measure;
    }

    private static boolean endsShort(String w) {
        int last = w.length() - 1;
        return w.length() == 2
                ? !isConsonant(w, 0) && isConsonant(w, 1)
                : w.length() > 2
                        && isConsonant(w, last - 2)
                        && !isConsonant(w, last - 1)
                        && isConsonant(w, last)
                        && "wxy".indexOf(w.charAt(last)) < 0;
    }
}
