package io.histctl.record;

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

/** Members of a wrong type are named by their path and not quoted, and nothing is stored. */
class WrongTypesTest extends StoreFixture {
    private static final SpokenReply HI = SpokenReply.reply("SECRET reply");

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
            {"role":"assistant","audio":{"id":"a","data":17}}                            | messages[1].audio.data
            {"role":"assistant","audio":{"id":"a","transcript":["SECRET"]}}              | messages[1].audio.transcript
            {"role":"assistant","tool_calls":"SECRET"}                                   | messages[1].tool_calls
            {"role":"assistant","tool_calls":["SECRET"]}                                 | messages[1].tool_calls[0]
            {"role":"assistant","tool_calls":[{"SECRET":1}]}                             | messages[1].tool_calls[0].id
            {"role":"assistant","tool_calls":[{"id":"c","function":"SECRET"}]}           | messages[1].tool_calls[0].function
            {"role":"assistant","tool_calls":[{"id":"c","function":{"name":1}}]}         | messages[1].tool_calls[0].function.name
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
            [7]                                                                  | the response
            {"id":"x","SECRET":1}                                                | choices
            {"choices":"SECRET"}                                                 | choices
            {"choices":["SECRET"]}                                               | choices[0]
            {"choices":[]}                                                       | choice
            {"choices":[{"SECRET":1}]}                                           | choices[].message
            {"choices":[{"message":"SECRET"}]}                                   | choices[].message
            {"choices":[{"message":{"role":"assistant","content":5}}]}           | choices[].message.content
            """)
    void inAResponse(String response, String path) {
        assertRefused(Exchange.of(voice(user("SECRET question")), response), path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "SECRET"                                                             |
            [1]                                                                  |
            {SECRET}                                                             |
            {"choices":"SECRET"}                                                 | .choices
            {"choices":["SECRET"]}                                               | .choices[0]
            {"choices":[{"delta":"SECRET"}]}                                     | .choices[0].delta
            {"choices":[{"delta":{"content":["SECRET"]}}]}                       | .choices[0].delta.content
            {"choices":[{"delta":{"refusal":5}}]}                                | .choices[0].delta.refusal
            {"choices":[{"delta":{"audio":"SECRET"}}]}                           | .choices[0].delta.audio
            {"choices":[{"delta":{"audio":{"data":5}}}]}                         | .choices[0].delta.audio.data
            {"choices":[{"delta":{"audio":{"transcript":["SECRET"]}}}]}          | .choices[0].delta.audio.transcript
            {"choices":[{"delta":{"tool_calls":"SECRET"}}]}                      | .choices[0].delta.tool_calls
            {"choices":[{"delta":{"tool_calls":["SECRET"]}}]}                    | .choices[0].delta.tool_calls[0]
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
