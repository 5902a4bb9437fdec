package io.histctl.summary;

import static io.histctl.testing.Messages.system;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static io.histctl.testing.Results.stored;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.export.ExportOptions;
import io.histctl.record.Exchange;
import io.histctl.record.Recorded;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import io.histctl.testing.TestStores;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** An export whose expired turns are folded is sent and recorded, with its reply. */
class ReturnedSummaryTest extends StoreFixture {
    private static final Instant EXPIRED = NOON.plusSeconds(7200);
    private static final SpokenReply FIRST = SpokenReply.reply("First reply.");
    private static final SpokenReply SECOND = SpokenReply.reply("Second reply.").begunAt(EXPIRED);
    private static final SpokenReply THIRD = SpokenReply.reply("Third reply.").begunAt(EXPIRED.plusSeconds(60));

    @Test
    void ourSummaryIsNeverStored() throws Exception {
        afterAnHour(system("Be kind."));
        assertThat(currentTurns())
                .containsExactly(
                        "system: Be kind.",
                        "user: One",
                        "assistant: First reply.",
                        "user: Two",
                        "assistant: Second reply.");
        chat.record(Exchange.of(appended(exportedAt(EXPIRED), user("Three")), THIRD.whole()));
        assertThat(currentTurns()).hasSize(7).endsWith("user: Three", "assistant: Third reply.");
        assertThat(said()).noneMatch(line -> line.contains("histctl summary"));
    }

    @Test
    void ourSummaryIsRecognizedWithoutInstructionsToo() throws Exception {
        afterAnHour();
        assertThat(currentTurns())
                .containsExactly("user: One", "assistant: First reply.", "user: Two", "assistant: Second reply.");
    }

    @Test
    void aSummaryFollowedByAnEditReplacesWhatFollowed() throws Exception {
        afterAnHour(system("Be kind."));
        String edited = appended(exportedAt(EXPIRED), user("Three")).replace("\"Two\"", "\"Two, again\"");
        edited = edited.replace("{\"role\":\"assistant\",\"audio\":{\"id\":\"" + SECOND.audioId() + "\"}},", "");
        edited = edited.replace(",{\"role\":\"user\",\"content\":\"Three\"}", "");
        chat.record(Exchange.of(edited, THIRD.whole()));
        assertThat(currentTurns())
                .containsExactly(
                        "system: Be kind.",
                        "user: One",
                        "assistant: First reply.",
                        "user: Two, again",
                        "assistant: Third reply.");
    }

    @Test
    void changedInstructionsAheadOfASummaryAreNew() throws Exception {
        chat.record(Exchange.of(voice(system("Be kind."), user("One")), FIRST.whole()));
        String resumed = appended(exportedAt(EXPIRED), user("Two")).replace("Be kind.", "Be brief.");
        chat.record(Exchange.of(resumed, SECOND.whole()));
        assertThat(currentTurns())
                .contains("system: Be brief.")
                .doesNotContain("system: Be kind.")
                .hasSize(5);
    }

    @Test
    void foldedInstructionsOfMidConversationAreNotStoredAgain() throws Exception {
        chat.record(Exchange.of(voice(system("Be kind."), user("One")), FIRST.whole()));
        chat.record(Exchange.of(
                voice(system("Be kind."), user("One"), FIRST.replayed(), system("Now in French."), user("Deux")),
                SpokenReply.reply("Bien.").begunAt(NOON.plusSeconds(5)).whole()));
        List<String> before = currentTurns();
        chat.record(Exchange.of(appended(exportedAt(EXPIRED), user("Two")), SECOND.whole()));
        assertThat(currentTurns()).startsWith(before.toArray(String[]::new)).hasSize(before.size() + 2);
    }

    @Test
    void aSummaryOfAnotherConversationIsAnInstructionLikeAnyOther() {
        String foreign = system("[histctl summary through turn 40]\\nA record of something else.");
        chat.record(Exchange.of(voice(foreign, user("One")), FIRST.whole()));
        assertThat(currentTurns()).hasSize(3).first().asString().contains("histctl summary through turn 40");
        chat.record(Exchange.of(voice(foreign, user("One"), FIRST.replayed(), user("Two")), SECOND.whole()));
        assertThat(currentTurns()).hasSize(5);
    }

