package io.histctl.wire.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Role;
import io.histctl.model.ToolCall;
import io.histctl.model.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies in the forms in which gateways send them; apostrophes stand for quotes. */
class LenientReadingTest {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");
    private static final String HEAD = "'id':'r1','model':'gpt-audio-1.5','created':1780660800,";
    private static final String FIRST = chunk(HEAD, "'role':'assistant','content':'It is '", "null");
    private static final String LAST = chunk(HEAD, "'content':'a lake.'", "'stop'");

    // metadata

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1780660800",
                "1780660800.9",
                "'1780660800'",
                "' 1780660800 '",
                "1780660800000",
                "'1780660800000'",
                "'2026-06-05T12:00:00Z'",
                "'2026-06-05T14:00:00.000+02:00'"
            })
    void aTimeIsReadInEveryUnambiguousForm(String time) {
        ChatReply reply = whole("'created':" + time, "'audio':{'id':'a','transcript':'Hi','expires_at':" + time + "}");
        assertThat(reply.created()).isEqualTo(NOON);
        assertThat(message(reply).expiresAt()).isEqualTo(NOON);
        assertThat(reply.notes()).isEmpty();
        String audio =
                chunk("'id':'r','created':" + time + ",", "'audio':{'id':'a','expires_at':" + time + "}", "null");
        assertThat(message(stream(audio)).expiresAt()).isEqualTo(NOON);
        assertThat(stream(audio).created()).isEqualTo(NOON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "null", "''", "'0'", "0.0"})
    void aTimeThatIsZeroOrEmptyIsMissing(String time) {
        ChatReply reply = whole("'created':" + time, "'audio':{'id':'a','transcript':'Hi','expires_at':" + time + "}");
        assertThat(reply.created()).isNull();
        assertThat(message(reply).expiresAt()).isNull();
        assertThat(reply.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "9223372036854775807", "1e400", "true", "[]", "{}", "'yesterday'", "'2026-06-05'"})
    void anUnreadableTimeIsMissingAndNoted(String time) {
        ChatReply reply = whole("'created':" + time, "'audio':{'id':'a','transcript':'Hi','expires_at':" + time + "}");
        assertThat(reply.created()).isNull();
        assertThat(message(reply).message().audioTranscript()).isEqualTo("Hi");
        assertThat(reply.notes())
                .containsExactlyInAnyOrder(
                        "created is not a time and was ignored",
                        "choices[].message.audio.expires_at is not a time and was ignored");
    }

    @Test
    void usageMayConsistOfStrings() {
        ChatReply reply = whole(
                "'usage':{'prompt_tokens':'20','completion_tokens':30.0,"
                        + "'completion_tokens_details':{'audio_tokens':'25','text_tokens':'many'}}",
                "'content':'Hi'");
        assertThat(reply.usage()).isEqualTo(new Usage(20L, 30L, 25L, null));
        assertThat(reply.notes())
                .containsExactly("usage.completion_tokens_details.text_tokens is not a whole number and was ignored");
        assertThat(whole("'usage':'none'", "'content':'Hi'").notes())
                .containsExactly("usage is not an object and was ignored");
        assertThat(whole("'usage':{}", "'content':'Hi'").usage()).isNull();
    }

    @Test
    void idsMayBeNumbers() {
        ChatReply reply = whole("'id':17,'model':5", "'content':'Hi'");
        assertThat(reply.responseId()).isEqualTo("17");
        assertThat(reply.model()).isEqualTo("5");
        assertThat(whole("'id':['x']", "'content':'Hi'").notes()).containsExactly("id is not a string and was ignored");
    }

    @Test
    void theFirstGivenValueCountsInAStream() {
        String empty = json("{'choices':[],'created':0,'id':'','model':'','object':'','prompt_filter_results':[]}");
        ChatReply reply = stream(empty, FIRST, LAST.replace("r1", "r2"));
        assertThat(reply.responseId()).isEqualTo("r1");
        assertThat(reply.model()).isEqualTo("gpt-audio-1.5");
        assertThat(reply.created()).isEqualTo(NOON);
        assertThat(message(reply).message().text()).isEqualTo("It is a lake.");
        ChatReply whole = whole("'id':'','created':0,'model':''", "'content':'Hi'");
        assertThat(whole.responseId()).isNull();
        assertThat(whole.model()).isNull();
        assertThat(whole.identity()).startsWith("words ");
    }

    // messages

    @ParameterizedTest
    @ValueSource(strings = {"", "'role':null,", "'role':'',"})
    void aReplyWithoutARoleIsTheAssistants(String role) {
        ChatReply reply = reply("{'choices':[{'message':{" + role + "'content':'Hi'}}]}");
        assertThat(message(reply).message().role()).isEqualTo(Role.ASSISTANT);
    }

    @Test
    void aDeltaMayConsistOfParts() {
        ChatReply reply = stream(
                chunk("", "'content':[{'type':'text','text':'It is '},{'type':'thinking','thinking':'Hm'}]", "null"),
                chunk("", "'content':[{'type':'text','text':'a lake.'}]", "'stop'"));
        assertThat(message(reply).message().text()).isEqualTo("It is a lake.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'id':null,", "'id':'',", "'id':7,"})
    void wordsOfAudioWithoutAnIdAreText(String id) {
        ChatReply whole = whole("", "'content':null,'audio':{" + id + "'data':'AAAA','transcript':'It is a lake.'}");
        ChatReply streamed = stream(
                chunk("", "'audio':{" + id + "'transcript':'It is '}", "null"),
                chunk("", "'audio':{'transcript':'a lake.'}", "null"));
        for (ChatReply reply : List.of(whole, streamed)) {
            assertThat(message(reply).audioId()).isNull();
            assertThat(message(reply).message().text()).isEqualTo("It is a lake.");
            assertThat(message(reply).message().audioTranscript()).isNull();
        }
        ChatMessage sent = request("{'role':'assistant','audio':{" + id + "'transcript':'It is a lake.'}}");
        assertThat(sent.message().text()).isEqualTo("It is a lake.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'output_audio','transcript':'It is a lake.'}",
                "{'type':'output_audio','output_audio':{'transcript':'It is a lake.','data':'AAAA'}}",
                "{'type':'output_audio','audio':{'transcript':'It is a lake.'}}"
            })
    void theTranscriptOfAnOutputAudioPartIsText(String part) {
        assertThat(request("{'role':'assistant','content':[" + part + "]}")
                        .message()
                        .text())
                .isEqualTo("It is a lake.");
        assertThat(message(whole("", "'content':[" + part + "]")).message().text())
                .isEqualTo("It is a lake.");
    }

    @Test
    void contentPrecedesATranscriptWithoutAnId() {
        assertThat(message(whole("", "'content':'Written','audio':{'transcript':'Spoken'}"))
                        .message()
                        .text())
                .isEqualTo("Written");
    }

    @Test
    void theArgumentsOfACallMayBeAnObject() {
        ChatReply reply = whole(
                "",
                "'content':null,'tool_calls':[{'id':7,'type':'function',"
                        + "'function':{'name':'weather','arguments':{'city':'Bled'}}}]");
        assertThat(message(reply).message().toolCalls())
                .containsExactly(new ToolCall("7", "weather", json("{'city':'Bled'}")));
    }

    // forms of a stream

    @Test
    void aStreamMayBeWrittenInManyWays() {
        List<String> chunks = List.of(FIRST, LAST);
        ChatReply expected = stream(FIRST, LAST, "[DONE]");
        assertThat(expected.incomplete()).isFalse();
        for (String form : List.of(
                sse(chunks, "data: ", "\n"),
                sse(chunks, "data:", "\n"),
                sse(chunks, "data: ", "\r\n") + "data: [DONE]\r\n",
                sse(chunks, "event: message\ndata: ", "\n") + "data: [DONE]",
                sse(chunks, ": OPENROUTER PROCESSING\n\ndata: ", "\n\n"),
                String.join("\n", chunks),
                String.join("\r\n", chunks) + "\r\n",
                "[" + String.join(",", chunks) + "]",
                quoted(sse(chunks, "data: ", "\n\n")),
                quoted("[" + String.join(",", chunks) + "]"))) {
            ChatReply reply = (ChatReply) read(form);
            assertThat(message(reply).message())
                    .as(form)
                    .isEqualTo(message(expected).message());
            assertThat(reply.head()).as(form).usingRecursiveComparison().isEqualTo(expected.head());
            assertThat(reply.incomplete()).as(form).isFalse();
        }
    }

    @Test
    void aBodyMayBeAString() {
        String body = json("{'choices':[{'message':{'role':'assistant','content':'Hi'}}]}");
        assertThat(message((ChatReply) read(quoted(body))).message().text()).isEqualTo("Hi");
        assertThatThrownBy(() -> read(quoted(quoted(body)))).isInstanceOf(InvalidInputException.class);
        String request = json("{'model':'m','messages':[{'role':'user','content':'Hi'}]}");
        assertThat(ChatRequest.read(bytes(quoted(request))).messages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'error':{}",
                "'error':null",
                "'error':''",
                "'error':false",
                "'error':{'code':null,'message':''}",
                "'error':{'code':0}"
            })
    void anEmptyErrorIsIgnored(String error) {
        ChatReply reply = stream(chunk(HEAD + error + ",", "'content':'Hi'", "'stop'"), "[DONE]");
        assertThat(reply.error()).isNull();
        assertThat(reply.incomplete()).isFalse();
        assertThat(whole(error, "'content':'Hi'").error()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: [DONE]\n\n",
                "data: {\"choices\":[]}\n\ndata: [DONE]\n\n",
                "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":\"stop\"}]}\n"
            })
    void aWholeStreamWithoutAReplyIsAnError(String stream) {
        assertThatThrownBy(() -> read(stream))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the stream contains no reply");
    }

    // errors

    @ParameterizedTest
    @ValueSource(strings = {": PROCESSING\n\n", "data: {\"id\":\"\",\"choices\":[]}\n\n"})
    void aStreamMayBreakOffBeforeItsReply(String stream) {
        ChatReply reply = (ChatReply) read(stream);

        assertThat(reply.message()).isNull();
        assertThat(reply.incomplete()).isTrue();
    }

    @Test
    void aStreamOfSoundAloneIsAReply() {
        assertThat(stream(chunk(HEAD, "'audio':{'data':'AAAA'}", "'stop'"), "[DONE]")
                        .incomplete())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            data: {'error':{'message':'Slow down','type':'rate_limit_error','code':'rate_limit_exceeded'}} | rate_limit_exceeded
            data: {'error':{'message':'Slow down','code':429},'choices':[]}                  | 429
            data: {'error':'overloaded'}                                                     |
            data: {'error_type':'overloaded','error_message':'Slow down'}                    |
            data: {'type':'error','error':{'type':'overloaded_error','message':'Slow down'}} |
            data: {'choices':[{'index':0,'delta':{'content':''},'finish_reason':'error'}]}   |
            event: error~data: {'message':'Slow down','code':'server_error'}                 | server_error
            event: error~data: upstream timed out                                            |
            data: {'detail':'Not Found'}                                                     |
            data: {'object':'error','message':'Slow down','code':40303}                      | 40303
            """)
    void anErrorInAStreamIsReported(String error, String code) {
        String event = json(error.replace('~', '\n')) + "\n\n";
        ChatError atTheStart = (ChatError) read(event + "data: [DONE]\n\n");
        assertThat(atTheStart.code()).isEqualTo(code);
        ChatReply inTheMiddle = (ChatReply) read("data: " + FIRST + "\n\n" + event + "data: " + LAST + "\n\n");
        assertThat(inTheMiddle.incomplete()).isTrue();
        assertThat(inTheMiddle.error()).isEqualTo(atTheStart);
        assertThat(message(inTheMiddle).message().text()).isEqualTo("It is ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':{'message':'Assistant audio AUDIO not found.','type':'invalid_request_error',"
                        + "'param':'content.messages[1].audio.id','code':'audio_not_found'}}",
                "{'error':{'message':'Assistant audio AUDIO not found.','code':'audio_not_found'}}",
                "{'error':{'message':'Assistant audio AUDIO not found.','code':null}}",
                "{'error':'Assistant audio AUDIO not found.'}",
                "[{'error':{'message':'Assistant audio AUDIO not found.','code':'audio_not_found'}}]",
                "{'error':{'message':'litellm.BadRequestError: OpenAIException - Assistant audio AUDIO not found.. "
                        + "Received Model Group=a','type':null,'param':null,'code':'400'}}",
                "{'error':{'message':'Provider returned error','code':400,'metadata':{'provider_name':'OpenAI','raw':"
                        + "'{^error^:{^message^:^Assistant audio AUDIO not found.^,^code^:^audio_not_found^}}'}}}",
                "{'detail':{'error':{'message':'Assistant audio AUDIO not found.'}}}",
                "{'detail':'OpenAI said: {^error^:{^message^:^Assistant audio AUDIO not found.^}}'}",
                "{'message':'Assistant audio AUDIO not found.','code':400}"
            })
    void aWrappedErrorNamesTheMissingAudioId(String body) {
        String json = json(body).replace("^", "\\\"").replace("AUDIO", "audio_6a22bac0");
        ChatError error = (ChatError) read(json);
        assertThat(error.audioNotFound()).isTrue();
        assertThat(error.missingAudio()).isEqualTo("audio_6a22bac0");
        assertThat(error.code()).isEqualTo("audio_not_found");
        assertThat(read(quoted(json))).isEqualTo(error);
        assertThat(read("data: " + json + "\n\n")).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':{'message':'Assistant audio a not found.','code':'content_filter'}}",
                "{'error':{'message':'Too many requests','code':429}}",
                "{'error':'model not found'}",
                "{'detail':'Not Found'}",
                "{'message':'Unauthorized'}",
                "{'success':false,'message':'quota','code':403}",
                "{'errors':[{'message':'quota'}]}"
            })
    void anotherErrorNamesNoMissingAudio(String body) {
        ChatError error = (ChatError) read(json(body));
        assertThat(error.audioNotFound()).isFalse();
        assertThat(error.missingAudio()).isNull();
    }

    // tool calls in a stream

    @ParameterizedTest
    @ValueSource(strings = {"'index':0,", "", "'index':null,"})
    void aNewIdBeginsANewCall(String index) {
        ChatReply reply = stream(
                call(index + "'id':'a','function':{'name':'weather','arguments':'{1}'}"),
                call(index + "'id':'b','function':{'name':'weather','arguments':''}"),
                call(index + "'function':{'arguments':'{2}'}"),
                chunk("", "", "'tool_calls'"));
        assertThat(message(reply).message().toolCalls())
                .containsExactly(new ToolCall("a", "weather", "{1}"), new ToolCall("b", "weather", "{2}"));
    }

    @Test
    void callsWithoutAnIndexMayShareAChunk() {
        ChatReply reply = stream(
                call(
                        "'id':'a','function':{'name':'f','arguments':'1'}},{'id':'b','function':{'name':'g','arguments':'2'}"),
                chunk("", "", "'tool_calls'"));
        assertThat(message(reply).message().toolCalls())
                .containsExactly(new ToolCall("a", "f", "1"), new ToolCall("b", "g", "2"));
    }

    @Test
    void theNameAndTheIdMayBeRepeatedInEveryChunk() {
        ChatReply reply = stream(
                call("'index':0,'id':'a','function':{'name':'weather','arguments':'{'}"),
                call("'index':0,'id':'a','function':{'name':'weather','arguments':'}'}"),
                call("'index':1,'id':'a','function':{'name':'weather','arguments':'{}'}"));
        assertThat(message(reply).message().toolCalls())
                .containsExactly(new ToolCall("a", "weather", "{}"), new ToolCall("a", "weather", "{}"));
    }

    @Test
    void anEmptyCallIsIgnored() {
        assertThat(stream(FIRST, call("'index':0"), LAST, "[DONE]").message())
                .satisfies(message -> assertThat(
                                Objects.requireNonNull(message).message().toolCalls())
                        .isEmpty());
        assertThatThrownBy(() -> stream(call("'index':0"), "[DONE]")).hasMessageContaining("contains no reply");
    }

    // requests

    @Test
    void credentialsInABodyAreDropped() {
        ChatRequest request = ChatRequest.read(bytes(json("{'model':'m','api_key':'sk-1','extra_headers':"
                + "{'Authorization':'Bearer sk-2'},'headers':{'x':'sk-3'},'Authorization':'sk-4','extra_body':"
                + "{'apiKey':'sk-5','top_k':3},'aws_session_token':'sk-6','max_tokens':9,"
                + "'tools':[{'type':'function','function':{'name':'f','parameters':{'properties':{'api_key':{}}}}}],"
                + "'messages':[]}")));
        assertThat(new String(request.settingsJson(), StandardCharsets.UTF_8))
                .doesNotContain("sk-")
                .contains(json("'extra_body':{'top_k':3}"), json("'max_tokens':9"), json("{'api_key':{}}"));
        assertThat(request.notes())
                .hasSize(6)
                .contains("api_key may contain credentials and was not stored")
                .noneMatch(note -> note.contains("sk-"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'model':['m']               | model
            'modalities':'text'         | modalities
            'audio':'ash'               | audio
            'audio':{'format':{}}       | audio.format
            """)
    void settingsOfAWrongTypeAreKeptAndNoted(String settings, String path) {
        ChatRequest request = ChatRequest.read(bytes(json("{" + settings + ",'messages':[]}")));
        assertThat(new String(request.settingsJson(), StandardCharsets.UTF_8)).isEqualTo(json("{" + settings + "}"));
        assertThat(request.notes()).singleElement().asString().startsWith(path + " is not ");
    }

    private static String call(String members) {
        return chunk("", "'tool_calls':[{" + members + "}]", "null");
    }

    private static String chunk(String head, String delta, String finishReason) {
        return json("{" + head + "'object':'chat.completion.chunk','choices':[{'index':0,'delta':{" + delta
                + "},'finish_reason':" + finishReason + "}]}");
    }

    private static String sse(List<String> chunks, String before, String end) {
        return chunks.stream().map(chunk -> before + chunk + end).collect(Collectors.joining());
    }

    private static ChatReply stream(String... events) {
        return (ChatReply) read(sse(Arrays.asList(events), "data: ", "\n\n"));
    }

    private static ChatReply whole(String head, String message) {
        String members = head.isEmpty() ? "" : head + ",";
        return reply("{" + members + "'choices':[{'index':0,'message':{'role':'assistant'," + message + "}}]}");
    }

    private static ChatReply reply(String body) {
        return (ChatReply) read(json(body));
    }

    private static ChatMessage request(String message) {
        return ChatRequest.readMessages(bytes(json(message)), "the message").get(0);
    }

    private static ChatResponse read(String body) {
        return ChatResponse.read(bytes(body), null, false, null);
    }

    private static ChatMessage message(ChatReply reply) {
        return Objects.requireNonNull(reply.message());
    }

    private static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r") + "\"";
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
