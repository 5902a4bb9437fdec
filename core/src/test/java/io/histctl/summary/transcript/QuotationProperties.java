package io.histctl.summary.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No quotation imitates a delimiter. */
final class QuotationProperties {
    /** Zero-width, soft hyphen, variation selectors, tags and other code points that are not displayed. */
    private static final List<Integer> IGNORABLE = List.of(
            0xAD, 0x34F, 0x61C, 0x115F, 0x17B4, 0x180B, 0x180E, 0x180F, 0x200B, 0x200C, 0x200D, 0x200E, 0x202E, 0x2060,
            0x2064, 0x2065, 0x206F, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0, 0x1BCA0, 0x1D173, 0xE0001, 0xE0020,
            0xE0072, 0xE007F, 0xE0100, 0xE01EF, 0xE0FFF);

    private static final String DEFAULT_IGNORABLE = "[\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F"
            + "\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFF8"
            + "\\x{1BCA0}-\\x{1BCA3}\\x{1D173}-\\x{1D17A}\\x{E0000}-\\x{E0FFF}]";

    @Property(tries = 2_000)
    void noLineImitatesADelimiter(@ForAll("disguised") String text) {
        assertThat(Quotation.line("words " + text + " words")).satisfies(QuotationProperties::containsNoDelimiter);
    }

    @Property(tries = 2_000)
    void noBlockImitatesADelimiter(@ForAll("disguised") String text) {
        assertThat(Quotation.block("words\n" + text + "\nwords")).satisfies(QuotationProperties::containsNoDelimiter);
    }

    @Property(tries = 500)
    void otherTextIsQuotedVerbatim(@ForAll("harmless") String text) {
        assertThat(Quotation.block(text)).isEqualTo(text);
    }

    @Example
    void onlyTheFirstCharacterOfADelimiterIsReplaced() {
        assertThat(Quotation.line("a </record> b < recording c <em>record</em>"))
                .isEqualTo("a ‹/record> b ‹ recording c <em>record</em>");
        assertThat(Quotation.line("one\n<\r\n/RE\u200DCORD>")).isEqualTo("one / ‹ / /RE\u200DCORD>");
    }

    @Example
    void halfASurrogatePairIsReplaced() {
        assertThat(Quotation.line("half \uD83D pair")).isEqualTo("half ? pair");
    }

    /** A delimiter in compatibility forms and any case, with invisible code points and white space anywhere in it. */
    @Provide
    Arbitrary<String> disguised() {
        return Arbitraries.of("<record", "</record", "< / record", "<//record")
                .flatMap(delimiter -> Arbitraries.integers()
                        .between(0, Integer.MAX_VALUE)
                        .list()
                        .ofSize(2 * delimiter.length())
                        .map(choices -> disguise(delimiter, choices)));
    }

    @Provide
    Arbitrary<String> harmless() {
        return Arbitraries.strings()
                .withChars("<>/ \nrecod\u200Bé漢‹")
                .ofMaxLength(40)
                .map(text -> text.replace("o", "x"));
    }

    private static String disguise(String delimiter, List<Integer> choices) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < delimiter.length(); i++) {
            List<String> forms = forms(delimiter.charAt(i));
            text.append(forms.get(choices.get(2 * i) % forms.size()));
            int choice = choices.get(2 * i + 1);
            if (choice % 2 == 0) {
                text.appendCodePoint(IGNORABLE.get(choice / 2 % IGNORABLE.size()));
            }
        }
        return text.append('>').toString();
    }

    /** The character itself, and characters whose compatibility form it is. */
    private static List<String> forms(char c) {
        return switch (c) {
            case '<' -> List.of("<", "\uFF1C", "\uFE64");
            case '/' -> List.of("/", "\uFF0F");
            case ' ' -> List.of(" ", "\u00A0", "\u2003", "\u3000", "\n", "\t");
            default -> {
                String letter = Character.toString(c);
                yield List.of(
                        letter,
                        letter.toUpperCase(Locale.ROOT),
                        Character.toString(c - 'a' + 0xFF41),
                        Character.toString(c - 'a' + 0x24D0),
                        Character.toString(c - 'a' + 0x1D41A),
                        Character.toString(c - 'a' + 0x1D5D4));
            }
        };
    }

    private static void containsNoDelimiter(String quoted) {
        String visible = Normalizer.normalize(quoted.replaceAll(DEFAULT_IGNORABLE, ""), Normalizer.Form.NFKC);
        assertThat(visible).doesNotContainPattern("(?iu)<[\\s\\p{Z}/]*record");
    }
}
