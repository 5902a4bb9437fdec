package io.histctl.summary.digest;

import io.histctl.summary.transcript.SpeakerLine;
import java.util.List;

/**
 * The smallest part of a turn that can be quoted on its own.
 *
 * @param line index of its turn's line
 * @param start offset of its first character in the line's text
 * @param end offset after its last character
 * @param words its words, in order; empty for a lead-in without content such as "Okay, great."
 * @param language the language of its turn
 */
record Clause(int line, int start, int end, List<Word> words, Language language) {
    String text(List<SpeakerLine> lines) {
        return lines.get(line).text().substring(start, end);
    }
}
