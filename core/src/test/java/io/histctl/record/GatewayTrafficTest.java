package io.histctl.record;

import static io.histctl.testing.Messages.voice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.error.InvalidInputException;
import io.histctl.export.ExportOptions;
import io.histctl.model.Tokens;
import io.histctl.testing.StoreFixture;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages from gateways are stored and exported in a form that the API accepts. Apostrophes in them stand for quotes. */
class GatewayTrafficTest extends StoreFixture {
    private static final String TEXT_REQUEST =
            json("{'model':'gpt-4.1','messages':[{'role':'user','content':'Where?'}]}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'audio':{'transcript':'It is a lake.'}",
                "'audio':{'id':null,'data':'AAAA','transcript':'It is a lake.'}",
                "'audio':{'id':'','transcript':'It is a lake.','expires_at':0}",
                "'content':[{'type':'output_audio','transcript':'It is a lake.'}]"
            })
    void wordsOfAudioWithoutAnIdAreSentAsText(String message) {
        chat.record(Exchange.of(TEXT_REQUEST, reply(message)).withAt(NOON));
        assertThat(said()).containsExactly("user: Where?", "assistant: It is a lake.");
        assertThat(exported()).endsWith(json("{'role':'assistant','content':'It is a lake.'}]}"));
    }

    @Test
    void wordsOfAudioWithoutAnIdInAHistoryAreSentAsText() {
        chat.record(Exchange.ofRequest(json("{'model':'gpt-4.1','messages':[{'role':'user','content':'Where?'},"
                + "{'role':'assistant','audio':{'transcript':'It is a lake.'}},{'role':'user','content':'And?'}]}")));
        assertThat(exported())
                .contains(json("{'role':'assistant','content':'It is a lake.'},{'role':'user','content':'And?'}"));
    }

    @Test
    void parallelCallsUnderOneIndexAreSentAsTwo() {
        String stream = "data: " + call("a", "Bled") + "\ndata: " + call("b", "Piran") + "\ndata: [DONE]\n";
        chat.record(Exchange.of(TEXT_REQUEST, stream).withAt(NOON));
        String calls =
                json("'tool_calls':[{'id':'a','type':'function','function':{'name':'weather','arguments':'Bled'}},"
                        + "{'id':'b','type':'function','function':{'name':'weather','arguments':'Piran'}}]");
        String next = json(
                "{'model':'gpt-4.1','messages':[{'role':'user','content':'Where?'},"
                        + "{'role':'assistant','content':null," + calls + "},"
                        + "{'role':'tool','tool_call_id':'a','content':'21'},{'role':'tool','tool_call_id':'b','content':'25'}]}");
        chat.record(Exchange.of(next, reply("'content':'Sunny.'")).withAt(NOON));
        assertThat(currentTurns())
                .containsExactly("user: Where?", "assistant: (calls)", "tool: 21", "tool: 25", "assistant: Sunny.");
        assertThat(exported()).contains(calls);
    }

    @Test
    void aReplyWithoutARoleIsSentAsTheAssistants() {
        chat.record(Exchange.of(TEXT_REQUEST, json("{'choices':[{'message':{'content':'It is a lake.'}}]}"))
                .withAt(NOON));
        assertThat(exported()).endsWith(json("{'role':'assistant','content':'It is a lake.'}]}"));
    }

    @Test
    void aTimeOfZeroIsThatOfTheRecording() {
        String reply = reply("'content':'It is a lake.'").replace("{\"choices\"", "{\"created\":0,\"choices\"");
        chat.record(Exchange.of(TEXT_REQUEST, reply));
        assertThat(turns())
                .allSatisfy(turn -> assertThat(turn.saidAt()).isAfter(Instant.parse("2026-01-01T00:00:00Z")));
    }

    @Test
    void credentialsAreNeitherStoredNorExported() {
        chat.record(Exchange.of(
                TEXT_REQUEST.replace(
                        "{\"model\"", "{\"api_key\":\"sk-1\",\"extra_headers\":{\"a\":\"sk-2\"},\"model\""),
                reply("'content':'It is a lake.'")));
        assertThat(exported()).contains("gpt-4.1").doesNotContain("sk-", "api_key", "headers");
    }

    @Test
    void settingsOfAWrongTypeAreStoredAndNotSent() {
        chat.record(Exchange.of(
                TEXT_REQUEST.replace("{\"model\"", "{\"stream\":\"yes\",\"model\""),
                reply("'content':'It is a lake.'")));
        assertThat(said()).containsExactly("user: Where?", "assistant: It is a lake.");
        assertThatThrownBy(this::exported).hasMessageContaining("(rule V13)");
    }

    @Test
    void aStreamWithoutAReplyStoresNothing() {
        assertThatThrownBy(() -> chat.record(Exchange.of(TEXT_REQUEST, "data: [DONE]\n\n")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the stream contains no reply");
        assertThat(turns()).isEmpty();
    }

    @Test
    void soundOfUnknownLengthIsSentUnchangedAndNotUndercounted() {
        byte[] webm = new byte[7_500];
        webm[0] = 0x1A;
        String data = Base64.getMimeEncoder().encodeToString(webm).replace("\r\n", "\\r\\n");
        String message =
                json("{'role':'user','content':[{'type':'input_audio','input_audio':{'data':'DATA','format':'wav'}}]}")
                        .replace("DATA", data);
        chat.record(Exchange.ofRequest(voice(message)));
        assertThat(exported()).contains(message);
        Tokens tokens = chat.export(ExportOptions.DEFAULT).report().cost().after();
        assertThat(tokens.audio()).isGreaterThanOrEqualTo(100); // 10 s at the lowest rate of a codec for speech
    }

    private static String call(String id, String city) {
        return json("{'id':'r','choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'id':'" + id
                + "','type':'function','function':{'name':'weather','arguments':'" + city + "'}}]}}]}");
    }

    private static String reply(String message) {
        return json("{'choices':[{'index':0,'message':{'role':'assistant'," + message + "},'finish_reason':'stop'}]}");
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
