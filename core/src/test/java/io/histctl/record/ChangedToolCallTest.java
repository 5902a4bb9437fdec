package io.histctl.record;

import static io.histctl.testing.Messages.answers;
import static io.histctl.testing.Messages.reply;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.model.Turn;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import org.junit.jupiter.api.Test;

/** Tool calls that an app changed before it sent them back. */
class ChangedToolCallTest extends StoreFixture {
    private static final SpokenReply PAID = SpokenReply.reply("Paid.").begunAt(NOON.plusSeconds(60));

    @Test
    void changedArgumentsReplaceThoseOfTheModel() {
        chat.record(Exchange.of(voice(user("Pay.")), reply(call("pay", 500), NOON)));
        chat.record(Exchange.of(voice(user("Pay."), call("pay", 50), answers("call_1", "paid")), PAID.whole()));
        assertThat(exported()).contains("50}").doesNotContain("500");
        assertThat(currentTurns())
                .containsExactly("user: Pay.", "assistant: (calls)", "tool: paid", "assistant: Paid.");
        assertThat(turns()).anyMatch(turn -> turn.standing() == Turn.Standing.REPLACED);
    }

    @Test
    void aChangedNameReplacesThatOfTheModel() {
        chat.record(Exchange.of(voice(user("Pay.")), reply(call("pay", 50), NOON)));
        chat.record(Exchange.of(voice(user("Pay."), call("pay_later", 50), answers("call_1", "paid")), PAID.whole()));
        assertThat(exported()).contains("pay_later").doesNotContain("\"pay\"");
    }

    @Test
    void argumentsInAnotherFormAreTheSame() {
        chat.record(Exchange.of(voice(user("Pay.")), reply(call("pay", 50), NOON)));
        String spaced = call("pay", 50).replace("{\\\"amount\\\":50}", "{ \\\"amount\\\" : 50 }");
        chat.record(Exchange.of(voice(user("Pay."), spaced, answers("call_1", "paid")), PAID.whole()));
        assertThat(said()).hasSize(4);
    }

    @Test
    void oneIdTwiceKeepsBothResults() {
        String twice = call("pay", 1)
                .replace(
                        "[{",
                        "[{\"id\":\"call_1\",\"type\":\"function\",\"function\":"
                                + "{\"name\":\"pay\",\"arguments\":\"{}\"}},{");
        chat.record(Exchange.of(voice(user("Pay.")), reply(twice, NOON)));
        chat.record(Exchange.of(
                voice(user("Pay."), twice, answers("call_1", "first"), answers("call_1", "second")), PAID.whole()));
        assertThat(currentTurns()).contains("tool: first", "tool: second").hasSize(5);
        assertThat(exported().indexOf("first"))
                .isPositive()
                .isLessThan(exported().indexOf("second"));
    }

    private static String call(String tool, int amount) {
        return """
                {"role":"assistant","tool_calls":[{"id":"call_1","type":"function",\
                "function":{"name":"%s","arguments":"{\\"amount\\":%d}"}}]}""".formatted(tool, amount);
    }
}
