package io.histctl.resume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls and the results that directly follow them form a group, which is sent whole or not at all. */
class ToolGroupsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            calls:a result:a                        | answered -
            calls:a,b result:b result:a             | answered - -
            calls:a,b result:b                      | unanswered orphan
            calls:a                                 | unanswered
            calls:a user result:a                   | unanswered - orphan
            result:a calls:a                        | orphan unanswered
            calls:a result:b                        | unanswered orphan
            calls:a result:a result:a               | answered - orphan
            calls:a result:a calls:a result:a       | answered - answered -
            calls:a result:a calls:b                | answered - unanswered
            functionCall function                   | answered -
            calls:a assistant result:a              | unanswered - orphan
            """)
    void aGroupIsAnsweredWholeOrNotAtAll(String turns, String expected) {
        assertThat(describe(Turns.of(turns), Set.of())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user calls:a                            | - pending
            user calls:a,b result:b                 | - pending -
            user calls:a,c                          | - unanswered
            user calls:a user                       | - unanswered -
            user calls:a result:a                   | - answered -
            """)
    void onlyTheCallsAtTheEndCanBeAnsweredByWhatIsAppended(String turns, String expected) {
        assertThat(describe(Turns.of(turns), Set.of("a", "b"))).isEqualTo(expected);
    }

    private static String describe(List<Outline> body, Set<String> answeredLater) {
        ToolGroups groups = new ToolGroups(body, answeredLater);
        return body.stream().map(turn -> word(groups, body, turn)).collect(Collectors.joining(" "));
    }

    private static String word(ToolGroups groups, List<Outline> body, Outline turn) {
        if (groups.isOrphan(turn)) {
            return "orphan";
        }
        if (turn.calls().isEmpty()) {
            return "-";
        }
        boolean pending = groups.pendingFrom() == body.indexOf(turn);
        return pending ? "pending" : groups.isUnanswered(turn) ? "unanswered" : "answered";
    }
}
