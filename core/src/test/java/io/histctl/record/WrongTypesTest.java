package io.histctl.record;

import static io.histctl.testing.Messages.request;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static io.histctl.testing.Messages.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.Conversation;
import io.histctl.error.InvalidInputException;
import io.histctl.model.Turn;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A member of a type that it can't have is named by its path, nobody's words are quoted, and nothing is stored. */
class WrongTypesTest extends StoreFixture {
    private static final SpokenReply HI = SpokenReply.reply("SECRET reply");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "model":5                                | model
            "model":["SECRET"]                       | model
            "modalities":"SECRET"                    | modalities
            "modalities":["text",{"SECRET":1}]       | modalities[1]
            "audio":"SECRET"                         | audio
            "audio":{"format":1}                     | audio.format
            "stream":"SECRET"                        | stream
            "stream_options":"SECRET"                | stream_options
            "tools":{"SECRET":1}                     | tools
            """)
    void inTheSettings(String member, String path) {
        assertRefused(Exchange.of(request(member, user("SECRET question")), HI.whole()), path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "SECRET"                                                                     | messages[1]
            null                                                                         | messages[1]
            [["SECRET"]]                                                                 | messages[1]
            {"content":"SECRET"}                                                         | messages[1].role
            {"role":null,"content":"SECRET"}                                             | messages[1].role
            {"role":["SECRET"],"content":"SECRET"}                                       | messages[1].role
            {"role":"user","content":5.5}                                                | messages[1].content
            {"role":"user","content":{"SECRET":1}}                                       | messages[1].content
            {"role":"user","content":true}                                               | messages[1].content
            {"role":"user","content":["SECRET"]}                                         | messages[1].content[0]
            {"role":"user","content":[{"text":"SECRET"}]}                                | messages[1].content[0].type
            {"role":"user","content":[{"type":7}]}                                       | messages[1].content[0].type
            {"role":"user","content":[{"type":"text"}]}                                  | messages[1].content[0].text
            {"role":"user","content":[{"type":"text","text":["SECRET"]}]}                | messages[1].content[0].text
            {"role":"user","content":[{"type":"text","text":"SECRET"},{"type":"input_audio"}]} | messages[1].content[1].input_audio
            {"role":"user","content":[{"type":"input_audio","input_audio":"SECRET"}]}    | messages[1].content[0].input_audio
            {"role":"user","content":[{"type":"input_audio","input_audio":{"SECRET":1}}]} | messages[1].content[0].input_audio.data
            {"role":"user","content":[{"type":"input_audio","input_audio":{"data":1}}]}  | messages[1].content[0].input_audio.data
            {"role":"user","content":[{"type":"input_audio","input_audio":{"data":"AQID","format":1}}]} | messages[1].content[0].input_audio.format
            {"role":"user","content":"SECRET","name":{}}                                 | messages[1].name
            {"role":"assistant","content":[{"type":"refusal","refusal":1}]}              | messages[1].content[0].refusal
            {"role":"assistant","refusal":["SECRET"]}                                    | messages[1].refusal
            {"role":"assistant","audio":"SECRET"}                                        | messages[1].audio
            {"role":"assistant","audio":{"id":17}}                                       | messages[1].audio.id
            {"role":"assistant","audio":{"id":"a","data":17}}                            | messages[1].audio.data
            {"role":"assistant","audio":{"id":"a","transcript":["SECRET"]}}              | messages[1].audio.transcript
            {"role":"assistant","audio":{"id":"a","expires_at":"SECRET"}}                | messages[1].audio.expires_at
            {"role":"assistant","audio":{"id":"a","expires_at":1e400}}                   | messages[1].audio.expires_at
            {"role":"assistant","audio":{"id":"a","expires_at":-1}}                      | messages[1].audio.expires_at
            {"role":"assistant","tool_calls":"SECRET"}                                   | messages[1].tool_calls
            {"role":"assistant","tool_calls":["SECRET"]}                                 | messages[1].tool_calls[0]
            {"role":"assistant","tool_calls":[{"SECRET":1}]}                             | messages[1].tool_calls[0].id
            {"role":"assistant","tool_calls":[{"id":1}]}                                 | messages[1].tool_calls[0].id
            {"role":"assistant","tool_calls":[{"id":"c","function":"SECRET"}]}           | messages[1].tool_calls[0].function
            {"role":"assistant","tool_calls":[{"id":"c","function":{"name":1}}]}         | messages[1].tool_calls[0].function.name
            {"role":"assistant","tool_calls":[{"id":"c","function":{"arguments":{"SECRET":1}}}]} | messages[1].tool_calls[0].function.arguments
            {"role":"assistant","tool_calls":[{"id":"c","custom":"SECRET"}]}             | messages[1].tool_calls[0].custom
            {"role":"assistant","tool_calls":[{"id":"c","custom":{"name":1}}]}           | messages[1].tool_calls[0].custom.name
            {"role":"assistant","tool_calls":[{"id":"c","custom":{"input":["SECRET"]}}]} | messages[1].tool_calls[0].custom.input
            {"role":"assistant","function_call":"SECRET"}                                | messages[1].function_call
            {"role":"assistant","function_call":{"arguments":"SECRET"}}                  | messages[1].function_call.name
            {"role":"assistant","function_call":{"name":"f","arguments":["SECRET"]}}     | messages[1].function_call.arguments
            {"role":"tool","tool_call_id":{"SECRET":1},"content":""}                     | messages[1].tool_call_id
            """)
    void inAMessage(String message, String path) {
        assertRefused(Exchange.of(voice(user("SECRET question"), message), HI.whole()), path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "SECRET"                                                             | the response
            {"id":"x","SECRET":1}                                                | choices
            {"choices":"SECRET"}                                                 | choices
            {"choices":["SECRET"]}                                               | choices[0]
            {"choices":[]}                                                       | choice
            {"choices":[{"SECRET":1}]}                                           | choices[].message
            {"choices":[{"message":"SECRET"}]}                                   | choices[].message
            {"choices":[{"message":{"content":"SECRET"}}]}                       | choices[].message.role
            {"choices":[{"message":{"role":"assistant","content":5}}]}           | choices[].message.content
            {"choices":[{"message":{"role":"assistant","audio":{"id":5}}}]}      | choices[].message.audio.id
            {"choices":[{"message":{"role":"assistant","audio":{"id":"a","expires_at":"SECRET"}}}]} | choices[].message.audio.expires_at
            {"choices":[{"message":{"role":"assistant"},"finish_reason":5}]}     | choices[].finish_reason
            {"id":5,"choices":[{"message":{"role":"assistant"}}]}                | id
            {"model":["SECRET"],"choices":[{"message":{"role":"assistant"}}]}    | model
            {"created":"SECRET","choices":[{"message":{"role":"assistant"}}]}    | created
            {"created":9223372036854775807,"choices":[{"message":{"role":"assistant"}}]} | created
            {"usage":"SECRET","choices":[{"message":{"role":"assistant"}}]}      | usage
            {"usage":{"prompt_tokens":"SECRET"},"choices":[{"message":{"role":"assistant"}}]} | usage.prompt_tokens
            {"usage":{"completion_tokens":[]},"choices":[{"message":{"role":"assistant"}}]} | usage.completion_tokens
            {"usage":{"completion_tokens":1.5},"choices":[{"message":{"role":"assistant"}}]} | usage.completion_tokens
            {"usage":{"prompt_tokens_details":"SECRET"},"choices":[{"message":{"role":"assistant"}}]} | usage.prompt_tokens_details
            {"usage":{"completion_tokens_details":5},"choices":[{"message":{"role":"assistant"}}]} | usage.completion_tokens_details
            {"usage":{"completion_tokens_details":{"audio_tokens":1e400}},"choices":[{"message":{"role":"assistant"}}]} | usage.completion_tokens_details.audio_tokens
            {"usage":{"completion_tokens_details":{"text_tokens":"SECRET"}},"choices":[{"message":{"role":"assistant"}}]} | usage.completion_tokens_details.text_tokens
            {"error":{"message":["SECRET"]}}                                     | error.message
            """)
    void inAResponse(String response, String path) {
        assertRefused(Exchange.of(voice(user("SECRET question")), response), path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "SECRET"                                                             |
            [1]                                                                  |
            {SECRET}                                                             |
            {"id":5}                                                             | .id
            {"model":5}                                                          | .model
            {"created":"SECRET"}                                                 | .created
            {"created":9223372036854775807}                                      | .created
            {"created":-1}                                                       | .created
            {"usage":"SECRET"}                                                   | .usage
            {"usage":{"prompt_tokens":"SECRET"}}                                 | .usage.prompt_tokens
            {"choices":"SECRET"}                                                 | .choices
            {"choices":["SECRET"]}                                               | .choices[0]
            {"choices":[{"index":"SECRET"}]}                                     | .choices[0].index
            {"choices":[{"finish_reason":5}]}                                    | .choices[0].finish_reason
            {"choices":[{"delta":"SECRET"}]}                                     | .choices[0].delta
            {"choices":[{"delta":{"content":["SECRET"]}}]}                       | .choices[0].delta.content
            {"choices":[{"delta":{"refusal":5}}]}                                | .choices[0].delta.refusal
            {"choices":[{"delta":{"audio":"SECRET"}}]}                           | .choices[0].delta.audio
            {"choices":[{"delta":{"audio":{"id":5}}}]}                           | .choices[0].delta.audio.id
            {"choices":[{"delta":{"audio":{"data":5}}}]}                         | .choices[0].delta.audio.data
            {"choices":[{"delta":{"audio":{"transcript":["SECRET"]}}}]}          | .choices[0].delta.audio.transcript
            {"choices":[{"delta":{"audio":{"expires_at":"SECRET"}}}]}            | .choices[0].delta.audio.expires_at
            {"choices":[{"delta":{"audio":{"expires_at":9223372036854775807}}}]} | .choices[0].delta.audio.expires_at
            {"choices":[{"delta":{"tool_calls":"SECRET"}}]}                      | .choices[0].delta.tool_calls
            {"choices":[{"delta":{"tool_calls":["SECRET"]}}]}                    | .choices[0].delta.tool_calls[0]
            {"choices":[{"delta":{"tool_calls":[{"index":"SECRET"}]}}]}          | .choices[0].delta.tool_calls[0].index
            {"choices":[{"delta":{"tool_calls":[{"id":5}]}}]}                    | .choices[0].delta.tool_calls[0].id
            {"choices":[{"delta":{"tool_calls":[{"type":5}]}}]}                  | .choices[0].delta.tool_calls[0].type
            {"choices":[{"delta":{"tool_calls":[{"function":5}]}}]}              | .choices[0].delta.tool_calls[0].function
            {"choices":[{"delta":{"tool_calls":[{"custom":{"input":5}}]}}]}      | .choices[0].delta.tool_calls[0].custom.input
            {"choices":[{"delta":{"function_call":"SECRET"}}]}                   | .choices[0].delta.function_call
            """)
    void inAChunkOfAStream(String chunk, String path) {
        String stream = "data: " + chunk + "\n\ndata: " + HI.chunks().get(1) + "\n\n";
        assertRefused(
                Exchange.of(voice(user("SECRET question")), stream),
                "event 1 of the stream" + (path == null ? "" : path));
    }

    private static void assertRefused(Exchange exchange, String path) {
        Conversation chat = store.conversation("before");
        chat.record(Exchange.of(written(user("Before")), Messages.writtenReply("Stored", NOON)));
        List<Turn> before = chat.turns();
        assertThatThrownBy(() -> chat.record(exchange))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageMatching("(?s)(.* )?\\Q" + path + "\\E(\\W.*)?")
                .message()
                .doesNotContain("SECRET");
        assertThat(chat.turns()).isEqualTo(before);
        assertThat(store.conversationIds()).containsExactly("before");
    }
}
