package io.histctl.cli;

import io.histctl.HistoryStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code histctl interrupted}: notes that a reply was talked over. */
@Command(
        name = "interrupted",
        description = "Notes that the user talked over a reply and heard only so many seconds of it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class InterruptedCommand implements Callable<Integer> {
    private static final BigDecimal MOST = new BigDecimal(1_000_000);

    private final HistctlCommand root;

    @Parameters(index = "0", paramLabel = "CONVERSATION", description = "the conversation")
    private String conversation = "";

    @Parameters(index = "1", paramLabel = "POSITION", description = "the reply, as histctl show numbers it")
    private long position;

    @Parameters(index = "2", paramLabel = "SECONDS", description = "how much of it was heard, such as 2.5")
    private BigDecimal seconds = BigDecimal.ZERO;

    @Spec
    private CommandSpec spec;

    InterruptedCommand(HistctlCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        if (seconds.signum() < 0 || seconds.compareTo(MOST) > 0) {
            throw new ParameterException(spec.commandLine(), "SECONDS must be 0 or more");
        }
        Duration heard = Duration.ofMillis(seconds.movePointRight(3).longValue());
        try (HistoryStore store = root.open()) {
            store.conversation(conversation).interrupted(position, heard);
            root.surroundings()
                    .out()
                    .println("noted what was heard of turn " + position + " in " + Printable.line(conversation));
            return 0;
        }
    }
}
