package io.histctl.summary;

import io.histctl.model.Turn;
import java.util.List;
import java.util.stream.Collectors;

/** Turns as they are quoted: a line each, with its speaker, in which nothing closes the record. */
public final class Transcript {
    private Transcript() {}

    /** The lines of these turns; those without a word are left out. */
    public static String of(List<Turn> turns) {
        return Line.whole(turns).stream().map(Line::whole).collect(Collectors.joining("\n"));
    }
}
