package io.histctl.summary.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Digests of the same conversation in fifteen languages. */
final class LanguagesTest {
    @ParameterizedTest
    @ValueSource(strings = {"en", "ar", "de", "es", "fr", "he", "hi", "it", "ja", "ko", "nl", "pt", "ru", "tr", "zh"})
    void everyTurnIsRecognizedAsTheSameLanguage(String code) {
        List<List<Word>> words = Trip.read(code).turns().stream()
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
}
