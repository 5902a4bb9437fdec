package io.histctl.summary.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClausesTest {
    @Test
    void anEnglishSentenceIsSplitIntoClauses() {
        assertThat(clauses("The room has a balcony, the key is still upstairs and it is quiet there."))
                .containsExactly("The room has a balcony,", "the key is still upstairs", "and it is quiet there.");
    }

    @Test
    void aClauseIsSplitIntoPhrases() {
        assertThat(clauses("We have booked the table at the old harbour for the six of you."))
                .containsExactly("We have booked the table", "at the old harbour", "for the six of you.");
    }

    @Test
    void aClauseHasAtLeastThreeWords() {
        assertThat(clauses("You have a big room, you have breakfast, and you have a bath."))
                .containsExactly("You have a big room,", "you have breakfast,", "and you have a bath.");
        assertThat(clauses("You have a big room, you sleep, and you have a bath."))
                .containsExactly("You have a big room,", "you sleep, and you have a bath.");
    }

    @Test
    void aSentenceWithANegationOrConditionStaysWhole() {
        for (String rest : List.of("I don't like the other one.", "only if it is for the two of us.")) {
            assertThat(clauses("We take the room with the view, " + rest)).hasSize(1);
        }
    }

    @Test
    void aListIsNotSplit() {
        assertThat(clauses("We will have to bring the tent, two pans and the stove."))
                .hasSize(1);
        assertThat(clauses("You have seen the bus that has seats and tables.")).hasSize(1);
    }

    @Test
    void aSentenceInAnUnknownLanguageStaysWhole() {
        assertThat(clauses("Vi tager værelset med altan, og vi rejser videre efter frokost."))
                .hasSize(1);
        assertThat(clauses("Vi tar rummet med balkong, men vi vill inte ha det i maj."))
                .hasSize(1);
        assertThat(clauses("Bierzemy pokój z balkonem, ale nie chcę go na poniedziałek."))
                .hasSize(1);
    }

    @Test
    void anOpeningWithoutContentIsAPartOfItsOwn() {
        assertThat(clauses("Okay, thanks. Sure, I would like to see the Alps."))
                .containsExactly("Okay,", "thanks.", "Sure,", "I would like to", "see the Alps.");
    }

    @Test
    void aVeryLongSentenceIsSplitAtSpaces() {
        List<String> clauses = clauses("word ".repeat(200).strip());

        assertThat(clauses).hasSizeGreaterThan(2).allMatch(clause -> clause.length() <= 300);
        assertThat(String.join(" ", clauses)).isEqualTo("word ".repeat(200).strip());
    }

    private static List<String> clauses(String text) {
        List<String> clauses = new ArrayList<>();
        int start = 0;
        List<Word> words = Word.of(text);
        Language language = new Languages().recognize(List.of(words)).get(0);
        for (int end : Clauses.ends(text, words, language)) {
            clauses.add(text.substring(start, end).strip());
            start = end;
        }
        return clauses;
    }
}
