package io.histctl.record;

import static io.histctl.testing.Messages.assistant;
import static io.histctl.testing.Messages.spokenUser;
import static io.histctl.testing.Messages.system;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static io.histctl.testing.Messages.written;
import static io.histctl.testing.Messages.writtenReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.Conversation;
import io.histctl.error.InvalidInputException;
import io.histctl.error.NotFoundException;
import io.histctl.export.ExportOptions;
import io.histctl.model.Turn;
import io.histctl.search.SearchOptions;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies of conversations, and conversations under another id. */
class ConversationForkTest extends StoreFixture {
    private final SpokenReply spoken = SpokenReply.reply("It leaves at nine.").begunAt(NOON.minusSeconds(60));

    @BeforeEach
    void record() {
        chat.record(Exchange.of(voice(system("Be brief."), spokenUser("UklGRiQAAABXQVZF", "wav")), spoken.whole()));
        chat.transcribe(2, "When does the train leave?");
        SpokenReply second = SpokenReply.reply("At five.").begunAt(NOON.minusSeconds(30));
        chat.record(Exchange.of(voice(user("And back?")), second.whole()));
        chat.editMetadata(metadata -> metadata.withTitle("A trip").withTag("travel"));
    }

    @Test
    void aForkExportsWhatTheConversationExports() {
        Conversation copy = chat.fork(name + "-copy");

        assertThat(copy.turns()).isEqualTo(chat.turns());
        assertThat(copy.export(ExportOptions.DEFAULT.withAt(NOON)).json())
                .isEqualTo(chat.export(ExportOptions.DEFAULT.withAt(NOON)).json());
        assertThat(copy.metadata().tags()).containsExactly("travel");
        assertThat(copy.metadata().title()).isNull();
    }

    @Test
    void bothContinueOnTheirOwn() {
        Conversation copy = chat.fork(name + "-copy", 3);
        copy.record(Exchange.of(voice(user("And a boat?")), writtenReply("No boats.", NOON.plusSeconds(9))));
        chat.record(Exchange.of(voice(user("Thanks")), writtenReply("Welcome.", NOON.plusSeconds(8))));

        assertThat(copy.turns()).extracting(Turn::position).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(copy.turns().get(4).message().text()).isEqualTo("No boats.");
        assertThat(chat.turns()).hasSize(7);
        chat.delete();
        assertThat(copy.sound(2).bytes()).isNotEmpty();
    }

    @Test
    void aForkIsFoundBySearch() {
        Conversation copy = chat.fork(name + "-copy", 3);

        SearchOptions options = SearchOptions.DEFAULT.withConversation(copy.id());
        assertThat(store.search("train", options)).hasSize(1);
        assertThat(store.search("five", options)).isEmpty();
    }

    @Test
    void aTurnThatWasReplacedIsNoEnd() {
        Conversation edited = store.conversation(name + "-edited");
        edited.record(Exchange.of(written(user("One")), writtenReply("First", NOON)));
        edited.record(Exchange.of(
                written(user("One"), assistant("First"), user("Two")), writtenReply("Second", NOON.plusSeconds(1))));
        edited.record(Exchange.of(
                written(user("One"), assistant("First"), user("Too")), writtenReply("Third", NOON.plusSeconds(2))));

        assertThatThrownBy(() -> edited.fork(name + "-a", 4))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("turn 4 was replaced");
        assertThat(edited.fork(name + "-b", 2).turns()).hasSize(2);
        assertThat(edited.fork(name + "-c").turns()).isEqualTo(edited.turns());
    }

    @Test
    void aRenamedConversationIsFoundUnderItsNewIdOnly() {
        Conversation renamed = chat.rename(name + "-renamed");

        assertThat(renamed.turns()).hasSize(5);
        assertThat(renamed.metadata().title()).isEqualTo("A trip");
        assertThat(renamed.export(ExportOptions.DEFAULT.withAt(NOON)).json()).contains(spoken.audioId());
        assertThat(store.search("train", SearchOptions.DEFAULT.withConversation(renamed.id())))
                .hasSize(1);
        assertThatThrownBy(chat::turns).isInstanceOf(NotFoundException.class);
    }

    @Test
    void anIdThatIsTakenIsRefused() {
        assertThatThrownBy(() -> chat.fork(name)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> chat.rename(name)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> chat.rename("")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> chat.fork(name + "-copy", 99)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> store.conversation(name + "-none").fork(name + "-copy"))
                .isInstanceOf(NotFoundException.class);
    }
}
