package io.histctl.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.HistoryStore;
import io.histctl.cli.view.HitText;
import io.histctl.cli.view.JsonArrayPrinter;
import io.histctl.model.Role;
import io.histctl.search.SearchHit;
import io.histctl.search.SearchOptions;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** {@code histctl search}: finds turns by their words. */
final class SearchCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final CommandBuilder arguments;
    private final ArgumentValue<List<String>> words;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<Role> role;
    private final ArgumentValue<Instant> since;
    private final ArgumentValue<Instant> until;
    private final ArgumentValue<Long> limit;
    private final ArgumentValue<Boolean> allBranches;
    private final ArgumentValue<Boolean> json;

    SearchCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        this.arguments = arguments;
        arguments.description(
                "Prints the turns that match best, in text, transcripts, tool calls and results. A turn must contain all",
                "WORDS; write '\"several words\"' for a phrase, begin* for words that begin so, OR between alternatives,",
                "and NOT before what must not occur. Case and accents do not matter. Exit status 1 if nothing matches.");
        words = arguments.parameters("WORDS", "what to find");
        conversation = arguments.text(
                "CONVERSATION", "search only this conversation; an id, its beginning, or -", "--conversation");
        role = arguments.option(
                "ROLE", Converters.oneOf(Role.class), null, "search only turns of user, assistant, tool…", "--role");
        since = arguments.time("search only turns of this time or later", "--since");
        until = arguments.time("search only turns of this time or earlier", "--until");
        limit = arguments.whole("N", "print at most this many turns (default: 20)", "--limit");
        allBranches = arguments.flag("also search turns that were replaced by an edit", "--all-branches");
        json = arguments.flag("print a JSON array", "--json");
        arguments.examples("histctl search seventy OR birthday");
    }

    @Override
    public Integer call() {
        List<String> given = words.orNull();
        Long most = limit.orNull();
        if (given == null) {
            throw arguments.usageError("WORDS are missing");
        }
        if (most != null && most < 0) {
            throw arguments.usageError("--limit must be 0 or more");
        }
        try (HistoryStore store = root.open()) {
            List<SearchHit> hits = store.search(String.join(" ", given), options(store, most));
            print(hits, root.context().out());
            return hits.isEmpty() ? 1 : 0;
        }
    }

    private SearchOptions options(HistoryStore store, @Nullable Long most) {
        String only = conversation.orNull();
        SearchOptions options = SearchOptions.DEFAULT
                .withConversation(only == null ? null : ConversationName.find(store, only))
                .withRole(role.orNull())
                .withSince(since.orNull())
                .withUntil(until.orNull())
                .withAllBranches(allBranches.value());
        return most == null ? options : options.withLimit(most.intValue());
    }

    private void print(List<SearchHit> hits, PrintStream out) {
        if (json.value()) {
            JsonArrayPrinter array = new JsonArrayPrinter(out, "");
            hits.forEach(hit -> array.add(json(hit)));
            array.end();
            out.println();
        } else {
            hits.forEach(hit -> out.println(HitText.of(hit, root.context().colour())));
        }
    }

    private static ObjectNode json(SearchHit hit) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("conversation", hit.conversation())
                .put("position", hit.position())
                .put("role", hit.role().toString())
                .put("at", hit.at().toString())
                .put("replaced", hit.replaced());
        ArrayNode excerpt = json.putArray("excerpt");
        hit.excerpt()
                .forEach(segment ->
                        excerpt.addObject().put("text", segment.text()).put("match", segment.match()));
        return json;
    }
}
