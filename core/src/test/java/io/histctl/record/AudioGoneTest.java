package io.histctl.record;

import static io.histctl.testing.Messages.notFound;
import static io.histctl.testing.Messages.system;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static io.histctl.testing.Results.gone;
import static io.histctl.testing.Results.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.Conversation;
import io.histctl.model.AudioRef;
import io.histctl.model.Turn;
import io.histctl.prune.PruneOptions;
import io.histctl.record.imports.ImportReport;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that an id is gone overrides its expiry. */
class AudioGoneTest extends StoreFixture {
    private final SpokenReply hi = SpokenReply.reply("Hi, " + name);
    private final String next = voice(system("Be kind."), user("Hello"), hi.replayed(), user("And now?"));

    @Test
    void theIdIsGoneWhateverItsExpirySays() {
        spoke();
        Recorded.AudioGone recorded =
                gone(chat.record(Exchange.of(next, notFound(hi.audioId(), 2)).withAt(NOON.plusSeconds(9))));
        assertThat(recorded.audioId()).isEqualTo(hi.audioId());
        assertThat(recorded.position()).isEqualTo(3);
        assertThat(audio().expiry().goneAt()).isEqualTo(NOON.plusSeconds(9));
        assertThat(audio().expiry().reportedAt()).isEqualTo(hi.expiresAt());
        assertThat(exported()).doesNotContain(hi.audioId());
    }

    @Test
    void noMessageOfTheRefusedRequestIsStored() {
        spoke();
        chat.record(Exchange.of(next, notFound(hi.audioId(), 2)));
        assertThat(said()).hasSize(3);
    }

    @Test
    void theErrorAloneIsEnough() {
        spoke();
        chat.record(Exchange.ofResponse(notFound(hi.audioId(), 2)));
        assertThat(audio().expiry().goneAt()).isNotNull();
    }

    @Test
    void theFirstErrorSetsTheTime() {
        spoke();
        chat.record(Exchange.ofResponse(notFound(hi.audioId(), 2)).withAt(NOON.plusSeconds(9)));
        chat.record(Exchange.ofResponse(notFound(hi.audioId(), 2)).withAt(NOON.plusSeconds(99)));
        assertThat(audio().expiry().goneAt()).isEqualTo(NOON.plusSeconds(9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content.messages[2].audio.id",
                "messages[2].audio.id",
                "messages.[2].audio.id",
                "body.messages.[2].audio"
            })
    void theParamNamesTheIdIfTheTextDoesNot(String param) {
        spoke();
        String error = "{\"error\":{\"message\":\"Audio gone.\",\"param\":\"" + param
                + "\",\"code\":\"audio_not_found\",\"type\":null}}";
        assertThat(gone(chat.record(Exchange.of(next, error))).audioId()).isEqualTo(hi.audioId());
        assertThat(audio().expiry().goneAt()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content.messages[7].audio.id",
                "messages[99999999999].audio.id",
                "audio",
                "",
                "messages[0].audio.id"
            })
    void anErrorWithoutAKnownIdMarksNone(String param) {
        spoke();
        List<Turn> before = turns();
        String error =
                "{\"error\":{\"message\":\"Audio gone.\",\"param\":\"" + param + "\",\"code\":\"audio_not_found\"}}";
        Recorded.AudioGone recorded = gone(chat.record(Exchange.of(next, error)));
        assertThat(recorded.audioId()).isNull();
        assertThat(turns()).isEqualTo(before);
    }

    @Test
    void anIdThatIsGoneInAnotherConversationIsGone() {
        spoke();
        Conversation other = store.conversation(name + "-2");
        other.record(Exchange.of(voice(user("Hello")), hi.whole()));
        other.record(Exchange.ofResponse(notFound(hi.audioId(), 1)));
        assertThat(audio().expiry().goneAt()).isNotNull();
        Recorded elsewhere = store.conversation("nobody").record(Exchange.ofResponse(notFound(hi.audioId(), 1)));
        assertThat(gone(elsewhere).position()).isNull();
        assertThat(store.conversationIds()).doesNotContain("nobody");
    }

    @Test
    void aPrunedIdIsFoundByItsHash() {
        spoke();
        prune();
        assertThat(audio().id()).isNull();
        Recorded.AudioGone recorded = gone(chat.record(Exchange.of(next, notFound(hi.audioId(), 2))));
        assertThat(recorded.position()).isEqualTo(3);
        assertThat(audio().expiry().goneAt()).isNotNull();
    }

    @Test
    void aRequestWithAPrunedIdMatches() {
        spoke();
        prune();
        Recorded.Stored recorded = stored(chat.record(Exchange.ofRequest(next)));
        assertThat(recorded.turns().count()).isEqualTo(1);
        assertThat(currentTurns()).hasSize(4).last().isEqualTo("user: And now?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"This model does not support the format you provided.\",\"code\":\"unsupported_format\"}}",
                "{\"error\":{\"message\":\"Assistant audio X not found.\",\"code\":\"other\"}}",
                "{\"error\":{\"message\":\"The server had an error\",\"type\":\"server_error\",\"param\":null,\"code\":null}}",
                "{\"error\":{\"message\":null,\"code\":429,\"param\":[1]}}",
                "{\"error\":{}}"
            })
    void anotherErrorChangesNothing(String error) {
        spoke();
        List<Turn> before = turns();
        String exported = exported();
        Recorded recorded = chat.record(Exchange.of(next.replace("alloy", "ash"), error.replace("X", hi.audioId())));
        assertThat(recorded).isInstanceOf(Recorded.ApiError.class);
        assertThat(turns()).isEqualTo(before);
        assertThat(exported()).isEqualTo(exported);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"code\":\"two\\nlines\",\"type\":\"SECRET said\"}}",
                "{\"error\":{\"code\":{\"SECRET\":1}}}",
                "{\"error\":{}}"
            })
    void aCodeThatIsNotAPlainWordIsNotReported(String error) {
        assertThat(chat.record(Exchange.ofResponse(error)))
                .isEqualTo(new Recorded.ApiError(new Recorded.Context(name, List.of()), null));
        String line = "{\"conversation\":\"" + name + "\",\"response\":" + error + "}";
        ImportReport report =
                store.importLines(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)), (done, all) -> {});
        assertThat(report.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason())
                        .isEqualTo("the response is an error body, which stores nothing; leave the line out"));
    }

    private void spoke() {
        chat.record(Exchange.of(voice(system("Be kind."), user("Hello")), hi.whole()));
    }

    private AudioRef audio() {
        return Objects.requireNonNull(turns().get(2).audio());
    }

    private void prune() {
        store.pruneExpired(PruneOptions.DEFAULT.withAt(hi.expiresAt()), (done, all) -> {});
    }
}
