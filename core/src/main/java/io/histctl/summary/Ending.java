package io.histctl.summary;

import io.histctl.model.Role;
import io.histctl.model.TokenCounter;
import java.util.List;

/** How a conversation ended: from the user's last words on, or, where they have no answer, from what came before. */
final class Ending {
    /** The part of the budget that it takes at most, beyond one part of the last words of each side. */
    private static final double MOST = 0.2;

    /** The same for one that tells no name and no number and asks nothing, as a farewell. */
    private static final double MOST_OF_LITTLE = 0.05;

    /** Characters; longer ones are few. */
    private static final int LONGEST_TOKEN = 8;

    private static final int LONGEST_WORD = 40;

    private final List<Line> lines;
    private final List<Atom> atoms;
    private final int usersLine;

    Ending(List<Line> lines, List<Atom> atoms) {
        this.lines = lines;
        this.atoms = atoms;
        usersLine = usersLine(lines);
    }

    /** Takes the last exchange, whole where its part of the budget allows; false where no part of the user's words fits. */
    boolean take(Selection selection, long budget) {
        int end = atoms.size();
        boolean user = selection.takeBest(firstAtom(usersLine), firstAtom(usersLine + 1));
        int from = firstAtom(firstLine());
        boolean tells = atoms.subList(from, end).stream().anyMatch(this::tells);
        if (tells) {
            selection.takeBest(firstAtom(lines.size() - 1), end);
        }
        long room = (long) (budget * (tells ? MOST : MOST_OF_LITTLE));
        int atom = end - 1;
        while (atom >= from && selection.take(atom, room)) {
            atom--;
        }
        return user;
    }

    /** The beginning of the user's last words, for a budget that holds no part of them that can be quoted alone. */
    String shortened(TokenCounter counter, long budget) {
        Line line = lines.get(usersLine);
        int end = (int) Math.min(line.words().length(), budget * LONGEST_TOKEN);
        String text;
        do {
            end = gapBefore(line.words(), end);
            text = line.speaker() + " " + line.words().substring(0, end) + "…";
        } while (end > 0 && counter.count(text) > budget);
        return end > 0 ? text : "";
    }

    /** Where the text can break off before this place: at a space near by, between signs that need none, else anywhere. */
    private static int gapBefore(String words, int end) {
        for (int gap = end - 1; gap > Math.max(0, end - LONGEST_WORD); gap--) {
            if (Letters.isUnspaced(words.codePointAt(gap))) {
                return gap;
            }
            if (Letters.isSpace(words.charAt(gap)) && !Letters.isSpace(words.charAt(gap - 1))) {
                return gap;
            }
        }
        return end <= LONGEST_WORD ? 0 : Line.beginning(words, end - 1).length();
    }

    private boolean tells(Atom atom) {
        return Sentences.asks(atom.in(lines)) || atom.terms().stream().anyMatch(Ending::tells);
    }

    private static boolean tells(Term term) {
        return term.kind() == Term.Kind.NUMBER
                || term.kind() == Term.Kind.CAPITAL
                || !Letters.isCased(term.key().codePointAt(0));
    }

    /** The first of the user's last lines; where nobody answered, the one before. */
    private int firstLine() {
        int line = usersLine;
        while (line > 0 && lines.get(line - 1).role() == Role.USER) {
            line--;
        }
        return usersLine < lines.size() - 1 ? line : Math.max(0, line - 1);
    }

    /** The user's last line; the last of all where no user speaks. */
    private static int usersLine(List<Line> lines) {
        int line = lines.size() - 1;
        while (line >= 0 && lines.get(line).role() != Role.USER) {
            line--;
        }
        return line >= 0 ? line : lines.size() - 1;
    }

    private int firstAtom(int line) {
        int atom = atoms.size();
        while (atom > 0 && atoms.get(atom - 1).line() >= line) {
            atom--;
        }
        return atom;
    }
}
