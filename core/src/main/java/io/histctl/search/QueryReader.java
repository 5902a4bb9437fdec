package io.histctl.search;

import io.histctl.error.InvalidInputException;
import io.histctl.store.SearchQuery;
import io.histctl.store.SearchQuery.Alternative;
import io.histctl.store.SearchQuery.Phrase;
import io.histctl.store.SearchTerms;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a user searches for: words, {@code "phrases"}, {@code prefix*}, {@code OR} and {@code NOT}. Everything else is
 * taken literally, and punctuation separates words as it does in the text that is searched.
 */
final class QueryReader {
    private static final int MOST_TERMS = 100;

    private final String text;
    private final List<Alternative> alternatives = new ArrayList<>();
    private List<Phrase> all = new ArrayList<>();
    private List<Phrase> none = new ArrayList<>();
    private boolean negated;
    private int at;
    private int terms;

    private QueryReader(String text) {
        this.text = text;
    }

    /**
     * Reads a query.
     *
     * @throws InvalidInputException if it contains nothing to find
     */
    static SearchQuery read(String text) {
        return new QueryReader(text).query();
    }

    private SearchQuery query() {
        while (skipSpace()) {
            if (text.charAt(at) == '"') {
                phrase();
            } else {
                word();
            }
        }
        endAlternative();
        return new SearchQuery(alternatives);
    }

    private boolean skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    /** Through the next quotation mark, or to the end if there is none. */
    private void phrase() {
        int close = text.indexOf('"', at + 1);
        int end = close < 0 ? text.length() : close;
        String words = text.substring(at + 1, end);
        at = Math.min(text.length(), end + 1);
        boolean prefix = at < text.length() && text.charAt(at) == '*';
        at += prefix ? 1 : 0;
        add(words, prefix);
    }

    private void word() {
        int begin = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && text.charAt(at) != '"') {
            at++;
        }
        String word = text.substring(begin, at);
        switch (word) {
            case "AND" -> {}
            case "OR" -> endAlternative();
            case "NOT" -> negated = true;
            default -> add(word, word.endsWith("*"));
        }
    }

    private void add(String words, boolean prefix) {
        List<String> found = SearchTerms.of(SearchTerms.document(words, false)).stream()
                .map(SearchTerms.Term::text)
                .toList();
        terms += found.size();
        if (terms > MOST_TERMS) {
            throw new InvalidInputException("the search has more than " + MOST_TERMS + " words; search for fewer");
        }
        if (!found.isEmpty()) {
            (negated ? none : all).add(new Phrase(found, prefix));
        }
        negated = false;
    }

    private void endAlternative() {
        if (negated) {
            throw new InvalidInputException(
                    "NOT needs a word that follows it; write the word, or \"NOT\" to find that word");
        }
        if (all.isEmpty()) {
            throw new InvalidInputException(
                    "the search needs letters or digits to find, on both sides of OR, and not only after NOT");
        }
        alternatives.add(new Alternative(all, none));
        all = new ArrayList<>();
        none = new ArrayList<>();
    }
}
