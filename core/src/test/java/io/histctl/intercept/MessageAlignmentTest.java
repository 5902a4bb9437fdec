package io.histctl.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageAlignmentTest {
    @Test
    void aWindowMatchesTheEndOfTheTurns() {
        assertThat(align("cdef", "abcdef")).containsExactly(2, 3, 4, 5);
    }

    @Test
    void messagesThatAreNewMatchNothing() {
        assertThat(align("cdx", "abcd")).containsExactly(2, 3, -1);
    }

    @Test
    void ofEqualTurnsTheLaterOneMatches() {
        assertThat(align("ya", "yayaya")).containsExactly(4, 5);
    }

    @Test
    void aRepeatedAnswerDoesNotHideTheTurnsAfterItsFirstUse() {
        assertThat(align("abcy", "yabc")).containsExactly(1, 2, 3, -1);
    }

    @Test
    void turnsThatTheAppLeavesOutAreSkipped() {
        assertThat(align("ace", "abcde")).containsExactly(0, 2, 4);
    }

    @Test
    void oneTurnMatchesOneMessage() {
        assertThat(align("aa", "ba")).containsExactly(-1, 1).doesNotHaveDuplicates();
    }

    @Test
    void anEmptyRequestMatchesNothing() {
        assertThat(align("", "ab")).isEmpty();
    }

    private static int[] align(String messages, String turns) {
        List<List<Integer>> candidates = new ArrayList<>();
        for (int at = 0; at < messages.length(); at++) {
            char message = messages.charAt(at);
            List<Integer> same = new ArrayList<>();
            for (int i = 0; i < turns.length(); i++) {
                if (turns.charAt(i) == message) {
                    same.add(i);
                }
            }
            candidates.add(same);
        }
        return MessageAlignment.of(candidates);
    }
}
