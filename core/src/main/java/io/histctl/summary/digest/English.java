package io.histctl.summary.digest;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The few English words that the digest treats specially: stop words, negations, and openings without content. Sentences in other languages are never shortened.
 */
final class English {
    private static final Set<String> STOP_WORDS =
            words("a an the i you he she it we they me my your his her its our their is are was"
                    + " were be been am do does did have has had will would can could should may might to of in on at for with"
                    + " from by and or but if so that this there what which who how when where not no yes as any some like"
                    + " want please okay ok");

    /**
     * A sentence that contains one of them is never shortened. Those of other languages are here because a sentence
     * may be mistaken for English.
     */
    private static final Set<String> NEGATIONS = words("no not none never nothing nobody nowhere neither nor without"
            + " cannot if unless except instead but only hardly barely rarely seldom until though although"
            + " cant dont wont didnt doesnt isnt arent wasnt werent hasnt havent hadnt couldnt wouldnt shouldnt"
            + " nicht nichts kein keine keinen nie ohne ne pas jamais rien sans non ni nunca nada sin não sem mica senza"
            + " niet geen nooit zonder ikke ingen aldrig uten inte utan nem değil bez");

    /** A sentence with two different ones counts as English. */
    private static final Set<String> COMMON = words("the and you your my with would this that it are of have to");

    private static final Set<String> FILLERS =
            words("okay ok sure alright all right well great good hi hello hey thanks"
                    + " thank you so much very perfect awesome fine sounds wonderful excellent certainly of course absolutely"
                    + " lovely nice cool please oh hmm um uh actually for the that's that is got it then now just");

    private static final Set<String> SUBJECTS =
            words("i you he she it we they there that this is are was were will would"
                    + " can could has have i'm it's you're they're we're i've i'll i'd that's there's she's he's");

    private static final Pattern OPENING = Pattern.compile(
            "(?:please confirm(?: that| the following(?: details)?)?[:,]?"
                    + "|(?:can|could|would|will) you(?: please)?|please"
                    + "|i(?:'d|’d| would) like(?: to)?|i(?:'m|’m| am) (?:looking for|interested in)"
                    + "|i(?:'ve|’ve| have)? found|(?:there|it|this|that) is|(?:there|they|these) are"
                    + "|(?:there|it|that)['’]s|(?:how|what) about|let me"
                    + "|(?:do |would )?you (?:want|like|need)(?: me)?(?: to)?)(?=\\s)",
            Pattern.CASE_INSENSITIVE);

    private English() {}

    /** Whether a part of the sentence can be left out without reversing its meaning. */
    static boolean canBeShortened(List<Term> sentence) {
        long common = sentence.stream()
                .map(Term::key)
                .filter(COMMON::contains)
                .distinct()
                .count();
        return common >= 2 && sentence.stream().map(Term::key).noneMatch(English::negates);
    }

    /** Whether these two words begin a new clause, rather than another item of a list. */
    static boolean joinsClauses(String word, String next) {
        String conjunction = lower(word);
        return conjunction.equals("which")
                || conjunction.equals("where")
                || (conjunction.equals("and") && SUBJECTS.contains(lower(next)));
    }

    /** Whether these two words begin the last item of a list. */
    static boolean joinsListItems(String word, String next) {
        String conjunction = lower(word);
        return (conjunction.equals("and") || conjunction.equals("or")) && !SUBJECTS.contains(lower(next));
    }

    /** The end of an opening without content such as "Okay, great."; {@code from} if there is none. */
    static int skipOpening(String text, int from, int to) {
        Matcher phrase = OPENING.matcher(text).region(from, to);
        if (phrase.lookingAt()) {
            return Sentences.skipSpaces(text, phrase.end());
        }
        int end = from;
        while (end < to && ",;:!.?".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        List<Term> terms = Term.of(text, from, end);
        boolean filler = !terms.isEmpty() && terms.stream().allMatch(term -> FILLERS.contains(term.key()));
        boolean ends = end + 1 >= to || Characters.isSpace(text.charAt(end + 1));
        return filler && ends ? Math.min(to, Sentences.skipSpaces(text, end + 1)) : from;
    }

    /** Whether a term is too common to carry a fact. */
    static boolean isStopWord(String key) {
        return STOP_WORDS.contains(key) || FILLERS.contains(key);
    }

    private static boolean negates(String key) {
        return NEGATIONS.contains(key) || key.endsWith("n't") || key.endsWith("n’t");
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static Set<String> words(String list) {
        return Set.of(list.split(" "));
    }
}
