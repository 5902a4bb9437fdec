package io.histctl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.Exchange;
import io.histctl.HistoryStore;
import io.histctl.Recorded;
import io.histctl.Recorded.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code histctl record}: stores one exchange. */
@Command(
        name = "record",
        description = "Stores one exchange: of the request what is new, and the reply, stream or error that came back.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RecordCommand implements Callable<Integer> {
    private final HistctlCommand root;

    @Parameters(paramLabel = "CONVERSATION", description = "any text")
    private String conversation = "";

    @Option(names = "--request", paramLabel = "FILE", description = "the request body as it was sent")
    private @Nullable String request;

    @Option(
            names = "--response",
            paramLabel = "FILE",
            description = "what came back: a reply, an SSE stream or an error body")
    private @Nullable String response;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "when it took place (else the reply's own time, else now)")
    private @Nullable Instant at;

    @Option(
            names = "--choice",
            paramLabel = "N",
            description = "the index of the choice that the app went on with, where there are several")
    private @Nullable Integer choice;

    @Option(names = "--keep-sound", description = "keep the sound of the reply, which can't be sent again")
    private boolean keepSound;

    @Option(names = "--json", description = "say what was stored as JSON")
    private boolean json;

    @Spec
    private picocli.CommandLine.Model.CommandSpec spec;

    RecordCommand(HistctlCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        if (request == null && response == null) {
            throw new ParameterException(spec.commandLine(), "give --request FILE, --response FILE or both");
        }
        if ("-".equals(request) && "-".equals(response)) {
            throw new ParameterException(spec.commandLine(), "only one of --request and --response can be stdin");
        }
        Surroundings surroundings = root.surroundings();
        Exchange exchange = new Exchange(read(request), read(response), at, choice, keepSound);
        try (HistoryStore store = root.open()) {
            Recorded recorded = store.conversation(conversation).record(exchange);
            if (recorded.outcome() == Outcome.REFUSED) {
                surroundings
                        .err()
                        .println("histctl: the response is an error body" + error(recorded)
                                + "; nothing was stored, mend the request and send it again");
                return 1;
            }
            surroundings.out().println(json ? Printable.json(json(recorded)) : words(recorded));
            return 0;
        }
    }

    private byte @Nullable [] read(@Nullable String file) throws IOException {
        return file == null ? null : FileArgument.read(file, root.surroundings());
    }

    private static String error(Recorded recorded) {
        String error = recorded.error();
        return error == null || error.isBlank() ? "" : " (" + Printable.line(error) + ")";
    }

    private static String words(Recorded recorded) {
        String name = Printable.line(recorded.conversation());
        String audio = recorded.audioId() == null ? "" : "; " + audio(recorded);
        return switch (recorded.outcome()) {
            case STORED -> "stored " + turns(recorded) + " in " + name + replaced(recorded) + audio + flaws(recorded);
            case COMPLETED -> "completed turn " + recorded.reply() + " in " + name + audio + flaws(recorded);
            case KNOWN -> "nothing new for " + name;
            case GONE ->
                recorded.reply() == null
                        ? "noted: the API no longer knows an audio id, which " + name + " does not have"
                        : "marked the audio id of turn " + recorded.reply() + " in " + name + " as gone";
            case REFUSED -> "";
        };
    }

    private static String turns(Recorded recorded) {
        long from = recorded.from();
        return recorded.turns() == 1 ? "turn " + from : "turns " + from + "–" + (from + recorded.turns() - 1);
    }

    private static String replaced(Recorded recorded) {
        return recorded.replaced() == 0 ? "" : " in the place of " + recorded.replaced() + " earlier ones";
    }

    private static String audio(Recorded recorded) {
        return Printable.line(String.valueOf(recorded.audioId())) + " dies at " + recorded.expiresAt()
                + (recorded.estimated() ? " (estimated)" : "");
    }

    private static String flaws(Recorded recorded) {
        return (recorded.incomplete() ? "; the stream broke off, kept as far as it came" : "")
                + (recorded.voiceLost() ? "; sound was asked for and text came: the voice is lost" : "");
    }

    private static ObjectNode json(Recorded recorded) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("conversation", recorded.conversation());
        node.put("outcome", recorded.outcome().name().toLowerCase(Locale.ROOT));
        node.put("from", recorded.turns() == 0 ? null : (Long) recorded.from());
        node.put("turns", recorded.turns());
        node.put("replaced", recorded.replaced());
        node.put("reply", recorded.reply());
        node.put("audioId", recorded.audioId());
        node.put(
                "expiresAt",
                recorded.expiresAt() == null ? null : recorded.expiresAt().toString());
        node.put("estimated", recorded.estimated());
        node.put("incomplete", recorded.incomplete());
        node.put("voiceLost", recorded.voiceLost());
        return node;
    }
}
