package io.histctl;

import static io.histctl.testing.Messages.answers;
import static io.histctl.testing.Messages.calls;
import static io.histctl.testing.Messages.reply;
import static io.histctl.testing.Messages.spokenUser;
import static io.histctl.testing.Messages.streamed;
import static io.histctl.testing.Messages.system;
import static io.histctl.testing.Messages.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.core.ObjectMappers;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import io.histctl.export.ExportOptions;
import io.histctl.record.Exchange;
import io.histctl.resume.Policy;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official SDK accepts exports as requests. */
class OfficialSdkTest extends StoreFixture {
    private static final SpokenReply FIRST = SpokenReply.reply("First reply, é 👍🏽.");
    private static final SpokenReply SECOND = SpokenReply.reply("Second reply.").begunAt(NOON.plusSeconds(60));
    private static final Instant USABLE = FIRST.expiresAt().minusSeconds(61);
    private static final Instant EXPIRED = SECOND.expiresAt();

    @BeforeEach
    void aChatWithEveryKindOfTurn() {
        String question = spokenUser("UklGRgAAAABXQVZF", "wav");
        chat.record(Exchange.of(streamed(system("Be kind."), question), FIRST.stream()));
        String[] history = {
            system("Be kind."), question, FIRST.replayed(), user("When?"), calls("call_1"), answers("call_1", "12:10")
        };
        chat.record(Exchange.of(
                streamed(history[0], history[1], history[2], history[3]),
                reply(calls("call_1"), NOON.plusSeconds(50))));
        chat.record(Exchange.of(streamed(history), SECOND.stream()));
    }

    @Test
    void beforeTheExpiryEveryIdIsReplayed() throws Exception {
        List<ChatCompletionMessageParam> messages =
                read(ExportOptions.DEFAULT.withAt(USABLE)).messages();
        assertThat(messages).hasSize(7);
        assertThat(assistant(messages.get(2)).audio().orElseThrow().id()).isEqualTo(FIRST.audioId());
        assertThat(assistant(messages.get(4)).toolCalls().orElseThrow()).hasSize(1);
        assertThat(assistant(messages.get(6)).audio().orElseThrow().id()).isEqualTo(SECOND.audioId());
    }

    @Test
    void afterTheExpiryASummaryReplacesTheTurns() throws Exception {
        List<ChatCompletionMessageParam> messages = read(ExportOptions.DEFAULT
                        .withAt(EXPIRED)
                        .withAppended(user("Hello?")))
                .messages();
        assertThat(messages).hasSize(3);
        assertThat(messages.get(1).asSystem().content().asText()).contains("First reply", "Second reply", "12:10");
        assertThat(messages.get(2).asUser().content().asText()).isEqualTo("Hello?");
    }

    @Test
    void afterTheExpiryTranscriptsReplaceTheTurns() throws Exception {
        List<ChatCompletionMessageParam> messages = read(ExportOptions.DEFAULT
                        .withAt(EXPIRED)
                        .withPolicy(Policy.transcript()))
                .messages();
        assertThat(messages).hasSize(7);
        assertThat(assistant(messages.get(2)).content().orElseThrow().asText()).isEqualTo(FIRST.transcript());
        assertThat(assistant(messages.get(6)).content().orElseThrow().asText()).isEqualTo("Second reply.");
    }

    @Test
    void theSdkRefusesAnInvalidRequest() {
        assertThatThrownBy(() -> parse("{\"model\":\"m\",\"messages\":[{\"role\":\"oracle\"}]}"))
                .isInstanceOf(OpenAIInvalidDataException.class);
    }

    private ChatCompletionCreateParams.Body read(ExportOptions options) throws Exception {
        // the SDK's list of models ends before this one
        return parse(exported(options).replace("gpt-audio-1.5", "gpt-4o-audio-preview"));
    }

    private static ChatCompletionCreateParams.Body parse(String payload) throws Exception {
        return ObjectMappers.jsonMapper()
                .readValue(payload, ChatCompletionCreateParams.Body.class)
                .validate();
    }

    private static ChatCompletionAssistantMessageParam assistant(ChatCompletionMessageParam message) {
        return message.asAssistant();
    }
}
