package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.Conversation;
import io.histctl.export.ExportOptions;
import io.histctl.export.Overrides;
import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.model.Role;
import io.histctl.model.ToolCall;
import io.histctl.model.Turn;
import io.histctl.resume.Policy;
import io.histctl.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a conversation as a training example for OpenAI's fine-tuning, with its words instead of its sound. For one
 * conversation, and one thread.
 */
public final class FineTuningWriter {
    private final Conversation conversation;
    private final Set<String> notes = new LinkedHashSet<>();

    /** Writes this conversation. */
    public FineTuningWriter(Conversation conversation) {
        this.conversation = conversation;
    }

    /**
     * The example as one line of JSON: the current turns through the last reply. Empty if there is no reply with words.
     *
     * @throws io.histctl.error.NotFoundException if the conversation does not exist
     */
    public Optional<String> line() {
        ArrayNode messages = Values.array();
        int end = 0;
        boolean tools = false;
        for (Turn turn : conversation.turns()) {
            ObjectNode message = isCurrent(turn) ? message(turn) : null;
            if (message != null) {
                messages.add(message);
                end = turn.role() == Role.ASSISTANT ? messages.size() : end;
                tools |= message.has("tool_calls");
            }
        }
        if (end == 0) {
            return Optional.empty();
        }
        while (messages.size() > end) {
            messages.remove(messages.size() - 1);
        }
        ObjectNode example = Values.object();
        example.set("messages", messages);
        if (tools) {
            addTools(example);
        }
        return Optional.of(new String(Json.bytes(example), StandardCharsets.UTF_8));
    }

    /** What the line leaves out, in sentences without what was said. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    private static boolean isCurrent(Turn turn) {
        return turn.standing() == Turn.Standing.LEADING || turn.standing() == Turn.Standing.CURRENT;
    }

    private @Nullable ObjectNode message(Turn turn) {
        Message said = turn.message();
        ObjectNode message = Messages.text(turn.role().toString(), words(turn));
        for (ToolCall call : said.toolCalls()) {
            Messages.addToolCall(message, call.id(), call.name(), call.arguments());
        }
        if (said.toolCallId() != null) {
            message.put("tool_call_id", said.toolCallId());
        }
        if (message.has("tool_calls") && Values.text(message.path("content")).isEmpty()) {
            message.putNull("content");
        }
        return Messages.isEmpty(message) && turn.role() != Role.TOOL ? null : message;
    }

    private String words(Turn turn) {
        Message said = turn.message();
        for (Part part : said.parts()) {
            if (part instanceof Part.Sound && turn.transcript() == null) {
                notes.add("speech without words was left out; attach them");
            } else if (part instanceof Part.Image || part instanceof Part.File || part instanceof Part.Other) {
                notes.add("images and files were left out");
            }
        }
        return Stream.of(said.text(), said.refusal(), text(said.audioTranscript()), text(turn.transcript()))
                .filter(words -> !words.isEmpty())
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    /** The tools of the recorded settings, which an example with tool calls needs. */
    private void addTools(ObjectNode example) {
        // a history that was imported may name no model, and a request needs one
        Overrides overrides = Overrides.NONE.withModel("any");
        ExportOptions options =
                ExportOptions.DEFAULT.withPolicy(Policy.transcript()).withOverrides(overrides);
        byte[] payload = conversation.export(options).payload();
        JsonNode tools = Json.tree(Json.read(payload, "the payload")).path("tools");
        if (tools.isArray()) {
            example.set("tools", tools);
        }
    }

    private static String text(@Nullable String words) {
        return words == null ? "" : words;
    }
}