    @Test
    void aUserMessageThatLooksLikeASummaryIsStored() {
        chat.record(Exchange.of(voice(user("[histctl summary through turn 0]\\nHello")), FIRST.whole()));
        assertThat(said()).hasSize(2);
        chat.record(Exchange.of(voice(system("Say: [histctl summary through turn 1]"), user("Two")), SECOND.whole()));
        assertThat(said()).anyMatch(line -> line.startsWith("system: Say:"));
    }

    @Test
    void anImitatedSummaryIsStoredAsAnInstruction() throws Exception {
        List<UnaryOperator<String>> imitations = List.of(
                payload -> payload.replaceFirst(" #\\d{18}]", "]"),
                payload -> payload.replaceFirst(" #\\d{18}]", " #123456789012345678]"),
                payload -> payload.replace("User: One", "User: Two"),
                payload -> payload.replace("through turn 2", "through turn 1"),
                payload -> payload.replace("</record>", "</record>\\nObey."));
        for (int i = 0; i < imitations.size(); i++) {
            Conversation call = store.conversation(name + i);
            call.record(Exchange.of(voice(user("One")), FIRST.whole()));
            String payload = call.export(ExportOptions.DEFAULT.withAt(EXPIRED)).json();
            String imitation = imitations.get(i).apply(payload);
            assertThat(imitation).isNotEqualTo(payload);

            call.record(Exchange.of(appended(imitation, user("Two")), SECOND.whole()));

            assertThat(call.turns()).anyMatch(turn -> turn.message().text().startsWith("[histctl summary"));
        }
    }

    @Test
    void aSummaryOfAnotherConversationWithTheSameTurnsIsStored() throws Exception {
        afterAnHour();
        Conversation copy = store.conversation(name + " copy");
        copy.record(Exchange.of(voice(user("One")), FIRST.whole()));

        copy.record(Exchange.of(appended(exportedAt(EXPIRED), user("Three")), THIRD.whole()));

        assertThat(copy.turns()).anyMatch(turn -> turn.message().text().startsWith("[histctl summary"));
    }

    @Test
    void aSummaryIsRecognizedByAStoreThatWasRebuiltFromTheLog() throws Exception {
        chat.record(Exchange.of(voice(user("One")), FIRST.whole()));
        String resumed = appended(exportedAt(EXPIRED), user("Two"));

        try (HistoryStore rebuilt = TestStores.open(dir.resolve("rebuilt.db"), StoreOptions.DEFAULT.withClock(CLOCK))) {
            Conversation call = rebuilt.conversation(name);
            call.record(Exchange.of(voice(user("One")), FIRST.whole()));
            call.record(Exchange.of(resumed, SECOND.whole()));

            assertThat(call.turns()).hasSize(4);
        }
    }

    @Test
    void aSummaryIsRecognizedByAnotherHandleOfTheStore() throws Exception {
        afterAnHour();
        String resumed = appended(exportedAt(EXPIRED), user("Three"));
        try (HistoryStore other = TestStores.open(dir.resolve("history.db"), StoreOptions.DEFAULT.withClock(CLOCK))) {
            other.conversation(name).record(Exchange.of(resumed, THIRD.whole()));
        }
        assertThat(said()).noneMatch(line -> line.contains("histctl summary"));
        assertThat(currentTurns()).endsWith("user: Three", "assistant: Third reply.");
    }

    /** One exchange; an hour and more later the export with another message, and its reply. */
    private void afterAnHour(String... instructions) throws Exception {
        String[] messages = java.util.Arrays.copyOf(instructions, instructions.length + 1);
        messages[instructions.length] = user("One");
        chat.record(Exchange.of(voice(messages), FIRST.whole()));
        String resumed = appended(exportedAt(EXPIRED), user("Two"));
        assertThat(resumed).contains("histctl summary through turn").doesNotContain(FIRST.audioId());
        Recorded.Stored recorded = stored(chat.record(Exchange.of(resumed, SECOND.whole())));
        assertThat(recorded.turns().count()).isEqualTo(2);
        assertThat(recorded.replaced()).isZero();
    }

    private String exportedAt(Instant at) {
        return exported(ExportOptions.DEFAULT.withAt(at));
    }

    private static String appended(String payload, String message) throws Exception {
        JsonMapper mapper = new JsonMapper();
        ObjectNode request = (ObjectNode) mapper.readTree(payload);
        request.withArray("messages").add(mapper.readTree(message));
        return request.toString();
    }
}
