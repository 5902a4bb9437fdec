package io.histctl.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.histctl.ConversationInfo;
import io.histctl.HistoryStore;
import io.histctl.ListOptions;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code histctl list}: the conversations. */
@Command(
        name = "list",
        description = "Lists the conversations, the newest first, with how many audio ids are alive and until when.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ListCommand implements Callable<Integer> {
    private final HistctlCommand root;

    @Option(
            names = "--expiring-within",
            paramLabel = "DURATION",
            description = "only those of which an audio id dies within this span")
    private @Nullable Duration expiringWithin;

    @Option(names = "--limit", paramLabel = "N", description = "at most so many")
    private int limit = Integer.MAX_VALUE;

    @Option(names = "--at", paramLabel = "TIME", description = "the moment at which ids are judged (default: now)")
    private @Nullable Instant at;

    @Option(names = "--json", description = "as a JSON array")
    private boolean json;

    ListCommand(HistctlCommand root) {
        this.root = root;
    }

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (limit < 0) {
            throw new ParameterException(spec.commandLine(), "--limit must be 0 or more");
        }
        try (HistoryStore store = root.open()) {
            List<ConversationInfo> infos = store.conversations(new ListOptions(at, expiringWithin, limit));
            PrintStream out = root.surroundings().out();
            if (json) {
                out.println(Printable.json(json(infos)));
            } else {
                infos.forEach(info -> out.println(words(info)));
            }
            return 0;
        }
    }

    private static String words(ConversationInfo info) {
        String turns = Count.of(info.turns(), "turn");
        String alive = info.aliveIds() == 0
                ? "nothing alive"
                : Count.of(info.aliveIds(), "id") + " alive until " + seconds(info.lastDeath());
        return Printable.line(info.conversation()) + "  " + turns + ", last " + seconds(info.lastAt()) + ", " + alive;
    }

    private static String seconds(@Nullable Instant moment) {
        return moment == null ? "" : moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static ArrayNode json(List<ConversationInfo> infos) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (ConversationInfo info : infos) {
            array.addObject()
                    .put("conversation", info.conversation())
                    .put("turns", info.turns())
                    .put("lastAt", info.lastAt().toString())
                    .put("alive", info.aliveIds())
                    .put(
                            "firstDeath",
                            info.firstDeath() == null ? null : info.firstDeath().toString())
                    .put(
                            "lastDeath",
                            info.lastDeath() == null ? null : info.lastDeath().toString());
        }
        return array;
    }
}
