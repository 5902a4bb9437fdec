package io.histctl.record.imports;

import static io.histctl.testing.Messages.assistant;
import static io.histctl.testing.Messages.spokenUser;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.model.Progress;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line of an import file may contain, and in which forms. */
class ImportLineTest extends StoreFixture {
    private static final SpokenReply HI = SpokenReply.reply("Hi there.");
    private static final String HELLO = "\"request\":" + voice(user("Hello"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1780697400                          | 2026-06-05T22:10:00Z
            1780697400.25                       | 2026-06-05T22:10:00.250Z
            1780697400250                       | 2026-06-05T22:10:00.250Z
            "1780697400"                        | 2026-06-05T22:10:00Z
            "1780697400.5"                      | 2026-06-05T22:10:00.500Z
            "1780697400250"                     | 2026-06-05T22:10:00.250Z
            1.7806974e9                         | 2026-06-05T22:10:00Z
            "2026-06-05T22:10:00Z"              | 2026-06-05T22:10:00Z
            "2026-06-05t22:10:00.123z"          | 2026-06-05T22:10:00.123Z
            "2026-06-05T22:10Z"                 | 2026-06-05T22:10:00Z
            "2026-06-06T00:10:00+02:00"         | 2026-06-05T22:10:00Z
            "2026-06-06T00:10:00+0200"          | 2026-06-05T22:10:00Z
            "2026-06-05 22:10:00.123456+00"     | 2026-06-05T22:10:00.123Z
            "2026-06-05 22:10:00 UTC"           | 2026-06-05T22:10:00Z
            "2026/06/05 22:10:00Z"              | 2026-06-05T22:10:00Z
            "2026-06-06T00:10+02:00[Europe/Rome]" | 2026-06-05T22:10:00Z
            "Fri, 05 Jun 2026 22:10:00 GMT"     | 2026-06-05T22:10:00Z
            """)
    void theTimeMayHaveAnyUsualForm(String at, Instant expected) {
        ImportReport report = load("\"at\":" + at, HELLO);
        assertThat(report.problems()).isEmpty();
        assertThat(report.notes()).isEmpty();
        assertThat(turns().get(0).saidAt()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "2026-06-05T22:10:00"      | 2026-06-05T22:10:00Z
            "2026-06-05 22:10"         | 2026-06-05T22:10:00Z
            "2026-06-05 22:10:00,5"    | 2026-06-05T22:10:00.500Z
            "2026-06-05"               | 2026-06-05T00:00:00Z
            """)
    void aTimeWithoutAZoneIsUtcAndANoteSaysSo(String at, Instant expected) {
        ImportReport report = load("\"at\":" + at, HELLO);
        assertThat(turns().get(0).saidAt()).isEqualTo(expected);
        assertThat(report.notes())
                .singleElement()
                .satisfies(note -> assertThat(note.text()).contains("UTC"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"0\"", "0.0", "\"\"", "\" \""})
    void aTimeOfZeroIsNotGiven(String at) {
        ImportReport report = load("\"at\":" + at, HELLO);
        assertThat(turns().get(0).saidAt()).isEqualTo(CLOCK.instant());
        assertThat(report.notes()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"soon\"",
                "-5",
                "true",
                "[]",
                "{}",
                "\"2026-02-30\"",
                "\"2026-06-05T25:00:00Z\"",
                "\"05.06.2026\"",
                "99999999999999999",
                "1e300",
                "\"2026-06-05T22:10:00+99:00\""
            })
    void aMalformedTimeIsAProblemOfItsLine(String at) {
        ImportReport report = load("\"at\":" + at, HELLO);
        assertThat(report.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).startsWith("at is not a time; write"));
    }

    @Test
    void aStreamMayBeTextOrAnArrayOfChunksOrOfLines() {
        String chunks = String.join(",", HI.chunks());
        String lines = "\"data: " + String.join("\",\"data: ", escaped(HI.chunks())) + "\",\"data: [DONE]\"";
        for (String stream : List.of(quoted(HI.stream()), "[" + chunks + "]", "[" + lines + "]")) {
            String conversation = name + stream.length();
            loadInto(conversation, HELLO, "\"stream\":" + stream);
            assertThat(store.conversation(conversation).turns())
                    .extracting(turn -> turn.message().audioTranscript())
                    .containsExactly(null, "Hi there.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "7", "{}", "[]", "\"\"", "[7]", "[\"\"]", "[[]]"})
    void aMalformedStreamIsAProblemOfItsLine(String stream) {
        assertThat(load(HELLO, "\"stream\":" + stream).problems()).hasSize(1);
        assertThat(turns()).isEmpty();
    }

    @Test
    void bodiesMayBeJsonStrings() {
        ImportReport report = load("\"request\":" + quoted(voice(user("Hello"))), "\"response\":" + quoted(HI.whole()));
        assertThat(report.problems()).isEmpty();
        assertThat(said()).containsExactly("user: Hello", "assistant: Hi there.");
    }

    @Test
    void aLineNamesTheChoiceThatTheAppContinuedWith() {
        String reply = HI.whole();
        int choices = reply.indexOf("[{\"index\":0");
        String other =
                "{\"index\":1,\"message\":{\"role\":\"assistant\",\"content\":\"Other.\"},\"finish_reason\":\"stop\"},";
        String both = reply.substring(0, choices + 1) + other + reply.substring(choices + 1);
        assertThat(load(HELLO, "\"response\":" + both).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("choice"));
        for (String choice : List.of("1", "\"1\"")) {
            loadInto(name + choice, HELLO, "\"response\":" + both, "\"choice\":" + choice);
            assertThat(store.conversation(name + choice)
                            .turns()
                            .get(1)
                            .message()
                            .text())
                    .isEqualTo("Other.");
        }
        assertThat(load(HELLO, "\"response\":" + both, "\"choice\":-1").problems())
                .hasSize(1);
    }

    @Test
    void theWordsOfSpeechComeWithALine() {
        String first = voice(spokenUser("AQID", "wav"));
        String second = voice(spokenUser("AQID", "wav"), assistant("Yes."), spokenUser("AQIE", "wav"));
        load("\"request\":" + first, "\"transcripts\":\"One?\"");
        loadInto(name + "2", "\"request\":" + second, "\"transcripts\":[\"One?\",\"Two?\"]");
        loadInto(name + "3", "\"request\":" + second, "\"transcripts\":[null,\"Two?\"]");
        loadInto(name + "4", "\"request\":" + second, "\"transcripts\":[\"Two?\"]");
        assertThat(words(name)).containsExactly("One?");
        assertThat(words(name + "2")).containsExactly("One?", null, "Two?");
        assertThat(words(name + "3")).containsExactly(null, null, "Two?");
        assertThat(words(name + "4")).containsExactly(null, null, "Two?");
    }

    @Test
    void wordsMayComeLaterAndThoseThatAreStoredStay() {
        String spoken = "\"request\":" + voice(spokenUser("AQID", "wav"));
        String reply = "\"response\":" + HI.whole();
        load(spoken, reply);
        load(
                "\"request\":" + voice(user("More")),
                "\"response\":"
                        + SpokenReply.reply("Sure.")
                                .begunAt(NOON.plusSeconds(60))
                                .whole());
        assertThat(load(spoken, reply, "\"transcripts\":[\"One?\"]").duplicates())
                .isZero();
        assertThat(load(spoken, reply, "\"transcripts\":[\"Other?\"]").duplicates())
                .isOne();
        assertThat(words(name)).containsExactly("One?", null, null, null);
    }

    @Test
    void moreTranscriptsThanSpeechAreAProblem() {
        ImportReport report = load("\"request\":" + voice(spokenUser("AQID", "wav")), "\"transcripts\":[\"a\",\"b\"]");
        assertThat(report.problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.reason()).contains("2 transcripts").contains("only 1"));
        assertThat(turns()).isEmpty();
    }

    @Test
    void anUnknownMemberIsNamedOnceForAllLines() {
        String line = line(name, HELLO, "\"user_id\":7");
        ImportReport report = load(List.of(line, line, line));
        assertThat(report.problems()).isEmpty();
        assertThat(report.notes())
                .containsExactly(new ImportReport.Note(1, 3, "its member \"user_id\" is unknown and was ignored"));
    }

    @Test
    void linesOutOfOrderAreHintedAt() {
        String later = line(name, "\"at\":1780697500", "\"request\":" + voice(user("Later")));
        String earlier = line(name, "\"at\":1780697400", "\"request\":" + voice(user("Earlier")));
        String elsewhere = line(name + "2", "\"at\":1780697300", "\"request\":" + voice(user("Elsewhere")));
        assertThat(load(List.of(earlier, elsewhere, later)).notes()).isEmpty();
        assertThat(load(List.of(later, elsewhere, earlier)).notes())
                .singleElement()
                .satisfies(note -> {
                    assertThat(note.line()).isEqualTo(3);
                    assertThat(note.text()).contains("newer").contains("sort the lines");
                });
    }

    @Test
    void whatIsReadLenientlyIsNotedWithItsLine() {
        String reply = HI.whole().replaceFirst("\"created\":\\d+", "\"created\":\"yesterday\"");
        assertThat(load(HELLO, "\"response\":" + reply).notes())
                .singleElement()
                .satisfies(note -> assertThat(note.text()).contains("created"));
    }

    private List<String> words(String conversation) {
        return store.conversation(conversation).turns().stream()
                .map(turn -> turn.transcript())
                .toList();
    }

    private ImportReport load(String... members) {
        return loadInto(name, members);
    }

    private static ImportReport loadInto(String conversation, String... members) {
        return load(List.of(line(conversation, members)));
    }

    private static ImportReport load(List<String> lines) {
        byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return store.importLines(new ByteArrayInputStream(bytes), Progress.NONE);
    }

    private static String line(String conversation, String... members) {
        String line = "{\"conversation\":" + quoted(conversation) + "," + String.join(",", members) + "}";
        return line.replace("\n", "");
    }

    private static List<String> escaped(List<String> texts) {
        return texts.stream()
                .map(text -> quoted(text))
                .map(text -> text.substring(1, text.length() - 1))
                .toList();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
