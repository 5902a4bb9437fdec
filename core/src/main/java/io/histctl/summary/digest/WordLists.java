package io.histctl.summary.digest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The data file of a language, {@code languages/en.txt} and others. A line of it is the name of a list and some of its
 * words; {@code _} stands for a space, and {@code *} at the beginning of a negation for any part of a word.
 */
record WordLists(Map<String, Set<String>> lists) {
    static final WordLists EMPTY = new WordLists(Map.of());

    static WordLists read(String code) {
        String file = "languages/" + code + ".txt";
        Map<String, Set<String>> lists = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(WordLists.class.getResourceAsStream(file), file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] words = line.strip().split(" ", -1);
                    lists.computeIfAbsent(words[0], added -> new LinkedHashSet<>())
                            .addAll(Arrays.asList(words).subList(1, words.length));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new WordLists(lists);
    }

    Set<String> words(String list) {
        return lists.getOrDefault(list, Set.of());
    }

    Set<String> phrases(String list) {
        return words(list).stream().map(phrase -> phrase.replace('_', ' ')).collect(Collectors.toSet());
    }
}
