package io.histctl.search;

import io.histctl.search.SearchHit.Segment;
import io.histctl.store.SearchQuery;
import java.util.ArrayList;
import java.util.List;

/** Cuts a line out of a text around its first match. */
final class Excerpt {
    private static final int BEFORE = 50;
    private static final int LENGTH = 160;
    private static final String CUT = "…";

    private final String document;
    private final int begin;
    private final int end;
    private final List<Segment> segments = new ArrayList<>();

    private Excerpt(String document, int begin, int end) {
        this.document = document;
        this.begin = begin;
        this.end = end;
    }

    static List<Segment> of(String document, List<SearchQuery.Match> matches) {
        int first = matches.isEmpty() ? 0 : matches.get(0).begin();
        int firstEnd = matches.isEmpty() ? 0 : matches.get(0).end();
        int begin = beginNear(document, Math.max(0, first - BEFORE), first);
        int end = endNear(document, Math.min(document.length(), Math.max(firstEnd, begin + LENGTH)), firstEnd);
        return new Excerpt(document, begin, end).marked(matches);
    }

    private List<Segment> marked(List<SearchQuery.Match> matches) {
        int at = begin;
        if (begin > 0) {
            segments.add(new Segment(CUT, false));
        }
        for (SearchQuery.Match match : matches) {
            if (match.end() > end) {
                break;
            }
            add(at, match.begin(), false);
            add(match.begin(), match.end(), true);
            at = match.end();
        }
        add(at, end, false);
        if (end < document.length()) {
            segments.add(new Segment(CUT, false));
        }
        return segments;
    }

    private void add(int from, int to, boolean match) {
        if (from < to) {
            segments.add(new Segment(document.substring(from, to).replaceAll("\\s", " "), match));
        }
    }

    /** The beginning of a word at an index or after it, but not after a limit. */
    private static int beginNear(String text, int index, int limit) {
        if (index == 0) {
            return 0;
        }
        int space = text.indexOf(' ', index - 1);
        return space >= 0 && space < limit ? space + 1 : whole(text, index);
    }

    /** The end of a word at an index or before it, but not before a limit. */
    private static int endNear(String text, int index, int limit) {
        if (index == text.length()) {
            return index;
        }
        int space = text.lastIndexOf(' ', index);
        return space > limit ? space : whole(text, index);
    }

    /** Never between the two halves of a character. */
    private static int whole(String text, int index) {
        boolean inside = index > 0
                && Character.isLowSurrogate(text.charAt(index))
                && Character.isHighSurrogate(text.charAt(index - 1));
        return inside ? index + 1 : index;
    }
}
