package io.histctl.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.histctl.record.imports.ImportReport;
import java.io.ByteArrayInputStream;
import java.util.List;

/** An import file. */
class ImportFuzzTest {
    private static final Stage STAGE = new Stage();

    @DictionaryFile(resourcePath = "wire.dict")
    @FuzzTest
    void lines(byte[] input) {
        STAGE.begin();
        ImportReport first = imported(input);
        List<String> stored = STAGE.state();
        ImportReport second = imported(input);
        assertThat(second.problems()).isEqualTo(first.problems());
        assertThat(second.exchanges()).isEqualTo(first.exchanges());
        if (isEachReplyNamed(stored)) {
            assertThat(second.turns()).as("turns of a second import").isZero();
            assertThat(STAGE.state()).isEqualTo(stored);
        }
        STAGE.end();
    }

    private static ImportReport imported(byte[] input) {
        ImportReport report = STAGE.store().importLines(new ByteArrayInputStream(input), (done, total) -> {});
        // the report contains an error body's code, which the fuzzer may fill with words of the chat
        report.problems()
                .forEach(problem ->
                        Sentence.check(problem.reason().replaceAll("error body \\([\\w.:-]+\\)", "error body")));
        return report;
    }

    /** A reply without an id can't be distinguished from a later reply with the same words. */
    private static boolean isEachReplyNamed(List<String> turns) {
        return turns.stream()
                .noneMatch(turn -> turn.contains("responseId=null")
                        || turn.contains("REPLACED")
                        || (turn.matches("(?s).*role=(assistant|other),.*") && turn.contains("reply=null")));
    }
}
