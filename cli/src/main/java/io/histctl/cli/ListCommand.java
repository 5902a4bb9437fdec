package io.histctl.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.HistoryStore;
import io.histctl.ListOptions;
import io.histctl.cli.view.Count;
import io.histctl.cli.view.JsonArrayPrinter;
import io.histctl.cli.view.Printable;
import io.histctl.model.ConversationInfo;
import io.histctl.model.ConversationOrder;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code histctl list}: lists the conversations. */
final class ListCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final CommandBuilder arguments;
    private final ArgumentValue<Duration> expiringWithin;
    private final ArgumentValue<String> tag;
    private final ArgumentValue<Instant> since;
    private final ArgumentValue<ConversationOrder> sort;
    private final ArgumentValue<String> after;
    private final ArgumentValue<Long> limit;
    private final ArgumentValue<Instant> at;
    private final ArgumentValue<Boolean> json;

    ListCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        this.arguments = arguments;
        expiringWithin = arguments.duration(
                null,
                "only conversations with an audio id, image or file that expires within this time",
                "--expiring-within");
        tag = arguments.text("TAG", "only conversations with this tag", "--tag");
        since = arguments.time("only conversations with an exchange at this time or later", "--since");
        sort = arguments.option(
                "ORDER",
                Converters.oneOf(ConversationOrder.class),
                "updated",
                "updated or created, the newest first, or name",
                "--sort");
        after = arguments.text("CURSOR", "the cursor of the last conversation of the previous page", "--after");
        limit = arguments.whole("N", "at most this many conversations", "--limit");
        at = arguments.time("when to check for expiry: ISO-8601 or Unix seconds (default: now)", "--at");
        json = arguments.flag("print a JSON array", "--json");
        arguments.description(
                "With --limit, the cursor of the next page is printed on standard error if there is one. In JSON, each",
                "conversation has its cursor.");
        arguments.examples("histctl list --expiring-within 10m", "histctl list --tag travel --limit 20");
    }

    @Override
    public Integer call() {
        Long most = limit.orNull();
        if (most != null && most < 0) {
            throw arguments.usageError("--limit must be 0 or more");
        }
        try (HistoryStore store = root.open()) {
            Instant given = at.orNull();
            Instant moment = given == null ? root.warnAndGet(store.moment()) : given;
            List<ConversationInfo> infos = store.conversations(ListOptions.DEFAULT
                    .withAt(moment)
                    .withExpiringWithin(expiringWithin.orNull())
                    .withTag(tag.orNull())
                    .withSince(since.orNull())
                    .withOrder(sort.value())
                    .withAfter(after.orNull())
                    .withLimit(most == null ? Integer.MAX_VALUE : most.intValue()));
            PrintStream out = root.context().out();
            if (json.value()) {
                JsonArrayPrinter array = new JsonArrayPrinter(out, "");
                infos.forEach(info -> array.add(json(info)));
                array.end();
                out.println();
            } else {
                infos.forEach(info -> out.println(words(info)));
                if (most != null && most > 0 && infos.size() == most) {
                    root.inform("for the next page: --after "
                            + infos.get(infos.size() - 1).cursor());
                }
            }
            return 0;
        }
    }

    private static String words(ConversationInfo info) {
        String turns = Count.of(info.turns(), "turn");
        String usable = info.usableIds() == 0
                ? "nothing usable"
                : Count.of(info.usableIds(), "reference") + " usable until " + seconds(info.lastExpiry());
        String title = info.title().isEmpty() ? "" : "  " + Printable.line(info.title());
        String tags =
                info.tags().stream().map(tag -> "  #" + Printable.line(tag)).collect(Collectors.joining());
        return Printable.line(info.conversation()) + "  " + turns + ", last " + seconds(info.lastAt()) + ", " + usable
                + title + tags;
    }

    private static String seconds(@Nullable Instant moment) {
        return moment == null ? "" : moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static ObjectNode json(ConversationInfo info) {
        ArrayNode tags = JsonNodeFactory.instance.arrayNode();
        info.tags().forEach(tags::add);
        return JsonNodeFactory.instance
                .objectNode()
                .put("conversation", info.conversation())
                .put("title", info.title())
                .<ObjectNode>set("tags", tags)
                .put("turns", info.turns())
                .put("createdAt", info.createdAt().toString())
                .put("lastAt", info.lastAt().toString())
                .put("usable", info.usableIds())
                .put("firstExpiry", text(info.firstExpiry()))
                .put("lastExpiry", text(info.lastExpiry()))
                .put("cursor", info.cursor())
                // the names of earlier versions, for this release
                .put("alive", info.usableIds())
                .put("firstDeath", text(info.firstExpiry()))
                .put("lastDeath", text(info.lastExpiry()));
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
