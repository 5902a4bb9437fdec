package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.Callable;

/** {@code histctl interrupted}: notes that a reply was talked over. */
final class InterruptedCommand implements Callable<Integer> {
    private static final BigDecimal MOST = new BigDecimal(1_000_000);

    private final HistctlCommand root;
    private final CommandBuilder arguments;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<Long> position;
    private final ArgumentValue<BigDecimal> seconds;

    InterruptedCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        this.arguments = arguments;
        conversation = arguments.conversation();
        position = arguments.parameter("POSITION", Converters::whole, "the reply, as histctl show numbers it");
        seconds = arguments.parameter("SECONDS", Converters::decimal, "how much of it was heard, such as 2.5");
    }

    @Override
    public Integer call() {
        BigDecimal told = seconds.value();
        if (told.signum() < 0 || told.compareTo(MOST) > 0) {
            throw arguments.wrong("SECONDS must be 0 or more");
        }
        Duration heard = Duration.ofMillis(told.movePointRight(3).longValue());
        try (HistoryStore store = root.open()) {
            store.conversation(conversation.value()).interrupted(position.value(), heard);
            root.context()
                    .out()
                    .println("noted what was heard of turn " + position.value() + " in "
                            + Printable.line(conversation.value()));
            return 0;
        }
    }
}
