package io.histctl.cli.manual;

import java.util.List;
import java.util.Locale;

/** A document in roff with the man macros. */
final class Roff {
    private final StringBuilder out = new StringBuilder();

    void title(String name, String version) {
        line(".TH \"" + escape(name.toUpperCase(Locale.ROOT)) + "\" 1 \"\" \"" + escape(version) + "\"");
    }

    void heading(String heading) {
        line(".SH " + escape(heading));
    }

    void text(String text) {
        line(escape(text));
    }

    void synopsis(String command, String arguments) {
        line("\\fB" + escape(command) + "\\fR " + escape(arguments));
    }

    void definition(String term, String meaning) {
        line(".TP");
        line("\\fB" + escape(term) + "\\fR");
        line(escape(meaning));
    }

    void verbatim(List<String> lines) {
        line(".nf");
        lines.forEach(this::text);
        line(".fi");
    }

    /** Keeps hyphens as they are typed, and a line that begins with a dot or an apostrophe from being a request. */
    private static String escape(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }

    private void line(String line) {
        out.append(line).append('\n');
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
