package io.histctl.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** How text is separated into terms. */
class SearchTermsTest {
    @Test
    void termsHaveNoCaseNoAccentsAndNoPunctuation() {
        assertThat(SearchTerms.joined("  Où est-ce? L'Été 2026… İstanbul/Straße ΣΊΣΥΦΟΣ ½ ﬁn"))
                .isEqualTo("ou est ce l ete 2026 istanbul strasse σισυφοσ fin");
        assertThat(SearchTerms.joined("")).isEmpty();
        assertThat(SearchTerms.joined("!? \u0000 \n")).isEmpty();
    }

    @Test
    void charactersOfScriptsWithoutSpacesAreTermsWithTheirMarks() {
        assertThat(SearchTerms.joined("東京タワーでcoffeeを")).isEqualTo("東 京 タ ワ ー で coffee を");
        assertThat(SearchTerms.joined("ไปเที่ยว")).isEqualTo("ไ ป เ ที่ ย ว");
        assertThat(SearchTerms.joined("회의를")).isEqualTo("회 의 를");
        assertThat(SearchTerms.joined("👍🏽!")).isEqualTo("👍");
    }

    @Test
    void escapesInJsonAreReadAndElsewhereKept() {
        String json = "{\"city\":\"M\\u00fcnchen\\nWest\"}";
        assertThat(SearchTerms.joined(SearchTerms.document(json, true))).isEqualTo("city munchen west");
        assertThat(SearchTerms.joined(SearchTerms.document("C:\\new", false))).isEqualTo("c new");
    }

    @Test
    void asciiIsReadAsAnyOtherText() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(400); n > 0; n--) {
                text.append((char) (random.nextInt(5) == 0 ? random.nextInt(128) : 'A' + random.nextInt(20)));
            }
            String other = SearchTerms.joined(text + " é");
            assertThat(SearchTerms.joined(text.toString()) + " e").endsWith(other);
        }
    }
}
