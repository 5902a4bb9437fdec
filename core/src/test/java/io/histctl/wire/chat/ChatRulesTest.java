package io.histctl.wire.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.error.HistoryException;
import io.histctl.error.InvalidPayloadException;
import io.histctl.standin.RefusedRequests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules V1 to V14, each broken alone. */
class ChatRulesTest {
    private static final String HI = user("\"Hi\"");
    private static final String SOUND = user("[{'type':'input_audio','input_audio':{'data':'AAAA','format':'wav'}}]");
    private static final String CALL = "{'id':'c1','type':'function','function':{'name':'f','arguments':'{}'}}";
    private static final String CUSTOM = "{'id':'c2','type':'custom','custom':{'name':'g','input':'x'}}";
    private static final String TOOLS = "[{'type':'function','function':{'name':'f'}}]";

    static Stream<RefusedRequests.Case> whatTheApiRefuses() {
        // the plan checks whether an id has expired, not the rules
        return RefusedRequests.cases().filter(each -> !"audio_not_found".equals(each.code()));
    }

    @ParameterizedTest
    @MethodSource("whatTheApiRefuses")
    void requestsThatTheApiRefusesAreRefused(RefusedRequests.Case one) {
        assertThatCode(() -> check(one.good())).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(one.bad())).isInstanceOfSatisfying(HistoryException.class, refused -> {
            if (refused instanceof InvalidPayloadException broken) {
                assertThat(broken.rule()).isEqualTo(one.rule());
                assertThat(broken).hasMessageEndingWith("(rule " + one.rule() + ")");
            }
        });
    }

    @Test
    void theCasesBreakEveryRule() {
        assertThat(RefusedRequests.cases().map(RefusedRequests.Case::rule).distinct())
                .containsExactlyInAnyOrder(
                        "V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9", "V10", "V11", "V12", "V13");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'model':'gpt-4.1'",
                "'model':'gpt-4.1','modalities':null,'audio':null,'stream':null,'stream_options':null",
                "'model':'gpt-4.1','modalities':['text']",
                "'model':'gpt-4.1','stream':true,'stream_options':{'include_usage':true}",
                "'model':'gpt-4.1','stream':false,'stream_options':null",
                "'model':'gpt-4.1','tools':" + TOOLS,
                "'model':'gpt-audio-1.5','modalities':['audio','text'],'audio':{'voice':'ash','format':'wav'}",
                "'model':'gpt-audio-1.5','modalities':['text','audio'],'audio':{'voice':{'id':'v'},'format':'mp3'}",
                "'model':'m','modalities':['text','audio'],'audio':{'voice':'ash','format':'pcm16'},'stream':true",
                "'model':'m','modalities':['text','audio'],'audio':{'voice':'ash','format':'wav'},'stream':false"
            })
    void settingsThatTheApiAcceptsPass(String settings) {
        assertThat(brokenBySettings(settings)).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "V1  | 'temperature':1",
                "V1  | 'model':''",
                "V8  | 'model':'m','modalities':[]",
                "V8  | 'model':'m','modalities':['audio'],'audio':{'voice':'ash','format':'wav'}",
                "V8  | 'model':'m','modalities':['text','video']",
                "V8  | 'model':'m','audio':{'voice':'ash','format':'wav'}",
                "V8  | 'model':'m','modalities':['text'],'audio':{'voice':'ash','format':'wav'}",
                "V9  | 'model':'m','modalities':['text','audio']",
                "V9  | 'model':'m','modalities':['text','audio'],'audio':{'format':'wav'}",
                "V9  | 'model':'m','modalities':['text','audio'],'audio':{'voice':'','format':'wav'}",
                "V9  | 'model':'m','modalities':['text','audio'],'audio':{'voice':{'id':''},'format':'wav'}",
                "V9  | 'model':'m','modalities':['text','audio'],'audio':{'voice':{'name':'v'},'format':'wav'}",
                "V9  | 'model':'m','modalities':['text','audio'],'audio':{'voice':'ash'}",
                "V9  | 'model':'m','modalities':['text','audio'],'audio':{'voice':'ash','format':'ogg'}",
                "V10 | 'model':'m','stream':true,'modalities':['text','audio'],'audio':{'voice':'ash','format':'mp3'}",
                "V11 | 'model':'gpt-audio-1.5'",
                "V11 | 'model':'gpt-4o-audio-preview','modalities':['text']",
                "V12 | 'model':'m','id':'chatcmpl-1'",
                "V12 | 'model':'m','object':'chat.completion'",
                "V12 | 'model':'m','created':1",
                "V12 | 'model':'m','choices':[]",
                "V12 | 'model':'m','usage':null",
                "V12 | 'model':'m','system_fingerprint':'f'",
                "V12 | 'model':'m','tools':[]",
                "V13 | 'model':'m','stream_options':{}",
                "V13 | 'model':'m','stream':false,'stream_options':{}",
                "V13 | 'model':'m','stream':null,'stream_options':{}"
            })
    void settingsThatTheApiRefusesAreRefused(String rule, String settings) {
        assertThat(brokenBySettings(settings)).isEqualTo(rule);
    }

    /** Reading refuses these before a rule can. */
    @ParameterizedTest
    @ValueSource(strings = {"'model':'m','stream':'yes'", "'model':'m','modalities':'text'", "'model':7"})
    void settingsOfAWrongTypeAreRefused(String settings) {
        assertThat(brokenBySettings(settings)).isNotEqualTo("none");
    }

    @Test
    void soundInTheInputIsEnoughForAnAudioModel() {
        assertThat(broken("'model':'gpt-audio-1.5'", SOUND)).isEqualTo("none");
        assertThat(broken("'model':'gpt-audio-1.5'", HI, SOUND, assistant("'content':'Hm'"), HI))
                .isEqualTo("none");
        assertThat(broken("'model':'gpt-audio-1.5'", HI, spoken())).isEqualTo("V11");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'role':'system','content':'Be brief.'}",
                "{'role':'developer','content':[{'type':'text','text':'Be brief.'}]}",
                "{'role':'user','content':''}",
                "{'role':'user','content':[{'type':'text','text':''}]}",
                "{'role':'user','content':[{'type':'image_url','image_url':{'url':'https://example.com/a.png'}}]}",
                "{'role':'user','content':[{'type':'file','file':{'file_id':'f'}}]}",
                "{'role':'user','content':[{'type':'file','file':{'file_data':'AAAA','filename':'a.pdf'}}]}",
                "{'role':'user','content':[{'type':'hologram','hologram':1}]}",
                "{'role':'user','content':[{'type':'input_audio','input_audio':{'data':'AAAA','format':'mp3'}}]}",
                "{'role':'user','content':[{'type':'input_audio','input_audio':{'data':'AA-_','format':'wav'}}]}",
                "{'role':'assistant','content':'Hi'}",
                "{'role':'assistant','content':null,'refusal':'No.'}",
                "{'role':'assistant','content':[{'type':'text','text':'Hi'},{'type':'refusal','refusal':'No.'}]}",
                "{'role':'assistant','content':[{'type':'refusal','refusal':'No.'}]}",
                "{'role':'assistant','audio':{'id':'a'}}",
                "{'role':'assistant','content':'Hi','audio':{'id':'a'},'refusal':null}",
                "{'role':'assistant','content':'Hi','audio':null,'function_call':null}",
                "{'role':'assistant','content':null,'function_call':{'name':'f','arguments':''}}",
                "{'role':'function','name':'f','content':'1'}"
            })
    void messagesThatTheApiAcceptsPass(String message) {
        assertThat(broken("'model':'m'", message)).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "V2  | {'role':'assistant','audio':{'id':''}}",
                "V2  | {'role':'assistant','audio':{}}",
                "V2  | {'role':'assistant','audio':{'transcript':'Hi'}}",
                "V2  | {'role':'assistant','audio':{'id':'a','transcript':'Hi'}}",
                "V2  | {'role':'assistant','audio':{'id':'a','expires_at':1}}",
                "V2  | {'role':'user','content':'Hi','audio':{'id':'a'}}",
                "V3  | {'role':'assistant'}",
                "V3  | {'role':'assistant','content':null,'refusal':null,'audio':null,'function_call':null}",
                "V3  | {'role':'assistant','content':''}",
                "V3  | {'role':'assistant','content':'','refusal':''}",
                "V3  | {'role':'assistant','content':[{'type':'text','text':''}]}",
                "V3  | {'role':'assistant','content':[{'type':'refusal','refusal':''}]}",
                "V6  | {'role':'visitor','content':'Hi'}",
                "V6  | {'role':'User','content':'Hi'}",
                "V6  | {'role':'user'}",
                "V6  | {'role':'user','content':null}",
                "V6  | {'role':'user','content':[]}",
                "V6  | {'role':'system','content':null}",
                "V6  | {'role':'developer','content':[]}",
                "V6  | {'role':'tool','tool_call_id':'c1','content':null}",
                "V6  | {'role':'function','name':'f','content':null}",
                "V6  | {'role':'function','name':'f','content':[{'type':'text','text':'1'}]}",
                "V6  | {'role':'assistant','content':[]}",
                "V6  | {'role':'assistant','content':'Hi','tool_calls':[]}",
                "V6  | {'role':'assistant','content':'Hi','tool_calls':null}",
                "V6  | {'role':'assistant','content':[{'type':'hologram','hologram':1}]}",
                "V6  | {'role':'assistant','content':[{'type':'image_url','image_url':{'url':'u'}}]}",
                "V6  | {'role':'system','content':[{'type':'image_url','image_url':{'url':'u'}}]}",
                "V6  | {'role':'tool','tool_call_id':'c1','content':[{'type':'file','file':{'file_id':'f'}}]}",
                "V6  | {'role':'user','content':[{'type':'refusal','refusal':'No.'}]}",
                "V6  | {'role':'user','content':[{'type':'text','text':'Hi'},{'type':'image_url','image_url':{}}]}",
                "V6  | {'role':'user','content':[{'type':'image_url','image_url':{'url':''}}]}",
                "V6  | {'role':'user','content':[{'type':'file','file':{'filename':'a.pdf'}}]}",
                "V6  | {'role':'user','content':[{'type':'file','file':{'file_id':'','file_data':''}}]}",
                "V7  | {'role':'user','content':[{'type':'input_audio','input_audio':{'data':'','format':'wav'}}]}",
                "V7  | {'role':'user','content':[{'type':'input_audio','input_audio':{'data':'AAAA'}}]}",
                "V7  | {'role':'user','content':[{'type':'input_audio','input_audio':{'data':'AAAA','format':'opus'}}]}",
                "V7  | {'role':'user','content':[{'type':'input_audio','input_audio':{'data':'A','format':'wav'}}]}",
                "V7  | {'role':'system','content':[{'type':'input_audio','input_audio':{'data':'AAAA','format':'wav'}}]}",
                "V12 | {'role':'assistant','content':'Hi','annotations':[]}",
                "V12 | {'role':'assistant','content':'Hi','logprobs':null}",
                "V12 | {'role':'assistant','content':'Hi','index':0}",
                "V12 | {'role':'assistant','content':'Hi','finish_reason':'stop'}",
                "V12 | {'role':'assistant','content':'Hi','expires_at':1}",
                "V12 | {'role':'assistant','content':'Hi','usage':{}}",
                "V12 | {'role':'user','content':'Hi','obfuscation':'x'}",
                "V12 | {'role':'assistant','function_call':{'name':'f'}}",
                "V12 | {'role':'assistant','function_call':{'name':'','arguments':''}}",
            })
    void messagesThatTheApiRefusesAreRefused(String rule, String message) {
        assertThat(broken("'model':'m'", message)).isEqualTo(rule);
    }

    /** The reader asks for these types already, so the rules are asked directly. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "V2  | {'role':'assistant','content':'Hi','audio':'a'}",
                "V2  | {'role':'assistant','content':'Hi','audio':{'id':7}}",
                "V6  | {'role':'assistant','content':7}",
                "V6  | {'role':'assistant','content':'Hi','refusal':7}",
                "V6  | {'role':'user','content':7}",
                "V6  | {'role':'user','content':[7]}",
                "V6  | {'role':'user','content':[{'type':'text','text':7}]}",
                "V6  | {'role':'user','content':[{'type':'text'}]}",
                "V6  | {'role':'assistant','content':[{'type':'refusal'}]}",
                "V6  | {'role':'assistant','content':'Hi','tool_calls':{}}",
                "V7  | {'role':'user','content':[{'type':'input_audio'}]}",
                "V12 | {'role':'assistant','function_call':'f'}",
                "V12 | {'role':'assistant','tool_calls':[7]}",
                "V12 | {'role':'assistant','tool_calls':[{'id':7,'type':'function','function':{'name':'f','arguments':''}}]}",
            })
    void aMessageOfAWrongTypeIsRefused(String rule, String message) {
        Problem problem = MessageRules.check(json(message).getBytes(StandardCharsets.UTF_8));
        assertThat(problem).isNotNull().extracting(Problem::rule).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'','type':'function','function':{'name':'f','arguments':'{}'}}",
                "{'type':'function','function':{'name':'f','arguments':'{}'},'id':'c1','index':0}",
                "{'id':'c1','function':{'name':'f','arguments':'{}'}}",
                "{'id':'c1','type':'other','other':{'name':'f','arguments':'{}'}}",
                "{'id':'c1','type':'function','custom':{'name':'f','input':''}}",
                "{'id':'c1','type':'function','function':{'name':'','arguments':'{}'}}",
                "{'id':'c1','type':'function','function':{'name':'f'}}",
                "{'id':'c1','type':'function','function':{'name':'f','arguments':'{}','parsed':{}}}",
                "{'id':'c1','type':'custom','custom':{'name':'f','arguments':''}}",
                "{'id':'c1','type':'function','function':{'name':'f','arguments':'{}'},'custom':null}"
            })
    void aToolCallInAnotherFormIsRefused(String call) {
        assertThat(broken("'model':'m'", HI, assistant("'tool_calls':[" + call + "]"), result("c1")))
                .isEqualTo("V12");
    }

    @Test
    void everyToolCallNeedsItsResultNext() {
        String calls = assistant("'tool_calls':[" + CALL + "," + CUSTOM + "]");
        assertThat(broken("'model':'m'", HI, calls, result("c2"), result("c1"), HI))
                .isEqualTo("none");
        assertThat(broken("'model':'m'", HI, calls, result("c1"), result("c2"))).isEqualTo("none");
        assertThat(broken("'model':'m'", HI, calls, result("c1"), result("c1"), result("c2")))
                .isEqualTo("none");
        assertThat(broken("'model':'m'", HI, calls, result("c1"))).isEqualTo("V4");
        assertThat(broken("'model':'m'", HI, calls, HI, result("c1"), result("c2")))
                .isEqualTo("V4");
        assertThat(broken("'model':'m'", HI, calls)).isEqualTo("V4");
    }

    @Test
    void twoCallsWithOneIdNeedTwoResults() {
        String calls = assistant("'tool_calls':[" + CALL + "," + CALL + "]");
        assertThat(broken("'model':'m'", calls, result("c1"), result("c1"))).isEqualTo("none");
        assertThat(broken("'model':'m'", calls, result("c1"), HI)).isEqualTo("V4");
    }

    @Test
    void aToolResultNeedsAPrecedingCall() {
        String call = assistant("'tool_calls':[" + CALL + "]");
        assertThat(broken("'model':'m'", HI, call, result("c1"), result("c2"))).isEqualTo("V5");
        assertThat(broken("'model':'m'", HI, result("c1"))).isEqualTo("V5");
        assertThat(broken("'model':'m'", call, result("c1"), HI, result("c1"))).isEqualTo("V5");
        assertThat(broken("'model':'m'", call, "{'role':'tool','content':'1'}")).isEqualTo("V5");
        assertThat(broken("'model':'m'", call, result(""))).isEqualTo("V5");
    }

    @Test
    void anErrorNamesTheMessageAndTheNextStepAndQuotesNothing() {
        assertThatThrownBy(() -> check(request("'model':'m'", HI, assistant("'content':'Secret','index':0"))))
                .hasMessage("appended message 2 has the member index, which belongs to a reply; correct it before"
                        + " appending it (rule V12)");
        assertThatThrownBy(() -> check(request("'model':'m'", assistant("'tool_calls':[" + CALL + "]"), HI)))
                .hasMessage("appended message 1 makes tool calls that are not answered right after it; append their"
                        + " results (rule V4)");
    }

    @Test
    void messagesAloneAreCheckedWithoutSettings() {
        assertThat(brokenByMessagesAlone()).isEqualTo("V1");
        assertThat(brokenByMessagesAlone(HI)).isEqualTo("none");
        assertThat(brokenByMessagesAlone(HI, assistant("'tool_calls':[" + CALL + "]")))
                .isEqualTo("V4");
        assertThat(brokenBySettings("'model':'m'")).isEqualTo("none");
        assertThat(broken("'model':'m'")).isEqualTo("V1");
    }

    private static String user(String content) {
        return "{'role':'user','content':" + content + "}";
    }

    private static String assistant(String members) {
        return "{'role':'assistant'," + members + "}";
    }

    private static String spoken() {
        return assistant("'audio':{'id':'audio_1'}");
    }

    private static String result(String call) {
        return "{'role':'tool','tool_call_id':'" + call + "','content':'1'}";
    }

    private static String json(String quotedWithApostrophes) {
        return quotedWithApostrophes.replace('\'', '"');
    }

    private static String request(String settings, String... messages) {
        return json("{" + settings + ",'messages':[" + String.join(",", messages) + "]}");
    }

    private static String brokenBySettings(String settings) {
        return broken(settings, HI);
    }

    private static String broken(String settings, String... messages) {
        return rule(() -> check(request(settings, messages)));
    }

    private static String brokenByMessagesAlone(String... messages) {
        return rule(() -> check(
                null, ChatRequest.read(bytes(request("'model':'m'", messages))).messages()));
    }

    private static String rule(Runnable check) {
        try {
            check.run();
            return "none";
        } catch (InvalidPayloadException broken) {
            return broken.rule();
        } catch (HistoryException unreadable) {
            return "unreadable: " + unreadable.getMessage();
        }
    }

    private static void check(String request) {
        ChatRequest read = ChatRequest.read(bytes(request));
        check(PayloadSettings.of(read.settingsJson(), null), read.messages());
    }

    private static void check(PayloadSettings settings, List<ChatMessage> messages) {
        ChatWriter writer = new ChatWriter(settings, null, Instant.parse("2026-03-02T10:15:00Z"));
        try {
            List<ChatMessage> all = new ArrayList<>(messages);
            writer.begin();
            for (int i = 0; i < all.size(); i++) {
                writer.appended(i, all.get(i));
            }
            writer.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
