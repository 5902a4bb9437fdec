package io.histctl.store.jdbc;

import io.histctl.model.Message;
import io.histctl.model.ToolCall;
import io.histctl.store.Derivation;
import io.histctl.store.StoredTurn;
import io.histctl.store.TurnAssembler;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The text of a turn and the ids by which it is found.
 *
 * @param text its words
 * @param callIds the ids of the tool calls that it makes
 */
@API(status = API.Status.INTERNAL)
public record TurnWords(String text, List<String> callIds) {
    public TurnWords {
        callIds = List.copyOf(callIds);
    }

    static TurnWords of(Message message, @Nullable String transcript) {
        return new TurnWords(
                Derivation.text(message, transcript),
                message.toolCalls().stream()
                        .map(ToolCall::id)
                        .filter(id -> !id.isEmpty())
                        .toList());
    }

    /** The words of a stored turn. */
    public static TurnWords of(StoredTurn turn) {
        return of(TurnAssembler.message(turn), turn.transcript());
    }
}
