package io.histctl.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of the answers to questions a summary keeps. An answer is split at commas, semicolons and "and" into items;
 * an item scores the best line's share of its content words, which are stemmed in English. Chinese, Japanese and Korean are
 * compared by characters.
 *
 * @param kept AR: the mean score in percent
 * @param complete AR100: the items in percent of which one line has every word
 */
record FactScore(double kept, double complete) {
    private static final String UNSPACED = "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}";
    private static final Pattern WORD =
            Pattern.compile("[" + UNSPACED + "]|[\\p{L}\\p{M}\\p{Nd}&&[^" + UNSPACED + "]]+");
    private static final Pattern ITEMS = Pattern.compile("[,;]|\\band\\b");
    private static final Set<String> STOP_WORDS = Set.of(("a about above after again against all also am an and any are"
                    + " aren't as at be because been before being below between both but by can cannot could did do"
                    + " does doing down during each even few for from further get got had has have having he her here"
                    + " hers herself him himself his how i if in into is it its itself just let like me more most my"
                    + " myself no nor not now of off oh ok okay on once only or other our ours ourselves out over own"
                    + " really s same she should so some such t than that the their theirs them themselves then there"
                    + " these they this those through to too under until up us very was we well were what when where"
                    + " which while who whom why will with would yeah yes you your yours yourself yourselves hey hi"
                    + " hello thanks thank please sure right know think go going want see come lol haha hmm um uh mhm"
                    + " bye gonna")
            .split(" ", -1));
    private static final Map<String, String> NUMBERS = numbers();

    static FactScore of(List<String> answers, String summary) {
        List<Set<String>> lines =
                summary.lines().map(line -> Set.copyOf(words(line))).toList();
        double kept = 0;
        double complete = 0;
        int scored = 0;
        for (String answer : answers) {
            List<Set<String>> items = items(answer);
            if (!items.isEmpty()) {
                scored++;
                double[] best =
                        items.stream().mapToDouble(item -> best(item, lines)).toArray();
                kept += Arrays.stream(best).average().orElse(0);
                complete += Arrays.stream(best).filter(share -> share == 1).count() / (double) best.length;
            }
        }
        return new FactScore(100 * kept / scored, 100 * complete / scored);
    }

    private static double best(Set<String> item, List<Set<String>> lines) {
        return lines.stream()
                .mapToDouble(line -> item.stream().filter(line::contains).count() / (double) item.size())
                .max()
                .orElse(0);
    }

    private static List<Set<String>> items(String answer) {
        List<Set<String>> items = new ArrayList<>();
        for (String item : ITEMS.split(answer, -1)) {
            items.add(new HashSet<>(words(item)));
        }
        items.removeIf(Set::isEmpty);
        return items;
    }

    /** The content words of a text. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT).replace("'s ", " "));
        while (matcher.find()) {
            String word = NUMBERS.getOrDefault(matcher.group(), matcher.group());
            boolean letter = word.length() == 1 && word.charAt(0) < 0x80 && !Character.isDigit(word.charAt(0));
            if (!letter && !STOP_WORDS.contains(word)) {
                words.add(word.length() > 3 && word.chars().allMatch(c -> c < 0x80) ? PorterStemmer.stem(word) : word);
            }
        }
        return words;
    }

    private static Map<String, String> numbers() {
        String[] words = "zero one two three four five six seven eight nine ten eleven twelve".split(" ", -1);
        Map<String, String> numbers = new HashMap<>();
        for (int i = 0; i < words.length; i++) {
            numbers.put(words[i], String.valueOf(i));
        }
        return numbers;
    }
}
