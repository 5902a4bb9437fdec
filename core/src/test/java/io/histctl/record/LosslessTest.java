package io.histctl.record;

import static io.histctl.testing.Messages.request;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.writtenReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.error.InvalidPayloadException;
import io.histctl.testing.Messages;
import io.histctl.testing.StoreFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded messages are read back byte for byte, except white space between tokens. */
class LosslessTest extends StoreFixture {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0",
                "1e400",
                "-0.0",
                "-0",
                "12345678901234567890",
                "0.10",
                "1E+2",
                "123456789.123456789123456789",
                "\"caf\\u00e9 \\/ \\ud83d\\ude00 é\"",
                "\"half a pair \\ud83d\"",
                "\"\\ude00 the other half\"",
                "\"\\u0000\\b\\f\\n\\r\\t\\\"\\\\\"",
                "\"a b  c\"",
                "\"[{,}]:\"",
                "{\"a\":1,\"a\":2}",
                "[null,true,false,[],{},\"\"]",
                "{\"\":{\"\\u00e9\":[]}}",
                "{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\"}],\"audio\":{\"id\":\"x\"}}"
            })
    void anUnknownMemberComesBackByteForByte(String value) {
        String message = "{\"role\":\"user\",\"weight\":" + value + ",\"content\":\"Hi\",\"w\":[" + value + "]}";
        String part = "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\",\"weight\":" + value
                + "},{\"type\":\"hologram\",\"hologram\":" + value + "}]}";
        String settings = "\"model\":\"gpt-4.1\",\"weight\":" + value + ",\"metadata\":{\"w\":" + value + "}";
        chat.record(Exchange.ofRequest(request(settings, message, part)));
        assertThat(exported()).isEqualTo(request(settings, message, part));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\":\"user\",\"content\":\"half a pair \\ud83d\"}",
                "{\"content\":\"the role comes last\",\"role\":\"user\"}",
                "{\"role\":\"user\",\"content\":\"caf\\u00e9 \\/ é\",\"name\":\"Zo\\u00eb\"}",
                "{\"role\":\"user\",\"content\":\"first\",\"content\":\"second\"}",
                "{\"r\\u006fle\":\"user\",\"\\u0063ontent\":\"Hi\"}",
                "{\"role\":\"developer\",\"content\":[{\"type\":\"text\",\"text\":\"\"}]}",
                "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https:\\/\\/x.ch\"}}]}",
                "{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"f-1\",\"x\":1.0}}]}",
                "{\"role\":\"assistant\",\"content\":\"Hi\",\"weight\":1.0}",
                "{\"role\":\"assistant\",\"content\":null,\"refusal\":\"No.\"}",
                "{\"role\":\"assistant\",\"content\":[{\"type\":\"refusal\",\"refusal\":\"No.\"}]}"
            })
    void aMessageComesBackByteForByte(String message) {
        String sent = request("\"model\":\"gpt-4.1\"", message, user("Go on"));
        chat.record(Exchange.ofRequest(sent));
        assertThat(exported()).isEqualTo(sent);
    }

    @Test
    void aRoleThatNoRequestMayContainIsStoredAndNotSent() {
        chat.record(Exchange.ofRequest(request("\"model\":\"gpt-4.1\"", "{\"role\":\"oracle\",\"content\":\"Hm\"}")));
        assertThat(chat.turns()).extracting(turn -> turn.message().text()).containsExactly("Hm");
        assertThatThrownBy(this::exported)
                .isInstanceOf(InvalidPayloadException.class)
                .hasMessageContaining("(rule V6)");
    }

    @Test
    void toolTurnsComeBackByteForByte() {
        String sent = request(
                "\"model\":\"gpt-4.1\"",
                user("When?"),
                """
                {"role":"assistant","tool_calls":[{"id":"c\\/1","type":"function",\
                "function":{"name":"f","arguments":"{\\"a\\": 1.0"}},\
                {"id":"c2","type":"custom","custom":{"name":"g","input":"\\u00e9"}}]}""",
                "{\"role\":\"tool\",\"tool_call_id\":\"c/1\",\"content\":[{\"type\":\"text\",\"text\":\"12:10\"}]}",
                "{\"tool_call_id\":\"c2\",\"role\":\"tool\",\"content\":\"\"}");
        chat.record(Exchange.of(sent, writtenReply("At 12:10.", NOON)));
        assertThat(exported()).startsWith(sent.substring(0, sent.length() - 2));
    }

    @Test
    void aDeprecatedFunctionCallAndItsResultComeBackByteForByte() {
        String call = """
                {"role":"assistant","function_call":{"name":"f","arguments":"{\\"a\\": 1.0}","x":1.0}}""";
        String sent = request(
                "\"model\":\"gpt-4.1\"",
                user("When?"),
                call,
                "{\"role\":\"function\",\"name\":\"f\",\"content\":\"1\"}");
        chat.record(Exchange.ofRequest(sent));
        assertThat(exported()).isEqualTo(sent);
    }

    @Test
    void onlyWhiteSpaceBetweenTokensIsRemoved() {
        String sent =
                "\r\n{ \"model\" : \"gpt-4.1\" ,\n\t\"messages\" : [ { \"role\":\"user\", \"content\" : \" a  b \" } ] }\n";
        chat.record(Exchange.ofRequest(sent));
        assertThat(exported())
                .isEqualTo("{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":\" a  b \"}]}");
    }

    @Test
    void aByteOrderMarkIsNotPartOfTheDocument() {
        String sent = request("\"model\":\"gpt-4.1\"", user("Hi"));
        chat.record(Exchange.of("\uFEFF" + sent, "\uFEFF" + writtenReply("Hello", NOON)));
        assertThat(said()).containsExactly("user: Hi", "assistant: Hello");
    }

    @Test
    void nestingUpToTheLimitComesBack() {
        // the request, its messages and the message are three levels
        String deep = "[".repeat(497) + "]".repeat(497);
        String sent = request("\"model\":\"gpt-4.1\"", "{\"role\":\"user\",\"content\":\"Hi\",\"deep\":" + deep + "}");
        chat.record(Exchange.ofRequest(sent));
        assertThat(exported()).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"caf\\u00e9\\/\":1.0", "\"a\\\"b\\\\\":{\"c\":1e400}"})
    void namesOfSettingsKeepTheirMeaning(String setting) throws Exception {
        chat.record(Exchange.ofRequest(request("\"model\":\"gpt-4.1\"," + setting, user("Hi"))));
        var mapper = io.histctl.wire.Json.mapper();
        assertThat(mapper.readTree(exported()))
                .isEqualTo(mapper.readTree(request("\"model\":\"gpt-4.1\"," + setting, user("Hi"))));
    }

    @Test
    void settingsAreThoseOfTheNewestRequest() {
        chat.record(Exchange.of(request("\"model\":\"gpt-4.1\",\"seed\":1", user("Hi")), writtenReply("Hello", NOON)));
        chat.record(Exchange.of(
                request(
                        "\"model\":\"gpt-5\",\"temperature\":0.70",
                        user("Hi"),
                        Messages.assistant("Hello"),
                        user("Bye")),
                writtenReply("Good bye", NOON.plusSeconds(5))));
        assertThat(exported()).startsWith("{\"model\":\"gpt-5\",\"temperature\":0.70,\"messages\":[");
    }
}
