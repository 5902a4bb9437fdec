package io.histctl.store;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Separates text into the terms under which it is found, the same way for stored text, searches and excerpts.
 *
 * <p>A term is a run of letters and digits without case and diacritics. In scripts that are written without spaces, each
 * character is a term of its own, so that words of any length are found as phrases. Terms contain no ASCII characters but
 * {@code a-z0-9}. A change here needs every index to be built again.
 */
@API(status = API.Status.INTERNAL)
public final class SearchTerms {
    /** Longer runs of letters are hardly words; they are found by their beginning. */
    private static final int MAX_LENGTH = 100;

    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL, // with spaces, but particles follow a word directly
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN,
            UnicodeScript.YI);

    /** Accents of Latin, Greek and Cyrillic, and the vowel points of Hebrew and Arabic. */
    private static final Pattern DIACRITICS =
            Pattern.compile("[\\u0300-\\u036F\\u0591-\\u05C7\\u0610-\\u061A\\u064B-\\u065F\\u0670]");

    private static final Pattern PUNCTUATION = Pattern.compile("[\\x00-\\x2F\\x3A-\\x60\\x7B-\\x7F]");
    private static final Pattern JSON_ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|([nrtbf\"/\\\\]))");

    private SearchTerms() {}

    /** A term and the part of the text that it stands for. */
    public record Term(String text, int begin, int end) {}

    /**
     * The text that is searched for what a turn says.
     *
     * @param json whether it contains JSON, such as tool results, whose escapes are replaced by what they stand for
     */
    public static String document(String text, boolean json) {
        String read = json && text.indexOf('\\') >= 0 ? unescaped(text) : text;
        return isAscii(read) || Normalizer.isNormalized(read, Normalizer.Form.NFC)
                ? read
                : Normalizer.normalize(read, Normalizer.Form.NFC);
    }

    /** The terms of a document, in their order. */
    public static List<Term> of(String document) {
        List<Term> terms = new ArrayList<>();
        int at = 0;
        while (at < document.length()) {
            int c = document.codePointAt(at);
            int end = at + Character.charCount(c);
            if (isAlone(c)) {
                end = marksEnd(document, end);
                add(terms, document, at, end);
            } else if (Character.isLetterOrDigit(c)) {
                end = wordEnd(document, end);
                add(terms, document, at, end);
            }
            at = end;
        }
        return terms;
    }

    /** The terms of a document, separated by spaces. */
    public static String joined(String document) {
        return isAscii(document) ? joinedAscii(document) : joinedOther(document);
    }

    /** Faster, since every write of English text does this. */
    private static String joinedAscii(String document) {
        StringBuilder joined = new StringBuilder(document.length());
        int begin = 0;
        for (int i = 0; i < document.length(); i++) {
            char c = document.charAt(i);
            boolean upper = c >= 'A' && c <= 'Z';
            if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                if (joined.length() - begin < MAX_LENGTH) {
                    joined.append(upper ? (char) (c + 'a' - 'A') : c);
                }
            } else if (joined.length() > begin) {
                begin = joined.append(' ').length();
            }
        }
        return joined.toString().stripTrailing();
    }

    private static String joinedOther(String document) {
        return of(document).stream().map(Term::text).collect(Collectors.joining(" "));
    }

    private static void add(List<Term> terms, String document, int begin, int end) {
        String term = normal(document.substring(begin, end));
        if (!term.isEmpty()) {
            terms.add(new Term(term, begin, end));
        }
    }

    private static int wordEnd(String document, int from) {
        int at = from;
        while (at < document.length()) {
            int c = document.codePointAt(at);
            boolean inWord = isMark(c) || (Character.isLetterOrDigit(c) && !isAlone(c));
            if (!inWord) {
                return at;
            }
            at += Character.charCount(c);
        }
        return at;
    }

    private static int marksEnd(String document, int from) {
        int at = from;
        while (at < document.length() && isMark(document.codePointAt(at))) {
            at += Character.charCount(document.codePointAt(at));
        }
        return at;
    }

    private static boolean isAlone(int c) {
        if (c <= 0x7F) {
            return false;
        }
        if (Character.getType(c) == Character.OTHER_SYMBOL) {
            return true;
        }
        boolean letter = Character.isLetter(c) || Character.isIdeographic(c);
        return letter && WITHOUT_SPACES.contains(UnicodeScript.of(c));
    }

    private static boolean isMark(int c) {
        if (c <= 0x7F) {
            return false;
        }
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || c == 0xFF9E // voicing marks of half-width Katakana
                || c == 0xFF9F;
    }

    private static String normal(String word) {
        String folded = isAscii(word) ? word.toLowerCase(Locale.ROOT) : folded(word);
        if (folded.length() <= MAX_LENGTH) {
            return folded;
        }
        return folded.substring(
                0, Character.isHighSurrogate(folded.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH);
    }

    private static String folded(String word) {
        String folded = Normalizer.normalize(word, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT) // ß becomes ss
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ');
        String decomposed = Normalizer.normalize(folded, Normalizer.Form.NFD);
        String plain = PUNCTUATION
                .matcher(DIACRITICS.matcher(decomposed).replaceAll(""))
                .replaceAll("");
        return Normalizer.normalize(plain, Normalizer.Form.NFC);
    }

    private static boolean isAscii(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static String unescaped(String text) {
        return JSON_ESCAPE
                .matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(1) == null
                                ? plain(escape.group(2).charAt(0))
                                : String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    private static String plain(char escaped) {
        return switch (escaped) {
            case '"', '/', '\\' -> String.valueOf(escaped);
            default -> "\n";
        };
    }
}
