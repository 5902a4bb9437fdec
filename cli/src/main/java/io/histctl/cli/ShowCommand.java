package io.histctl.cli;

import com.fasterxml.jackson.databind.node.TextNode;
import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.cli.page.ConversationPage;
import io.histctl.cli.page.MarkdownPage;
import io.histctl.cli.page.PageTime;
import io.histctl.cli.view.JsonArrayPrinter;
import io.histctl.cli.view.Printable;
import io.histctl.cli.view.Timeline;
import io.histctl.cli.view.TurnJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code histctl show}: shows a conversation as a timeline, as JSON or as a page. */
final class ShowCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final CommandBuilder arguments;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<Instant> at;
    private final ArgumentValue<Boolean> json;
    private final ArgumentValue<Boolean> html;
    private final ArgumentValue<Boolean> markdown;
    private final ArgumentValue<String> output;

    ShowCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        this.arguments = arguments;
        conversation = arguments.conversation();
        at = arguments.time("when to check the expiry of audio ids: ISO-8601 or Unix seconds (default: now)", "--at");
        json = arguments.flag("print JSON", "--json");
        html = arguments.flag("print a page for a browser, with sound, in one file that loads nothing", "--html");
        markdown = arguments.flag("print Markdown, to paste into an issue", "--markdown");
        output = arguments.option("FILE", text -> text, "-", "write to this file", "-o", "--output");
        arguments.examples("histctl show kitchen", "histctl show kitchen --html -o kitchen.html");
    }

    @Override
    public Integer call() throws IOException {
        if (Stream.of(json, html, markdown).filter(ArgumentValue::value).count() > 1) {
            throw arguments.usageError("choose one of --json, --html and --markdown");
        }
        FileArgument.ensureUnused(output.value(), root.location().files());
        try (HistoryStore store = root.open()) {
            Conversation chat = store.conversation(ConversationName.find(store, conversation.value()));
            Instant given = at.orNull();
            PageTime time = new PageTime(given == null ? root.warnAndGet(chat.moment()) : given, given == null);
            FileArgument.write(output.value(), root.context(), out -> {
                print(chat, time, out);
                return chat;
            });
            return 0;
        }
    }

    private void print(Conversation chat, PageTime time, OutputStream out) throws IOException {
        if (html.value() || markdown.value()) {
            Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            if (html.value()) {
                ConversationPage.of(chat, time).writeTo(text);
            } else {
                MarkdownPage.of(chat, time).writeTo(text);
            }
            return;
        }
        PrintStream lines = new PrintStream(out, false, StandardCharsets.UTF_8);
        if (json.value()) {
            json(chat, time.at(), lines);
        } else {
            Timeline timeline = new Timeline(
                    time.at(), root.context().colour() && output.value().equals("-"));
            chat.eachTurn(turn -> lines.println(timeline.of(turn)));
        }
        lines.flush();
    }

    private static void json(Conversation chat, Instant at, PrintStream lines) {
        String head = "{\"conversation\":" + Printable.json(TextNode.valueOf(chat.id())) + ",\"turns\":";
        JsonArrayPrinter turns = new JsonArrayPrinter(lines, head);
        chat.eachTurn(turn -> turns.add(TurnJson.of(turn, at)));
        turns.end();
        lines.println("}");
    }
}
