package io.histctl.wire.chat;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Message;
import io.histctl.model.ToolCall;
import io.histctl.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apiguardian.api.API;

/** The names and arguments of a message's tool calls; arguments that differ only in JSON formatting are equal. */
@API(status = API.Status.INTERNAL)
public record CallSignature(List<String> names, List<Object> arguments) {
    public CallSignature {
        names = List.copyOf(names);
        arguments = List.copyOf(arguments);
    }

    /** The signature of a message's calls, in their order. */
    public static CallSignature of(Message message) {
        return new CallSignature(
                message.toolCalls().stream().map(ToolCall::name).toList(),
                message.toolCalls().stream().map(CallSignature::arguments).toList());
    }

    private static Object arguments(ToolCall call) {
        try {
            return Json.tree(Json.read(call.arguments().getBytes(StandardCharsets.UTF_8), "the arguments"));
        } catch (InvalidInputException e) {
            return call.arguments(); // a model may write invalid JSON, and the input of a custom tool is text
        }
    }
}
