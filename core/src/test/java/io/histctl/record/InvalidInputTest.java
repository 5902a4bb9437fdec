package io.histctl.record;

import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.written;
import static io.histctl.testing.Messages.writtenReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.error.InvalidInputException;
import io.histctl.testing.StoreFixture;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidInputTest extends StoreFixture {
    private static final String REQUEST = written(user("SECRET é"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SECRET                                   | not whole, valid JSON
            {'model':'SECRET'}                       | not whole, valid JSON
            {"messages":[],}                         | not whole, valid JSON
            {"messages":[NaN]}                       | not whole, valid JSON
            {"messages":[01]}                        | not whole, valid JSON
            {"messages":["\\x"]}                     | not whole, valid JSON
            {"messages":[]} // SECRET                | not whole, valid JSON
            {"messages":[]} {"messages":[]}          | more than one JSON document
            {"messages":[]} "SECRET"                 | more than one JSON document
            []                                       | the request is an array
            "SECRET"                                 | the request is a string
            null                                     | the request is null
            {"SECRET":1}                             | messages is missing
            {"messages":null}                        | messages is null
            {"messages":{"SECRET":1}}                | messages is an object
            """)
    void whatIsNotARequestIsRefused(String request, String says) {
        assertRefused(request.getBytes(StandardCharsets.UTF_8), null, says);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t", "\uFEFF"})
    void emptyInputIsRefused(String input) {
        assertRefused(input.getBytes(StandardCharsets.UTF_8), null, "empty");
        assertRefused(null, input.getBytes(StandardCharsets.UTF_8), "empty");
    }

    @Test
    void anExchangeWithoutBodiesIsRefused() {
        assertRefused(null, null, "neither a request nor a response");
    }

    @Test
    void aTruncatedRequestIsRefused() {
        byte[] request = REQUEST.getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length < request.length; length++) {
            assertRefused(Arrays.copyOf(request, length), null, "the request is not ");
        }
    }

    @Test
    void aTruncatedReplyIsRefused() {
        byte[] reply = writtenReply("SECRET", NOON).getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length < reply.length; length++) {
            assertRefused(null, Arrays.copyOf(reply, length), "the response is not whole");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE", "ISO-8859-1"})
    void textInAnotherEncodingIsRefused(String charset) {
        assertRefused(REQUEST.getBytes(Charset.forName(charset)), null, "not UTF-8");
        assertRefused(null, writtenReply("é", NOON).getBytes(Charset.forName(charset)), "not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC0AF, 0xEDA0BD, 0xF5808080, 0xE9, 0x80, 0xFF})
    void bytesThatAreNotUtf8AreRefused(int bad) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("{\"messages\":[{\"role\":\"user\",\"content\":\"SECRET ".getBytes(StandardCharsets.UTF_8));
        for (int shift = 24; shift >= 0; shift -= 8) {
            if (bad >>> shift != 0) {
                out.write(bad >>> shift);
            }
        }
        out.writeBytes("\"}]}".getBytes(StandardCharsets.UTF_8));
        assertRefused(out.toByteArray(), null, "not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(ints = {501, 5_000, 1_000_000})
    void nestingBeyondTheLimitIsRefused(int depth) {
        String deep = "{\"messages\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
        assertRefused(deep.getBytes(StandardCharsets.UTF_8), null, "limit");
        assertRefused(null, "[".repeat(depth).getBytes(StandardCharsets.UTF_8), "limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-1E-99999999999"})
    void aNumberBeyondAnyScaleIsRefused(String number) {
        String request = REQUEST.replace("{\"role\"", "{\"weight\":" + number + ",\"role\"");
        assertRefused(request.getBytes(StandardCharsets.UTF_8), null, "limit");
    }

    @Test
    void aNumberOfTooManyDigitsIsRefused() {
        String request = REQUEST.replace("{\"role\"", "{\"weight\":" + "9".repeat(1001) + ",\"role\"");
        assertRefused(request.getBytes(StandardCharsets.UTF_8), null, "limit");
    }

    private void assertRefused(byte @Nullable [] request, byte @Nullable [] response, String says) {
        assertThatThrownBy(() -> chat.record(Exchange.of(request, response).withAt(NOON)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(says)
                .message()
                .doesNotContain("SECRET");
        assertThat(turns()).isEmpty();
    }
}
