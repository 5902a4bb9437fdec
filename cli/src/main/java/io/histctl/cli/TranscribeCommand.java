package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.cli.view.Count;
import io.histctl.cli.view.Positions;
import io.histctl.cli.view.Printable;
import io.histctl.transcribe.TranscribeOptions;
import io.histctl.transcribe.Transcriber;
import io.histctl.transcribe.TranscriptionReport;
import io.histctl.transcribe.TranscriptionReport.Outcome;
import io.histctl.transcribe.TranscriptionReport.SpokenTurn;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;

/** {@code histctl transcribe}: has what users said written down by a model. */
final class TranscribeCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<Boolean> missing;
    private final ArgumentValue<Boolean> dryRun;
    private final TranscriberOptions transcriber;
    private final SummarizerOptions summarizer;

    TranscribeCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        arguments.description(
                "Sends the speech of users to a model and attaches the words to its turns. A kept summary that lacks the",
                "words is made anew. Words of your own: histctl transcript.");
        conversation = arguments.conversation();
        missing = arguments.flag("only speech without words; otherwise words are replaced", "--missing");
        dryRun = arguments.flag("report which turns would be transcribed, and send nothing", "--dry-run");
        arguments.group("Model:");
        OpenAiArguments endpoint = new OpenAiArguments(arguments);
        transcriber = new TranscriberOptions(arguments, "openai", endpoint);
        summarizer = new SummarizerOptions(arguments, endpoint);
        arguments.examples("histctl transcribe kitchen --missing --dry-run");
    }

    @Override
    public Integer call() throws IOException {
        TranscribeOptions options = TranscribeOptions.of(dryRun.value() ? TranscribeCommand::unused : transcriber())
                .withOnlyMissing(missing.value())
                .withDryRun(dryRun.value())
                .withSummarizer(summarizer.summarizer(root.context()));
        try (HistoryStore store = root.open()) {
            return report(store.conversation(conversation.value()).transcribe(options));
        }
    }

    private Transcriber transcriber() throws IOException {
        return Objects.requireNonNull(transcriber.transcriber(root.context()));
    }

    private static String unused(io.histctl.media.Media sound) {
        throw new IllegalStateException("a dry run transcribes nothing");
    }

    private int report(TranscriptionReport report) {
        if (dryRun.value()) {
            root.confirm("would transcribe " + positions(report, Outcome.NOT_TRIED));
            return 0;
        }
        root.confirm("transcribed " + positions(report, Outcome.TRANSCRIBED));
        if (report.count(Outcome.SILENT) > 0) {
            root.inform("note: nothing is said in " + positions(report, Outcome.SILENT));
        }
        for (SpokenTurn turn : report.turns()) {
            if (turn.problem() != null) {
                root.context()
                        .err()
                        .println("histctl: turn " + turn.position() + " was not transcribed: "
                                + Printable.line(turn.problem()));
            }
        }
        long notTried = report.count(Outcome.NOT_TRIED);
        if (notTried > 0) {
            root.context()
                    .err()
                    .println("histctl: " + Count.of(notTried, "more turn") + " not tried after these failures");
        }
        root.warn(report.notes());
        return report.count(Outcome.FAILED) > 0 ? 1 : 0;
    }

    private static String positions(TranscriptionReport report, Outcome outcome) {
        Positions positions = new Positions();
        report.turns().stream()
                .filter(turn -> turn.outcome() == outcome)
                .forEach(turn -> positions.add(turn.position()));
        return report.count(outcome) == 0 ? "no turn" : positions.text();
    }
}
