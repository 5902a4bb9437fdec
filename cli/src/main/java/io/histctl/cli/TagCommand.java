package io.histctl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.cli.view.Printable;
import io.histctl.model.ConversationMetadata;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;

/** {@code histctl tag}: shows or changes the title, tags and metadata of a conversation. */
final class TagCommand implements Callable<Integer> {
    private final HistctlCommand root;
    private final CommandBuilder arguments;
    private final ArgumentValue<String> conversation;
    private final ArgumentValue<List<String>> tags;
    private final ArgumentValue<List<String>> removed;
    private final ArgumentValue<String> title;
    private final ArgumentValue<List<String>> set;
    private final ArgumentValue<List<String>> unset;
    private final ArgumentValue<Boolean> json;

    TagCommand(HistctlCommand root, CommandBuilder arguments) {
        this.root = root;
        this.arguments = arguments;
        arguments.description(
                "Prints them after the changes; without changes, as they are. None of them is sent to the API.");
        conversation = arguments.conversation();
        tags = arguments.parameters("TAG", "tags to add");
        removed = arguments.texts("TAG", "remove a tag", "--remove");
        title = arguments.text("TITLE", "the title; an empty one is removed", "--title");
        set = arguments.texts("KEY=VALUE", "set a value", "--set");
        unset = arguments.texts("KEY", "remove a value", "--unset");
        json = arguments.flag("print JSON", "--json");
        arguments.examples("histctl tag kitchen recipes --set guests=4");
    }

    @Override
    public Integer call() {
        given(set).forEach(this::ensureKeyAndValue);
        try (HistoryStore store = root.open()) {
            Conversation chat = store.conversation(ConversationName.find(store, conversation.value()));
            ConversationMetadata metadata = chat.editMetadata(this::edited);
            PrintStream out = root.context().out();
            if (json.value()) {
                out.println(Printable.json(json(chat.id(), metadata)));
            } else {
                print(metadata, out);
            }
            return 0;
        }
    }

    private ConversationMetadata edited(ConversationMetadata before) {
        ConversationMetadata edited = before;
        String name = title.orNull();
        if (name != null) {
            edited = edited.withTitle(name.isEmpty() ? null : name);
        }
        edited = each(removed, edited, ConversationMetadata::withoutTag);
        edited = each(tags, edited, ConversationMetadata::withTag);
        edited = each(unset, edited, (metadata, key) -> metadata.withValue(key, null));
        return each(
                set,
                edited,
                (metadata, pair) -> metadata.withValue(
                        pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1)));
    }

    private void ensureKeyAndValue(String pair) {
        if (pair.indexOf('=') < 1) {
            throw arguments.usageError("--set needs KEY=VALUE");
        }
    }

    private static ConversationMetadata each(
            ArgumentValue<List<String>> values,
            ConversationMetadata metadata,
            BiFunction<ConversationMetadata, String, ConversationMetadata> change) {
        ConversationMetadata changed = metadata;
        for (String value : given(values)) {
            changed = change.apply(changed, value);
        }
        return changed;
    }

    private static List<String> given(ArgumentValue<List<String>> values) {
        List<String> given = values.orNull();
        return given == null ? List.of() : given;
    }

    private static void print(ConversationMetadata metadata, PrintStream out) {
        if (metadata.title() != null) {
            out.println("title  " + Printable.line(metadata.title()));
        }
        metadata.tags().forEach(tag -> out.println("tag    " + Printable.line(tag)));
        metadata.values()
                .forEach((key, value) -> out.println("value  " + Printable.line(key) + " = " + Printable.line(value)));
    }

    private static ObjectNode json(String conversation, ConversationMetadata metadata) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("conversation", conversation)
                .put("title", metadata.title());
        metadata.tags().forEach(json.putArray("tags")::add);
        ObjectNode values = json.putObject("metadata");
        metadata.values().forEach(values::put);
        return json;
    }
}
