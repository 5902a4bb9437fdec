package io.histctl.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * What a search looks for: a turn that matches one of the alternatives.
 *
 * @param alternatives at least one
 */
@API(status = API.Status.INTERNAL)
public record SearchQuery(List<Alternative> alternatives) {
    public SearchQuery {
        alternatives = List.copyOf(alternatives);
    }

    /**
     * Phrases that a turn must contain, and phrases that it must not.
     *
     * @param all at least one
     */
    public record Alternative(List<Phrase> all, List<Phrase> none) {
        public Alternative {
            all = List.copyOf(all);
            none = List.copyOf(none);
        }

        boolean isMatchedBy(List<SearchTerms.Term> document) {
            return all.stream().allMatch(phrase -> phrase.isIn(document))
                    && none.stream().noneMatch(phrase -> phrase.isIn(document));
        }
    }

    /**
     * Terms that follow one another.
     *
     * @param terms as {@link SearchTerms} separates them, at least one
     * @param prefix whether the last term is only the beginning of one
     */
    public record Phrase(List<String> terms, boolean prefix) {
        public Phrase {
            terms = List.copyOf(terms);
        }

        boolean isIn(List<SearchTerms.Term> document) {
            return IntStream.range(0, document.size()).anyMatch(index -> isAt(index, document));
        }

        boolean isAt(int index, List<SearchTerms.Term> document) {
            if (index + terms.size() > document.size()) {
                return false;
            }
            for (int i = 0; i < terms.size(); i++) {
                String term = document.get(index + i).text();
                boolean begun = prefix && i == terms.size() - 1;
                if (begun ? !term.startsWith(terms.get(i)) : !term.equals(terms.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Whether a document matches one of the alternatives. */
    public boolean isMatchedBy(String document) {
        List<SearchTerms.Term> terms = SearchTerms.of(document);
        return alternatives.stream().anyMatch(alternative -> alternative.isMatchedBy(terms));
    }

    /** A part of a text that matches. */
    public record Match(int begin, int end) {}

    /** The parts of a document that match a phrase, in their order and without overlaps. */
    public List<Match> matches(String document) {
        List<SearchTerms.Term> terms = SearchTerms.of(document);
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            int length = longestAt(i, terms);
            if (length > 0) {
                matches.add(new Match(
                        terms.get(i).begin(), terms.get(i + length - 1).end()));
                i += length - 1;
            }
        }
        return matches;
    }

    private int longestAt(int index, List<SearchTerms.Term> document) {
        return alternatives.stream()
                .flatMap(alternative -> alternative.all().stream())
                .filter(phrase -> phrase.isAt(index, document))
                .mapToInt(phrase -> phrase.terms().size())
                .max()
                .orElse(0);
    }
}
