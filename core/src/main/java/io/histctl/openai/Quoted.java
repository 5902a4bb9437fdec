package io.histctl.openai;

import io.histctl.summary.SummaryMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text of several lines that can stand in a record. */
final class Quoted {
    /** A delimiter that is spread over lines, or has its slash behind a space. */
    private static final Pattern DELIMITER = Pattern.compile("<(?=[/\\s]*record\\b)", Pattern.CASE_INSENSITIVE);

    private Quoted() {}

    /** Its lines, in none of which anything closes the record. */
    static String lines(String text) {
        // half of a surrogate pair would not come back from the store
        String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String lines = Arrays.stream(valid.split("\\R"))
                .map(line -> SummaryMessage.quotable(line.replaceAll("\\p{Cntrl}", " ")))
                .collect(Collectors.joining("\n"));
        return DELIMITER.matcher(lines).replaceAll("‹").strip();
    }
}
