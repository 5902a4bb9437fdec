package io.histctl.resume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
            calls:a result:a result:a               | answered - duplicate
            calls:a result:a calls:a result:a       | answered - answered -
            calls:a result:a calls:b                | answered - unanswered
            calls:a,a result:a result:a             | answered - -
            calls:a,a result:a                      | unanswered orphan
            calls:a,a result:a result:a result:a    | answered - - duplicate
            calls:a,b result:a result:a             | unanswered orphan orphan
            calls:a result:a nameless               | answered - orphan
            calls:a nameless                        | unanswered orphan
            functionCall function                   | answered -
            calls:a assistant result:a              | unanswered - orphan
            """)
    void aGroupIsAnsweredWholeOrNotAtAll(String turns, String expected) {
        assertThat(describe(Turns.of(turns), List.of())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user calls:a                            | - pending
            user calls:a,b result:b                 | - pending -
            user calls:a,c                          | - unanswered
            user calls:a user                       | - unanswered -
            user calls:a result:a                   | - answered -
            user calls:a,a                          | - unanswered
            user calls:a result:b                   | - pending orphan
            """)
    void onlyTheCallsAtTheEndCanBeAnsweredByWhatIsAppended(String turns, String expected) {
        assertThat(describe(Turns.of(turns), List.of("b", "a"))).isEqualTo(expected);
    }

    private static String describe(List<Outline> body, List<String> answeredLater) {
        ToolGroups groups = new ToolGroups(body, answeredLater);
        return body.stream().map(turn -> word(groups, turn)).collect(Collectors.joining(" "));
    }

    private static String word(ToolGroups groups, Outline turn) {
        Reason omitted = groups.whyOmitted(turn);
        if (omitted != null) {
            return omitted == Reason.DUPLICATE_RESULT ? "duplicate" : "orphan";
        }
        if (!turn.hasCalls()) {
            return "-";
        }
        return groups.isPending(turn) ? "pending" : groups.isUnanswered(turn) ? "unanswered" : "answered";
    }
}
