package io.histctl.export;

import static io.histctl.testing.Messages.answers;
import static io.histctl.testing.Messages.calls;
import static io.histctl.testing.Messages.reply;
import static io.histctl.testing.Messages.request;
import static io.histctl.testing.Messages.system;
import static io.histctl.testing.Messages.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.core.ObjectMappers;
import com.openai.models.realtime.ConversationItemCreateEvent;
import com.openai.models.realtime.SessionUpdateEvent;
import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.record.Exchange;
import io.histctl.standin.SettableClock;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.TestStores;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A chat that goes on in a session of the Realtime API. */
class RealtimeExportTest {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");
    private static final String SETTINGS = """
            "model":"gpt-audio-1.5","modalities":["text","audio"],"audio":{"voice":"marin","format":"wav"},\
            "tools":[{"type":"function","function":{"name":"find_trains","description":"Finds trains.",\
            "parameters":{"type":"object","properties":{}}}}]""";
    private static final SpokenReply REPLY = SpokenReply.reply("It leaves at nine.");

    private final HistoryStore store = TestStores.temporary(new SettableClock(NOON));
    private final Conversation chat = store.conversation("kitchen");

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theInstructionsContainASummaryAndWhatTheUserSaidSinceFollows() throws JsonProcessingException {
        chat.record(Exchange.of(request(SETTINGS, system("Be brief."), user("When does it leave?")), REPLY.whole()));
        chat.record(Exchange.ofRequest(request(
                SETTINGS, system("Be brief."), user("When does it leave?"), REPLY.replayed(), user("And back?"))));

        RealtimeSession session = chat.realtime(RealtimeOptions.DEFAULT);

        assertThat(session.events()).hasSize(2);
        SessionUpdateEvent update = valid(session.events().get(0), SessionUpdateEvent.class);
        assertThat(update.session()
                        .asRealtimeSessionCreateRequest()
                        .instructions()
                        .orElseThrow())
                .startsWith("Be brief.\n\n[histctl summary through turn 3")
                .contains("It leaves at nine.");
        assertThat(session.events().get(0))
                .contains("\"output_modalities\":[\"audio\"]", "\"voice\":\"marin\"")
                .contains("{\"type\":\"function\",\"name\":\"find_trains\",\"description\":\"Finds trains.\"");
        assertThat(session.events().get(1)).contains("\"input_text\"", "And back?");
        valid(session.events().get(1), ConversationItemCreateEvent.class);
        assertThat(session.notes()).isEmpty();
    }

    @Test
    void asATranscriptEveryTurnIsAnItem() throws JsonProcessingException {
        chat.record(Exchange.of(request(SETTINGS, user("When does it leave?")), reply(calls("call_1"), NOON)));
        chat.record(Exchange.of(
                request(SETTINGS, user("When does it leave?"), calls("call_1"), answers("call_1", "[9]")),
                REPLY.whole()));

        RealtimeSession session = chat.realtime(RealtimeOptions.DEFAULT.withTranscript(true));

        assertThat(session.events()).hasSize(5);
        for (String event : session.events().subList(1, 5)) {
            valid(event, ConversationItemCreateEvent.class);
        }
        assertThat(session.events().get(2)).contains("\"function_call\"", "\"find_trains\"");
        assertThat(session.events().get(3)).contains("\"function_call_output\"", "[9]");
        assertThat(session.events().get(4)).contains("\"output_text\"", "It leaves at nine.");
    }

    @Test
    void aSummaryLeavesOutTheWordsOfTheAssistantAsItems() {
        chat.record(Exchange.of(request(SETTINGS, user("When does it leave?")), REPLY.whole()));

        assertThat(chat.realtime(RealtimeOptions.DEFAULT).events())
                .hasSize(1)
                .noneMatch(e -> e.contains("output_text"));
    }

    @Test
    void speechWithoutWordsIsLeftOutAndNoted() {
        chat.record(Exchange.ofRequest(
                request(SETTINGS, io.histctl.testing.Messages.spokenUser("UklGRiQAAABXQVZF", "wav"))));

        RealtimeSession session = chat.realtime(RealtimeOptions.DEFAULT);

        assertThat(session.events()).hasSize(1);
        assertThat(session.notes()).singleElement().asString().contains("turn 1 has no words");
    }

    private static <T> T valid(String event, Class<T> type) throws JsonProcessingException {
        T read = ObjectMappers.jsonMapper().readValue(event, type);
        if (read instanceof SessionUpdateEvent update) {
            update.validate();
        } else if (read instanceof ConversationItemCreateEvent item) {
            item.validate();
        }
        return read;
    }
}
