package io.histctl.cli.page;

import io.histctl.cli.view.Count;
import io.histctl.export.ExportReport;
import io.histctl.export.ExportWarning;
import io.histctl.model.Tokens;
import io.histctl.resume.Voice;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The beginning of a page. The template calls these methods by their names. */
final class PageHead {
    private final String title;
    private final PageTime time;
    private final TurnBatches turns;
    private final Plan plan;
    private final @Nullable String home;

    PageHead(String title, PageTime time, TurnBatches turns, Plan plan, @Nullable String home) {
        this.title = title;
        this.time = time;
        this.turns = turns;
        this.plan = plan;
        this.home = home;
    }

    String policy() {
        return PageParts.POLICY;
    }

    String style() {
        return PageParts.STYLE;
    }

    String title() {
        return title;
    }

    /** The address of the list of conversations; null for a page in a file. */
    @Nullable
    String home() {
        return home;
    }

    boolean live() {
        return time.live();
    }

    long atMillis() {
        return time.at().toEpochMilli();
    }

    String atIso() {
        return time.at().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    String at() {
        return PageTime.text(time.at());
    }

    String count() {
        return Count.of(turns.count(), "turn");
    }

    @Nullable
    String from() {
        Instant begin = turns.begin();
        return begin == null ? null : PageTime.text(begin);
    }

    String to() {
        Instant end = turns.end();
        return end == null ? "" : PageTime.text(end);
    }

    @Nullable
    String problem() {
        return plan.problem();
    }

    @Nullable
    PlanView plan() {
        ExportReport report = plan.report();
        return report == null ? null : new PlanView(report);
    }

    /** What an export would send, as a whole. */
    record PlanView(ExportReport report) {
        List<DecisionView> decisions() {
            return report.counts().entrySet().stream()
                    .map(entry -> DecisionView.of(entry.getKey(), entry.getValue()))
                    .toList();
        }

        String voice() {
            return report.voice() + " – " + meaning(report.voice());
        }

        String validUntil() {
            Instant until = report.validUntil();
            return until == null ? "any time, it uses no audio id" : PageTime.text(until);
        }

        String before() {
            return words(report.cost().before());
        }

        String after() {
            return words(report.cost().after());
        }

        List<String> warnings() {
            return report.warnings().stream().map(ExportWarning::message).toList();
        }

        @Nullable
        TokenChart chart() {
            return TokenChart.of(report.turns());
        }

        private static String meaning(Voice voice) {
            return switch (voice) {
                case SAFE -> "every reply is sent by its audio id";
                case RESET -> "the history is folded, so the model starts its voice anew";
                case AT_RISK -> "the history contains assistant text, so the model may answer in text";
                case NOT_WANTED -> "the request does not ask for audio";
            };
        }

        private static String words(Tokens tokens) {
            return (tokens.exact() ? "" : "about ") + tokens.total() + " (" + TokenChart.text(tokens) + ")";
        }
    }
}
