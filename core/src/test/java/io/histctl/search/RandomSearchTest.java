package io.histctl.search;

import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.HistoryStore;
import io.histctl.record.Exchange;
import io.histctl.standin.SettableClock;
import io.histctl.testing.TestStores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches for random queries among random texts find what a scan of all of them finds. */
class RandomSearchTest {
    /** Terms, and the ways in which texts and queries write them. */
    private static final Map<String, List<String>> TERMS = Map.of(
            "cafe", List.of("café", "Cafe", "CAFÉ", "cafe\u0301"),
            "strasse", List.of("Straße", "STRASSE", "strasse"),
            "train", List.of("train", "Train"),
            "trainer", List.of("trainer"),
            "москва", List.of("Москва", "МОСКВА"),
            "42", List.of("42", "４２"),
            "会", List.of("会"),
            "議", List.of("議"));

    private static final List<String> WORDS = List.of("cafe", "strasse", "train", "trainer", "москва", "42");
    private static final List<String> CHARACTERS = List.of("会", "議");
    private static final List<String> SEPARATORS = List.of(" ", ", ", "-", "\\n", " (", "… ");

    private final Random random;

    RandomSearchTest() {
        random = new Random();
    }

    private record Phrase(List<String> terms, boolean prefix) {
        boolean isIn(List<String> text) {
            for (int i = 0; i + terms.size() <= text.size(); i++) {
                List<String> part = text.subList(i, i + terms.size());
                int last = terms.size() - 1;
                boolean begins = part.subList(0, last).equals(terms.subList(0, last));
                if (begins && (prefix ? part.get(last).startsWith(terms.get(last)) : part.equals(terms))) {
                    return true;
                }
            }
            return false;
        }
    }

    private record Alternative(List<Phrase> all, List<Phrase> none) {
        boolean matches(List<String> text) {
            return all.stream().allMatch(phrase -> phrase.isIn(text))
                    && none.stream().noneMatch(phrase -> phrase.isIn(text));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void searchFindsWhatAScanFinds(long seed) {
        random.setSeed(seed);
        try (HistoryStore store = TestStores.temporary(new SettableClock(Instant.parse("2026-06-05T12:00:00Z")))) {
            List<List<String>> texts = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                List<String> text = terms(1 + random.nextInt(7));
                texts.add(text);
                store.conversation("c" + i).record(Exchange.ofRequest(written(user(rendered(text)))));
            }
            for (int i = 0; i < 150; i++) {
                List<Alternative> query = alternatives();
                TreeSet<String> expected = new TreeSet<>();
                for (int n = 0; n < texts.size(); n++) {
                    List<String> text = texts.get(n);
                    if (query.stream().anyMatch(alternative -> alternative.matches(text))) {
                        expected.add("c" + n);
                    }
                }
                String words = query(query);

                List<SearchHit> hits = store.search(words, SearchOptions.DEFAULT.withLimit(1_000));

                assertThat(new TreeSet<>(
                                hits.stream().map(SearchHit::conversation).toList()))
                        .as(words)
                        .isEqualTo(expected);
                assertThat(hits).allMatch(hit -> hit.excerpt().stream().anyMatch(SearchHit.Segment::match));
            }
            assertThat(store.verify()).isEmpty();
        }
    }

    private List<String> terms(int count) {
        List<String> terms = new ArrayList<>();
        while (terms.size() < count) {
            terms.add(random.nextInt(3) == 0 ? one(CHARACTERS) : one(WORDS));
        }
        return terms;
    }

    private String rendered(List<String> terms) {
        StringBuilder text = new StringBuilder();
        for (String term : terms) {
            boolean separated = text.length() > 0 && !(CHARACTERS.contains(term) && random.nextBoolean());
            text.append(separated ? one(SEPARATORS) : "").append(one(TERMS.get(term)));
        }
        return text.toString();
    }

    private List<Alternative> alternatives() {
        List<Alternative> alternatives = new ArrayList<>();
        do {
            alternatives.add(new Alternative(phrases(1 + random.nextInt(2)), phrases(random.nextInt(2))));
        } while (random.nextInt(3) == 0);
        return alternatives;
    }

    private List<Phrase> phrases(int count) {
        List<Phrase> phrases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> terms = new ArrayList<>(terms(1 + random.nextInt(2)));
            boolean prefix = random.nextInt(3) == 0;
            String last = terms.get(terms.size() - 1);
            if (prefix && last.length() > 2) {
                terms.set(terms.size() - 1, last.substring(0, 2 + random.nextInt(last.length() - 2)));
            }
            phrases.add(new Phrase(terms, prefix));
        }
        return phrases;
    }

    private String query(List<Alternative> query) {
        return query.stream()
                .map(alternative -> joined(alternative.all(), "") + joined(alternative.none(), " NOT "))
                .collect(Collectors.joining(" OR "));
    }

    private String joined(List<Phrase> phrases, String before) {
        return phrases.stream().map(phrase -> before + quoted(phrase)).collect(Collectors.joining(" "));
    }

    private String quoted(Phrase phrase) {
        String words = String.join(" ", phrase.terms());
        String text = random.nextBoolean() ? words.toUpperCase(Locale.ROOT) : words;
        return "\"" + text + "\"" + (phrase.prefix() ? "*" : "");
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
