package io.histctl.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.Conversation;
import io.histctl.error.HistoryException;
import io.histctl.export.Export;
import io.histctl.export.ExportOptions;
import io.histctl.record.Exchange;
import io.histctl.resume.Decision;
import io.histctl.resume.PlannedTurn;
import io.histctl.resume.Policy;
import io.histctl.wire.Json;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation's bodies: request, reply, request, reply… */
class ExchangeFuzzTest {
    private static final Stage STAGE = new Stage();

    @DictionaryFile(resourcePath = "wire.dict")
    @FuzzTest
    void record(byte[] input) throws IOException {
        STAGE.begin();
        Conversation chat = STAGE.chat("chat");
        List<byte[]> bodies = Pieces.of(input, 8);
        for (int i = 0; i < bodies.size(); i += 2) {
            byte[] request = orNull(bodies.get(i));
            byte[] reply = i + 1 < bodies.size() ? orNull(bodies.get(i + 1)) : null;
            Exchange exchange = Exchange.of(request, reply)
                    .withAt(Stage.NOON.plusSeconds(i))
                    .withKeepSound(i % 4 == 0);
            boolean empty = STAGE.store().conversationIds().isEmpty();
            boolean refused = STAGE.isRefused(() -> chat.record(exchange));
            if (!refused && empty && request != null) {
                ensureExportedUnchanged(chat, request);
            }
        }
        for (Policy policy : List.of(Policy.summary(), Policy.transcript())) {
            exported(chat, ExportOptions.DEFAULT.withAt(Stage.NOON).withPolicy(policy));
        }
        STAGE.end();
    }

    /** Each message of the first request that is sent unchanged has the same members as before. */
    private static void ensureExportedUnchanged(Conversation chat, byte[] request) throws IOException {
        ExportOptions options = ExportOptions.DEFAULT
                .withAt(Stage.NOON)
                .withPolicy(Policy.transcript())
                .withMessagesOnly(true);
        Export export = exported(chat, options);
        if (export == null) {
            return;
        }
        JsonNode sent = Json.tree(Json.read(request, "the request")).path("messages");
        JsonNode back = Json.mapper().readTree(export.json());
        int index = 0;
        for (PlannedTurn turn : export.report().turns()) {
            if (turn.decision() == Decision.VERBATIM && turn.position() <= sent.size()) {
                ensureSame(back.path(index), sent.path((int) turn.position() - 1));
            }
            index += turn.isSent() ? 1 : 0;
        }
    }

    /** An assistant's message may have to change, such as members of a reply that a request can't have; its words stay. */
    private static void ensureSame(JsonNode back, JsonNode sent) {
        boolean assistant = sent.path("role").asText().equals("assistant");
        assertThat(assistant ? back.path("content").asText("") : back)
                .isEqualTo(assistant ? sent.path("content").asText("") : sent);
    }

    private static @Nullable Export exported(Conversation chat, ExportOptions options) throws IOException {
        if (!STAGE.store().conversationIds().contains(chat.id())) {
            return null;
        }
        try {
            Export export = chat.export(options);
            Json.mapper().readTree(export.json());
            return export;
        } catch (HistoryException refused) {
            Sentence.check(refused.getMessage());
            return null;
        }
    }

    private static byte @Nullable [] orNull(byte[] body) {
        return body.length == 0 ? null : body;
    }
}
