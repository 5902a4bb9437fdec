package io.histctl.bench;

import io.histctl.model.TokenCounter;
import io.histctl.model.Turn;
import io.histctl.summary.Digest;
import io.histctl.summary.SummaryRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How long the digest of a long conversation takes, warm and as the first call in a fresh JVM. */
final class SummaryTimes {
    private static final int WORDS = 16_000;
    private static final int BUDGET = 2_000;
    private static final int WARM = 200;
    private static final int FRESH = 9;

    private SummaryTimes() {}

    /** The first call, of these conversations. */
    @SuppressWarnings("SystemOut")
    public static void main(String... conversations) {
        System.out.println(timed(talk(List.of(conversations))));
    }

    @SuppressWarnings("SystemOut")
    static void print(List<String> conversations) {
        List<Turn> talk = talk(conversations);
        System.out.println("16,000 words into 2,000 tokens: median ms by the clock, and of the calling thread alone");
        System.out.println("warm        " + median(WARM, () -> timed(talk)));
        System.out.println("first call  " + median(FRESH, () -> inAFreshJvm(conversations)));
    }

    private static List<Turn> talk(List<String> conversations) {
        return LongTalk.of(WORDS, conversations.stream().map(Conversation::read).toList());
    }

    private static Took timed(List<Turn> talk) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long ran = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        new Digest().summarize(new SummaryRequest(talk, null, BUDGET, TokenCounter.ESTIMATE));
        return new Took((System.nanoTime() - start) / 1e6, (threads.getCurrentThreadCpuTime() - ran) / 1e6);
    }

    private static Took inAFreshJvm(List<String> conversations) {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SummaryTimes.class.getName());
        try {
            Process process = new ProcessBuilder(
                            Stream.concat(java.stream(), conversations.stream()).toList())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return Took.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Took median(int runs, Supplier<Took> run) {
        List<Took> all = Stream.generate(run).limit(runs).toList();
        return new Took(
                all.stream().mapToDouble(Took::clock).sorted().toArray()[runs / 2],
                all.stream().mapToDouble(Took::thread).sorted().toArray()[runs / 2]);
    }

    private record Took(double clock, double thread) {
        static Took of(String text) {
            List<String> parts = text.lines()
                    .flatMap(line -> Stream.of(line.strip().split(" +", -1)))
                    .toList();
            return new Took(Double.parseDouble(parts.get(0)), Double.parseDouble(parts.get(1)));
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%7.1f %7.1f", clock, thread);
        }
    }
}
