package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.Callable;

/** {@code histctl interrupted}: notes that the user talked over a reply. */
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
        arguments.description("A summary then shortens the reply to what was heard.");
        conversation = arguments.conversation();
        position = arguments.parameter("POSITION", Converters::whole, "the reply's number in histctl show");
        seconds = arguments.parameter("SECONDS", Converters::decimal, "how much of it the user heard, such as 2.5");
        arguments.examples("histctl interrupted kitchen 5 2.5");
    }

    @Override
    public Integer call() {
        BigDecimal given = seconds.value();
        if (given.signum() < 0 || given.compareTo(MOST) > 0) {
            throw arguments.usageError("SECONDS must be 0 or more");
        }
        Duration heard = Duration.ofMillis(given.movePointRight(3).longValue());
        try (HistoryStore store = root.open()) {
            String id = ConversationName.find(store, conversation.value());
            store.conversation(id).interrupted(position.value(), heard);
            root.confirm("noted what was heard of turn " + position.value() + " in " + Printable.line(id));
            return 0;
        }
    }
}
