package io.histctl.summary.digest;

import io.histctl.model.Role;
import io.histctl.model.TokenCounter;
import io.histctl.summary.transcript.SpeakerLine;
import java.util.List;
import java.util.stream.IntStream;

/** The end of a conversation: the user's last turn and what follows it, or precedes it if nobody answered. */
final class ClosingTurns {
    /** The share of the budget for it, beyond one clause of each side's last turn. */
    private static final double SHARE = 0.2;

    /** The same if it contains no name, number or question, as in a farewell. */
    private static final double SHARE_WITHOUT_CONTENT = 0.05;

    /** Characters; longer tokens are rare. */
    private static final int MAX_TOKEN_LENGTH = 8;

    private static final int MAX_WORD_LENGTH = 40;

    private final List<SpeakerLine> lines;
    private final List<Clause> clauses;
    private final Coverage coverage;
    private final int lastUserLine;

    ClosingTurns(List<SpeakerLine> lines, List<Clause> clauses, Coverage coverage) {
        this.lines = lines;
        this.clauses = clauses;
        this.coverage = coverage;
        lastUserLine = lastUserLine(lines);
    }

    /** Selects as much as its share allows; false if no clause of the user's last turn fits. */
    boolean select(Selection selection, long budget) {
        int end = clauses.size();
        boolean user = selection.selectBest(firstClause(lastUserLine), firstClause(lastUserLine + 1));
        int from = firstClause(firstLine());
        boolean content = IntStream.range(from, end).anyMatch(this::hasContent);
        if (content) {
            selection.selectBest(firstClause(lines.size() - 1), end);
        }
        long share = (long) (budget * (content ? SHARE : SHARE_WITHOUT_CONTENT));
        int clause = end - 1;
        while (clause >= from && selection.select(clause, share)) {
            clause--;
        }
        return user;
    }

    /** The beginning of the user's last turn, for a budget too small for any clause of it; empty if nothing fits. */
    String truncated(TokenCounter counter, long budget) {
        SpeakerLine line = lines.get(lastUserLine);
        int end = (int) Math.min(line.text().length(), budget * MAX_TOKEN_LENGTH);
        String text;
        do {
            end = breakBefore(line.text(), end);
            text = line.speaker() + " " + line.text().substring(0, end) + "…";
        } while (end > 0 && counter.count(text) > budget);
        return end > 0 ? text : "";
    }

    /** The nearest place to break before an offset: a space, between characters of an unspaced script, or any. */
    private static int breakBefore(String text, int end) {
        for (int at = end - 1; at > Math.max(0, end - MAX_WORD_LENGTH); at--) {
            if (Characters.isUnspaced(text.codePointAt(at))) {
                return at;
            }
            if (Characters.isSpace(text.charAt(at)) && !Characters.isSpace(text.charAt(at - 1))) {
                return at;
            }
        }
        return end <= MAX_WORD_LENGTH ? 0 : SpeakerLine.truncate(text, end - 1).length();
    }

    private boolean hasContent(int clause) {
        return coverage.hasFact(clause) || Sentences.asks(clauses.get(clause).text(lines));
    }

    /** The first of the user's consecutive last lines; if nobody answered, the line before. */
    private int firstLine() {
        int line = lastUserLine;
        while (line > 0 && lines.get(line - 1).role() == Role.USER) {
            line--;
        }
        return lastUserLine < lines.size() - 1 ? line : Math.max(0, line - 1);
    }

    /** The user's last line, or the last line of all if the user says nothing. */
    private static int lastUserLine(List<SpeakerLine> lines) {
        int line = lines.size() - 1;
        while (line >= 0 && lines.get(line).role() != Role.USER) {
            line--;
        }
        return line >= 0 ? line : lines.size() - 1;
    }

    private int firstClause(int line) {
        int clause = clauses.size();
        while (clause > 0 && clauses.get(clause - 1).line() >= line) {
            clause--;
        }
        return clause;
    }
}
