package io.histctl.wire.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.model.AudioRef;
import io.histctl.model.PlannedPart;
import io.histctl.model.Reference;
import io.histctl.model.Role;
import io.histctl.model.SentForm;
import io.histctl.model.SentForm.Speech;
import io.histctl.model.Turn;
import io.histctl.wire.JsonTemplate;
import io.histctl.wire.Placeholder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Messages in the forms in which they are sent; apostrophes stand for quotes. */
class MessageRendererTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String CALLS =
            "'tool_calls':[{'id':'c1','type':'function','function':{'name':'f','arguments':'{}'}}]";

    @Test
    void aMessageThatCanBeSentKeepsItsBytes() {
        String message = "{'content':'Gr\\u00fc\\u00dfe','role':'assistant'}";

        assertThat(render(form(Speech.AS_RECORDED, true, true), message, true, null))
                .isEqualTo(message);
    }

    @Test
    void aSpokenReplyIsSentByItsIdAlone() {
        assertThat(render(form(Speech.BY_AUDIO_ID, true, true), spoken(""), false, null))
                .isEqualTo("{'role':'assistant','audio':{'id':'audio_1'}}");
    }

    @Test
    void aSpokenReplyIsSentAsItsTranscript() {
        assertThat(render(form(Speech.AS_TRANSCRIPT, true, true), spoken(""), false, null))
                .isEqualTo("{'role':'assistant','content':'Hi.'}");
    }

    @Test
    void callsAreSentWithoutWords() {
        assertThat(render(form(Speech.AS_RECORDED, false, true), spoken("," + CALLS), false, null))
                .isEqualTo("{'role':'assistant'," + CALLS + "}");
    }

    @Test
    void wordsAreSentWithoutCalls() {
        assertThat(render(form(Speech.BY_AUDIO_ID, true, false), spoken("," + CALLS), false, null))
                .isEqualTo("{'role':'assistant','audio':{'id':'audio_1'}}");
    }

    @Test
    void aReplyLosesTheMembersThatARequestMayNotContain() {
        String reply = "{'role':'assistant','content':'Gr\\u00fc\\u00dfe','refusal':null,'annotations':[]}";

        assertThat(render(form(Speech.AS_RECORDED, true, true), reply, false, null))
                .isEqualTo("{'role':'assistant','content':'Gr\\u00fc\\u00dfe'}");
    }

    @Test
    void deletedSoundIsReplacedByTheTranscriptOnce() {
        String part = "{'type':'input_audio','input_audio':{'data':'','format':'wav'}}";
        String message = "{'role':'user','content':[" + part + "," + part + ",{'type':'text','text':'x'}]}";
        int first = message.indexOf("''") + 1;
        int second = message.lastIndexOf("''") + 1;

        String sent = render(
                new SentForm(Role.USER, Speech.AS_TRANSCRIPT, true, true, List.of()),
                message,
                true,
                "Both.",
                new Placeholder.DeletedSound(first),
                new Placeholder.DeletedSound(second));

        assertThat(sent)
                .isEqualTo("{'role':'user','content':[{'type':'text','text':'Both.'},{'type':'text','text':'x'}]}");
    }

    @Test
    void keptSoundMovesWithItsPart() {
        String part = "{'type':'input_audio','input_audio':{'data':'','format':'wav'}}";
        String message = "{'role':'user','content':[" + part + "," + part + "]}";

        String sent = render(
                new SentForm(Role.USER, Speech.AS_TRANSCRIPT, true, true, List.of()),
                message,
                true,
                null,
                new Placeholder.DeletedSound(message.indexOf("''") + 1),
                new Placeholder.StoredSound(
                        message.lastIndexOf("''") + 1, () -> "UklG".getBytes(StandardCharsets.US_ASCII)));

        assertThat(sent)
                .isEqualTo("{'role':'user','content':[{'type':'text','text':'[speech, not transcribed]'},"
                        + "{'type':'input_audio','input_audio':{'data':'UklG','format':'wav'}}]}");
    }

    @Test
    void anExpiredReferenceIsReplacedAndARenewedOneIsSent() {
        String image = "{'type':'image_url','image_url':{'url':'https://example.org/1'}}";
        String message = "{'role':'user','content':[" + image + "," + image + "]}";
        Reference fresh = new Reference("image_url", "https://example.org/2", null);

        String sent = render(
                new SentForm(
                        Role.USER,
                        Speech.AS_RECORDED,
                        true,
                        true,
                        List.of(new PlannedPart(0, fresh, true), new PlannedPart(1, fresh, false))),
                message,
                true,
                null);

        assertThat(sent)
                .isEqualTo("{'role':'user','content':[{'type':'text','text':'[image, no longer available]'},"
                        + "{'type':'image_url','image_url':{'url':'https://example.org/2'}}]}");
    }

    private static SentForm form(Speech speech, boolean words, boolean calls) {
        return new SentForm(Role.ASSISTANT, speech, words, calls, List.of());
    }

    private static String spoken(String more) {
        return "{'role':'assistant','content':null,'audio':{'id':'audio_1','transcript':'Hi.'}" + more + "}";
    }

    private static String render(
            SentForm form, String json, boolean sendable, @Nullable String transcript, Placeholder... placeholders) {
        byte[] quoted = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        byte[] said = form.role() == Role.ASSISTANT
                ? quoted
                : "{\"role\":\"user\",\"content\":\"\"}".getBytes(StandardCharsets.UTF_8);
        ChatMessage message = ChatRequest.readMessages(said, "the message").get(0);
        Turn turn = turn(message, transcript);
        JsonTemplate template =
                form.role() == Role.ASSISTANT ? message.template() : new JsonTemplate(quoted, List.of(placeholders));
        SourceMessage source = new SourceMessage(() -> turn, turn.audio() != null, sendable, template);
        return new String(MessageRenderer.render(form, source).filled(), StandardCharsets.UTF_8).replace('"', '\'');
    }

    private static Turn turn(ChatMessage message, @Nullable String transcript) {
        String id = message.audioId();
        AudioRef audio =
                id == null ? null : new AudioRef(id, AudioRef.Expiry.of(NOON, NOON), AudioRef.Speech.UNKNOWN, null);
        return new Turn(1, NOON, Turn.Standing.CURRENT, false, message.message(), transcript, audio, null);
    }
}
