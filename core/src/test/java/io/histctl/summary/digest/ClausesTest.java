package io.histctl.summary.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClausesTest {
    @Test
    void anEnglishSentenceIsSplitIntoClauses() {
        assertThat(clauses("The room is on the second floor, the key is at the desk and it is quiet there."))
                .containsExactly(
                        "The room is on the second floor,", "the key is at the desk", "and it is quiet there.");
    }

    @Test
    void aClauseHasAtLeastThreeWords() {
        assertThat(clauses("You have a room to the garden, you have breakfast, to that a bath."))
                .containsExactly("You have a room to the garden,", "you have breakfast,", "to that a bath.");
        assertThat(clauses("You have a room to the garden, you sleep, to that a bath."))
                .containsExactly("You have a room to the garden,", "you sleep, to that a bath.");
    }

    @Test
    void aSentenceWithANegationOrConditionStaysWhole() {
        for (String rest : List.of("I don't like the other one.", "only if it is for the two of us.")) {
            assertThat(clauses("We take the room with the view, " + rest)).hasSize(1);
        }
    }

    @Test
    void aListIsNotSplit() {
        assertThat(clauses("We will have to bring the tent, two pans and the stove for all of us."))
                .hasSize(1);
        assertThat(clauses("The bus to you runs between the hours of 9 and 11 on the day."))
                .hasSize(1);
    }

    @Test
    void aSentenceInAnotherLanguageStaysWhole() {
        assertThat(clauses("Wir nehmen das Zimmer mit dem Balkon, aber ohne Frühstück am Morgen."))
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
        for (int end : Clauses.ends(text)) {
            clauses.add(text.substring(start, end).strip());
            start = end;
        }
        return clauses;
    }
}
