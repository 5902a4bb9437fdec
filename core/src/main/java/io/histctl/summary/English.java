package io.histctl.summary;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The few words of English that a digest knows: those that carry no fact, those without which a sentence can't be
 * shortened, and openings that say nothing. Another language does without: its sentences stay whole.
 */
final class English {
    /** Words that say nothing of what a conversation is about. */
    private static final Set<String> EMPTY =
            words("a an the i you he she it we they me my your his her its our their is are was"
                    + " were be been am do does did have has had will would can could should may might to of in on at for with"
                    + " from by and or but if so that this there what which who how when where not no yes as any some like"
                    + " want please okay ok");

    /**
     * A sentence that holds one of them is never shortened. Those of other languages are here for sentences that pass
     * for English.
     */
    private static final Set<String> GUARDS = words("no not none never nothing nobody nowhere neither nor without"
            + " cannot if unless except instead but only hardly barely rarely seldom until though although"
            + " cant dont wont didnt doesnt isnt arent wasnt werent hasnt havent hadnt couldnt wouldnt shouldnt"
            + " nicht nichts kein keine keinen nie ohne ne pas jamais rien sans non ni nunca nada sin não sem mica senza"
            + " niet geen nooit zonder ikke ingen aldrig uten inte utan nem değil bez");

    /** Two different ones, and a sentence counts as English. */
    private static final Set<String> COMMON = words("the and you your my with would this that it are of have to");

    private static final Set<String> FILLERS =
            words("okay ok sure alright all right well great good hi hello hey thanks"
                    + " thank you so much very perfect awesome fine sounds wonderful excellent certainly of course absolutely"
                    + " lovely nice cool please oh hmm um uh actually for the that's that is got it then now just");

    private static final Set<String> SUBJECTS =
            words("i you he she it we they there that this is are was were will would"
                    + " can could has have i'm it's you're they're we're i've i'll i'd that's there's she's he's");

    private static final Set<String> PROMISES =
            Set.of("i'll", "i’ll", "we'll", "we’ll", "i will", "we will", "i promise", "we promise", "remind me");

    private static final Set<String> PROMISE_ENDS = Set.of("will", "promise", "me");

    /** I'll be in Rome: no promise. */
    private static final Set<String> STATES = words("be have need want like take never not just");

    private static final Pattern LEAD_IN = Pattern.compile(
            "(?:please confirm(?: that| the following(?: details)?)?[:,]?"
                    + "|(?:can|could|would|will) you(?: please)?|please"
                    + "|i(?:'d|’d| would) like(?: to)?|i(?:'m|’m| am) (?:looking for|interested in)"
                    + "|i(?:'ve|’ve| have)? found|(?:there|it|this|that) is|(?:there|they|these) are"
                    + "|(?:there|it|that)['’]s|(?:how|what) about|let me"
                    + "|(?:do |would )?you (?:want|like|need)(?: me)?(?: to)?)(?=\\s)",
            Pattern.CASE_INSENSITIVE);

    private English() {}

    /** Whether a part of the sentence can go without turning what it says round. */
    static boolean canBeShortened(List<Term> sentence) {
        return !promises(sentence)
                && sentence.stream()
                                .map(Term::key)
                                .filter(COMMON::contains)
                                .distinct()
                                .count()
                        >= 2
                && sentence.stream().map(Term::key).noneMatch(English::guards);
    }

    /** Whether a new clause begins with these two words, not a further member of a list. */
    static boolean joins(String word, String next) {
        String joint = Letters.lower(word);
        return joint.equals("which")
                || joint.equals("where")
                || (joint.equals("and") && SUBJECTS.contains(Letters.lower(next)));
    }

    /** Whether a list goes on with these two words. */
    static boolean lists(String word, String next) {
        String joint = Letters.lower(word);
        return (joint.equals("and") || joint.equals("or")) && !SUBJECTS.contains(Letters.lower(next));
    }

    /** Where the opening that says nothing ends, {@code from} where there is none. */
    static int leadIn(String text, int from, int to) {
        Matcher phrase = LEAD_IN.matcher(text).region(from, to);
        if (phrase.lookingAt()) {
            return Sentences.skipSpaces(text, phrase.end());
        }
        int end = from;
        while (end < to && ",;:!.?".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        List<Term> terms = Term.of(text, from, end);
        boolean filler = !terms.isEmpty() && terms.stream().allMatch(term -> FILLERS.contains(term.key()));
        boolean ends = end + 1 >= to || Letters.isSpace(text.charAt(end + 1));
        return filler && ends ? Math.min(to, Sentences.skipSpaces(text, end + 1)) : from;
    }

    /** Whether a term can carry a fact. */
    static boolean tells(String key) {
        return !EMPTY.contains(key) && !FILLERS.contains(key) && !PROMISES.contains(key);
    }

    /** Whether the speaker promises something. */
    static boolean promises(List<Term> clause) {
        for (int i = 0; i < clause.size(); i++) {
            String key = clause.get(i).key();
            boolean second = i > 0 && PROMISE_ENDS.contains(key);
            String after = i + 1 < clause.size() ? clause.get(i + 1).key() : "";
            String cue = second ? clause.get(i - 1).key() + " " + key : key;
            boolean request = !cue.equals("remind me") || after.equals("to");
            if (PROMISES.contains(cue) && !STATES.contains(after) && request) {
                return true;
            }
        }
        return false;
    }

    /** Whether an answer begins by denying or limiting. */
    static boolean denies(List<Term> answer) {
        return answer.stream().limit(2).map(Term::key).anyMatch(English::guards);
    }

    private static boolean guards(String key) {
        return GUARDS.contains(key) || key.endsWith("n't") || key.endsWith("n’t");
    }

    private static Set<String> words(String list) {
        return Set.of(list.split(" "));
    }
}
