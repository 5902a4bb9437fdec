package io.histctl.bench;

import io.histctl.model.TokenCounter;
import io.histctl.model.TokenEstimate;
import io.histctl.model.Turn;
import io.histctl.summary.Digest;
import io.histctl.summary.Summarizer;
import io.histctl.summary.SummaryRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Prints what a digest keeps of conversations written for this project, and how long one takes. Not a test: Maven runs it only by name,
 * {@code mvn -q -pl core -am test -Dtest=SummaryBench -Dsurefire.failIfNoSpecifiedTests=false}.
 */
final class SummaryBench {
    private static final List<String> CONVERSATIONS = List.of("journey", "repair", "kitchen", "friends");
    private static final List<String> LANGUAGES =
            List.of("en", "ar", "de", "es", "fr", "he", "hi", "it", "ja", "ko", "nl", "pt", "ru", "tr", "zh");
    private static final double LANGUAGE_SHARE = 0.4;
    private static final int RUNS = 200;

    private final Summarizer digest = new Digest();

    @Test
    void printsWhatIsKept() {
        main();
    }

    /** Prints the table. */
    public static void main(String... unused) {
        print(
                "%-10s %6s %7s %7s %7s %9s %6s %6s %6s %9s",
                "", "words", "part", "kept", "tokens", "facts", "AR", "AR100", "chance", "ms");
        SummaryBench bench = new SummaryBench();
        for (int i = 0; i < CONVERSATIONS.size(); i++) {
            String name = CONVERSATIONS.get(i);
            Conversation conversation = Conversation.read(name);
            Conversation next = Conversation.read(CONVERSATIONS.get((i + 1) % CONVERSATIONS.size()));
            for (double part : new double[] {0.1, 0.2, 0.4}) {
                bench.run(name, conversation, part, next.facts());
            }
        }
        print("%n%-10s %6s %6s of the conversation about a trip, at 40 %% of its tokens", "language", "AR", "AR100");
        LANGUAGES.forEach(bench::runLanguage);
        SummaryTimes.print(CONVERSATIONS);
    }

    private void run(String name, Conversation conversation, double part, List<String> otherFacts) {
        long budget = budget(conversation, part);
        String summary = text(conversation.turns(), budget);
        FactScore score = FactScore.of(conversation.facts(), summary);
        print(
                "%-10s %6d %6.0f%% %6.1f%% %7d %4d / %2d %6.1f %6.1f %6.1f %9.2f",
                name,
                conversation.words(),
                100 * part,
                100.0 * Conversation.words(summary) / conversation.words(),
                TokenEstimate.of(summary),
                conversation.kept(summary),
                conversation.facts().size(),
                score.kept(),
                score.complete(),
                FactScore.of(otherFacts, summary).kept(),
                median(conversation, budget));
    }

    private void runLanguage(String language) {
        Conversation trip = Conversation.trip(language);
        long whole = TokenEstimate.of(text(trip.turns(), Long.MAX_VALUE));
        FactScore score = FactScore.of(trip.facts(), text(trip.turns(), (long) (whole * LANGUAGE_SHARE)));
        print("%-10s %6.1f %6.1f", language, score.kept(), score.complete());
    }

    /** The largest of several budgets at which the digest has at most this share of the words. */
    private long budget(Conversation conversation, double part) {
        long budget = 20;
        while (Conversation.words(text(conversation.turns(), budget + 5)) <= part * conversation.words()) {
            budget += 5;
        }
        return budget;
    }

    private String text(List<Turn> turns, long budget) {
        return digest.summarize(new SummaryRequest(turns, null, budget, TokenCounter.ESTIMATE))
                .text();
    }

    private double median(Conversation conversation, long budget) {
        long[] nanos = new long[RUNS];
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            text(conversation.turns(), budget);
            nanos[run] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[RUNS / 2] / 1e6;
    }

    @SuppressWarnings("SystemOut")
    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
