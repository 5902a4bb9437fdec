package io.histctl.summary.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.model.Role;
import io.histctl.model.TokenCounter;
import io.histctl.model.TokenEstimate;
import io.histctl.model.Turn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Digests of the same conversation in fifteen languages. */
final class LanguagesTest {
    private static final double[] SHARES = {0.25, 0.3, 0.35, 0.4, 0.45, 0.5};

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar", "de", "es", "fr", "he", "hi", "it", "ja", "ko", "nl", "pt", "ru", "tr", "zh"})
    void everyTurnIsRecognizedAsTheSameLanguage(String code) {
        List<List<Word>> words = Trip.read(code).turns.stream()
                .map(turn -> Word.of(turn.message().text()))
                .toList();

        assertThat(new Languages().recognize(words)).extracting(Language::code).containsOnly(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar", "de", "es", "fr", "he", "hi", "it", "ja", "ko", "nl", "pt", "ru", "tr", "zh"})
    void aDigestKeepsFactsWithinTenPointsOfEnglish(String code) {
        assertThat(Trip.read(code).kept()).isGreaterThan(Trip.read("en").kept() - 0.1);
    }

    @Test
    void eachTurnHasALanguageOfItsOwn() {
        List<Language> languages = new Languages()
                .recognize(List.of(
                        Word.of("Are you there already, or is it too early for you?"),
                        Word.of("Nein, ich bin noch nicht da, aber ich komme gleich."),
                        Word.of("我还没有到，请等我一下。"),
                        Word.of("KX4471")));

        assertThat(languages).extracting(Language::code).startsWith("en", "de", "zh");
        assertThat(languages).extracting(Language::isCertain).containsExactly(true, true, true, false);
    }

    @Test
    void aNegationKeepsItsSentenceWholeInEveryLanguage() {
        for (String sentence : List.of(
                "Wir nehmen das Zimmer mit Balkon, aber ich will es nicht am Montag.",
                "Queremos la habitación con balcón, pero no para el lunes de mayo.",
                "Nous prenons la chambre avec balcon, mais je ne la veux pas pour lundi.",
                "Prendiamo la camera con il balcone, ma non la voglio per lunedì.",
                "Мы возьмём номер с балконом, но я не хочу его на понедельник.",
                "我们要带阳台的房间，可是我不要星期一的。")) {
            List<Word> words = Word.of(sentence);
            Language language = new Languages().recognize(List.of(words)).get(0);

            assertThat(language.isCertain()).as(sentence).isTrue();
            assertThat(Clauses.ends(sentence, words, language)).as(sentence).hasSize(1);
        }
    }

    /** A conversation about a trip, and the facts in it. */
    private record Trip(List<Turn> turns, List<String> facts) {
        static Trip read(String code) {
            Talk talk = new Talk();
            List<String> facts = new ArrayList<>();
            for (String line : lines("trip/" + code + ".txt")) {
                String text = line.substring(line.indexOf(' ') + 1);
                if (line.startsWith("Fact:")) {
                    facts.add(text);
                } else {
                    talk.says(line.startsWith("User:") ? Role.USER : Role.ASSISTANT, null, text);
                }
            }
            return new Trip(talk.turns(), facts);
        }

        private static List<String> lines(String file) {
            try (InputStream in = LanguagesTest.class.getResourceAsStream(file)) {
                return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The share of the facts that digests of several sizes contain in one line. */
        double kept() {
            long whole = TokenEstimate.of(digest(Long.MAX_VALUE));
            long kept = 0;
            for (double share : SHARES) {
                List<String> lines = digest((long) (whole * share))
                        .toLowerCase(Locale.ROOT)
                        .lines()
                        .toList();
                kept += facts.stream()
                        .map(fact -> fact.toLowerCase(Locale.ROOT))
                        .filter(fact -> lines.stream().anyMatch(line -> line.contains(fact)))
                        .count();
            }
            return (double) kept / (facts.size() * SHARES.length);
        }

        private String digest(long budget) {
            return DigestText.of(turns, budget, TokenCounter.ESTIMATE);
        }
    }
}
