package io.histctl.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.model.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which messages of a request are new. A word is a message: its role ({@code u}ser, {@code a}ssistant, {@code t}ool)
 * and its content. A stored turn followed by a question mark may have been left out of a request; {@code a1=9} is one
 * that may also be quoted as {@code a9}.
 */
class AlignmentTableTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # request        | stored           | new
            u1 a1 u2         | u1 a1            | u2
            u1 a1 u2         | u1 a1 u2         |
            u1 a1 a2 u3      | u1 a1            | a2 u3
            u2 a2 u3         | u1 a1 u2 a2      | u3
            u1 a1            |                  | u1 a1
            u1 a9 u2         | u1 a1=9          | u2
            u1 u2            | u1=9             | u2
            u9 u2            | u1=9             | u2
            u1 a2 u3         | u1 t9? a2        | u3
            u1 t9 a2 u3      | u1 t9? a2        | u3
            u1 a1 u1 a1 u2   | u1 a1 u1 a1      | u2
            u1 a1 u1         | u1 a1            | u1
            u1 a9            | a0 u1            | a9
            """)
    void aRequestContinuesWhatIsStored(String request, String stored, String expected) {
        assertThat(describe(request, stored, true)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # request        | stored           | new messages and the turns that are replaced
            u1 a1 u9         | u1 a1 u2 a2      | u9, replacing from 3
            u1 a1 u2         | u1 a1 u2 a2      | replacing from 4, inside
            u8 a8 u9         | u1 a1            | u8 a8 u9, replacing from 1
            u1 a9 u2         | u1 a1 u2 a2      | a9 u2, replacing from 2
            u1 a1 u2         | u1 a1 u3 a3 u1   | u2, replacing from 3
            u1 a1 u2         | u1 a1 t9? u3     | u2, replacing from 4
            u1 a1 u2 a2 u3   | u2 a2            | u1 a1 u2 a2 u3, replacing from 1
            """)
    void anEditedOrRegeneratedRequestReplacesWhatFollows(String request, String stored, String expected) {
        assertThat(describe(request, stored, true)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # request        | stored           | new
            u2               | u1 a1            | u2
            u2               | u1 a1 u2         |
            u1               | u1 a1            | u1, inside
            u1 u2            | u1 a1 u2         | u1 u2
            u1               |                  | u1
            u2 u3            | u1 u2            | u3
            t2               | a1 t2            |
            u2               | u1 a1 u2 t9?     | inside
            """)
    void messagesWithoutAReplyReplaceNothing(String request, String stored, String expected) {
        assertThat(describe(request, stored, false)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # request        | stored after it  | new
            u1 a1 u2         | u1 a1            | u2
            u1 a1            | u1 a1            |
            u2               | u1? a1?          | u2
            u1 u9            | u1 a1            | u9, replacing from 2
            u1               | u1 a1            | replacing from 2, inside
            u9               | u1 a1            | u9, replacing from 1
                             | u1 a1            | replacing from 1, inside
                             |                  |
            """)
    void whatFollowsASummaryIsAlignedWithTheTurnsAfterIt(String request, String stored, String expected) {
        List<RequestForm> messages = request(request);
        assertThat(describe(messages, Alignment.after(messages, stored(stored))))
                .isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # request        | stored           | certain
            u1 a1 u2         | u1 a1            | true
            u1 a1 u2         | u1 a1 u3         | false
            u1 a9            | a0 u1            | false
            u1 u2 a2         | a0 u1            | false
            """)
    void aHistoryContinuesForSureOnlyIfItsRepliesDo(String request, String stored, boolean certain) {
        assertThat(Alignment.atEnd(request(request), stored(stored), true).isPresent())
                .isEqualTo(certain);
    }

    @Test
    void anAlignmentReportsWhatItMatched() {
        Alignment continued = align("u1 a1 u2", "u1 a1", true);
        Alignment edited = align("u1 a1 u9", "u1 a1 u2", true);
        Alignment repeated = align("u1", "u1 a1", false);
        Alignment unknown = align("u9", "u1 a1", false);

        assertThat(List.of(continued, edited, repeated, unknown))
                .extracting(Alignment::found)
                .containsExactly(true, true, true, false);
        assertThat(List.of(continued, edited, repeated, unknown))
                .extracting(Alignment::reachesEnd)
                .containsExactly(true, false, false, false);
        assertThat(Alignment.ALL_NEW).isEqualTo(unknown);
    }

    private static String describe(String request, String stored, boolean hasAssistant) {
        return describe(request(request), align(request, stored, hasAssistant));
    }

    private static Alignment align(String request, String stored, boolean hasAssistant) {
        return Alignment.of(request(request), stored(stored), hasAssistant);
    }

    private static String describe(List<RequestForm> request, Alignment alignment) {
        List<String> parts = new ArrayList<>();
        String added = request.subList(alignment.firstNew(), request.size()).stream()
                .map(message -> message.role().toString().substring(0, 1) + message.key() / 100)
                .collect(Collectors.joining(" "));
        if (!added.isEmpty()) {
            parts.add(added);
        }
        if (alignment.replacedFrom() != Long.MAX_VALUE) {
            parts.add("replacing from " + alignment.replacedFrom());
        }
        if (alignment.inside()) {
            parts.add("inside");
        }
        return String.join(", ", parts);
    }

    private static List<RequestForm> request(String words) {
        return words(words).stream()
                .map(word -> new RequestForm(key(word.substring(1), role(word)), role(word), true))
                .toList();
    }

    private static List<StoredForm> stored(String words) {
        List<StoredForm> turns = new ArrayList<>();
        for (String word : words(words)) {
            String[] keys = word.substring(1).replace("?", "").split("=", -1);
            Set<Long> others = keys.length == 1 ? Set.of() : Set.of(key(keys[1], role(word)));
            turns.add(new StoredForm(
                    turns.size() + 1, role(word), key(keys[0], role(word)), word.endsWith("?"), true, () -> others));
        }
        return turns;
    }

    private static List<String> words(String words) {
        return words == null || words.isBlank()
                ? List.of()
                : Arrays.asList(words.trim().split(" +"));
    }

    private static Role role(String word) {
        return switch (word.charAt(0)) {
            case 'u' -> Role.USER;
            case 'a' -> Role.ASSISTANT;
            default -> Role.TOOL;
        };
    }

    /** A match key covers the role too. */
    private static long key(String said, Role role) {
        return Long.parseLong(said) * 100 + role.toString().charAt(0) % 100;
    }
}
