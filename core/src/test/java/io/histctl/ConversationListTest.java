package io.histctl;

import static io.histctl.testing.Messages.spokenUser;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static io.histctl.testing.Messages.written;
import static io.histctl.testing.Messages.writtenReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.error.InvalidInputException;
import io.histctl.model.ConversationInfo;
import io.histctl.model.ConversationMetadata;
import io.histctl.model.ConversationOrder;
import io.histctl.model.Progress;
import io.histctl.prune.PruneOptions;
import io.histctl.record.Exchange;
import io.histctl.standin.SettableClock;
import io.histctl.testing.TestStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of conversations: their order, filters, pages, titles and tags. */
class ConversationListTest {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");

    private final HistoryStore store = TestStores.temporary(new SettableClock(NOON));

    @AfterEach
    void close() {
        assertThat(store.verify()).isEmpty();
        store.close();
    }

    @ParameterizedTest
    @EnumSource
    void pagesTogetherAreTheWholeListInItsOrder(ConversationOrder order) {
        Random random = new Random(1);
        for (int i = 0; i < 40; i++) {
            record("c" + random.nextInt(25), "Hello", NOON.minusSeconds(random.nextInt(5)));
        }
        Comparator<ConversationInfo> comparator = switch (order) {
            case UPDATED -> Comparator.comparing(ConversationInfo::lastAt).reversed();
            case CREATED -> Comparator.comparing(ConversationInfo::createdAt).reversed();
            case NAME -> Comparator.comparing(info -> 0);
        };
        List<ConversationInfo> expected = store.conversations(ListOptions.DEFAULT).stream()
                .sorted(comparator.thenComparing(ConversationInfo::conversation))
                .toList();
        ListOptions options = ListOptions.DEFAULT.withOrder(order);

        assertThat(store.conversations(options)).isEqualTo(expected);
        for (int limit : new int[] {1, 3, 100}) {
            assertThat(pages(options.withLimit(limit))).isEqualTo(expected);
        }
    }

    @Test
    void aPageContinuesWhereTheLastOneEndedEvenIfItsLastConversationIsGone() {
        List.of("a", "b", "c").forEach(name -> record(name, "Hello", NOON));
        ListOptions one = ListOptions.DEFAULT.withLimit(1);
        String cursor = store.conversations(one).get(0).cursor();

        store.conversation("a").delete();

        assertThat(names(one.withAfter(cursor))).containsExactly("b");
    }

    @Test
    void onlyConversationsWithAnExchangeSinceAMomentAreListed() {
        record("old", "Hello", NOON.minusSeconds(2));
        record("new", "Hello", NOON.minusSeconds(1));

        assertThat(names(ListOptions.DEFAULT.withSince(NOON.minusSeconds(1)))).containsExactly("new");
        assertThat(names(ListOptions.DEFAULT.withSince(NOON.minusSeconds(2)))).containsExactly("new", "old");
    }

    @Test
    void rareAndCommonTagsFindTheSameConversations() {
        List<String> tagged = new ArrayList<>();
        for (int i = 0; i < 1_002; i++) {
            String name = String.format("c%04d", i);
            tagged.add(name);
            record(name, "Hello", NOON);
            store.conversation(name)
                    .editMetadata(
                            metadata -> metadata.withTag("common").withTag(name.equals("c0007") ? "rare" : "other"));
        }
        record("untagged", "Hello", NOON);

        assertThat(names(ListOptions.DEFAULT.withTag("common"))).isEqualTo(tagged);
        assertThat(names(ListOptions.DEFAULT.withTag("rare"))).containsExactly("c0007");
        assertThat(names(ListOptions.DEFAULT.withTag("' OR 1=1 --"))).isEmpty();
        assertThat(names(ListOptions.DEFAULT.withTag("common").withSince(NOON.plusSeconds(1))))
                .isEmpty();
    }

    @Test
    void aTitleThatIsNotGivenIsTheFirstWords() {
        record(
                "call",
                "  When does\n the last train to Zurich leave, and does it stop anywhere on its way there?",
                NOON);

        assertThat(only().title()).isEqualTo("When does the last train to Zurich leave, and does it stop…");

        store.conversation("call")
                .editMetadata(metadata -> metadata.withTitle("The train").withTag("travel"));
        assertThat(only().title()).isEqualTo("The train");
        assertThat(only().tags()).containsExactly("travel");
    }

    @Test
    void speechWithoutWordsIsNoTitle() {
        store.conversation("call")
                .record(Exchange.of(
                        voice(spokenUser("UklGRiQAAABXQVZF", "wav")), writtenReply("It leaves at nine.", NOON)));

        assertThat(only().title()).isEqualTo("It leaves at nine.");
    }

    @Test
    void forgottenWordsAreNoLongerATitle() {
        answered("A secret", NOON.minus(Duration.ofDays(60)));
        answered("The weather", NOON.minusSeconds(10));

        store.pruneExpired(PruneOptions.DEFAULT.withForgetOlderThan(Duration.ofDays(30)), Progress.NONE);

        assertThat(only().title()).isEqualTo("The weather");
    }

    @Test
    void metadataIsKeptUntilItIsRemovedOrTheConversationIsDeleted() {
        record("call", "Hello", NOON);
        Conversation chat = store.conversation("call");
        assertThat(chat.metadata()).isEqualTo(ConversationMetadata.NONE);

        chat.editMetadata(metadata ->
                metadata.withTag("b").withTag("a").withValue("guests", "4").withValue("x", ""));
        assertThat(chat.metadata().tags()).containsExactly("a", "b");
        assertThat(chat.metadata().values()).containsEntry("guests", "4").containsEntry("x", "");

        chat.editMetadata(metadata -> metadata.withoutTag("b").withValue("guests", null));
        assertThat(chat.metadata())
                .isEqualTo(ConversationMetadata.NONE.withTag("a").withValue("x", ""));

        chat.delete();
        record("call", "Hello", NOON);
        assertThat(chat.metadata()).isEqualTo(ConversationMetadata.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a\n", "\ud800", "a\0b"})
    void tagsThatCanNotBeReadAreRefused(String tag) {
        assertThatThrownBy(() -> ConversationMetadata.NONE.withTag(tag)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "MTIz", "ü", "YSBiIGM"})
    void aTextThatIsNoCursorIsRefused(String cursor) {
        assertThatThrownBy(() -> ListOptions.DEFAULT.withAfter(cursor)).isInstanceOf(InvalidInputException.class);
    }

    private void record(String conversation, String words, Instant at) {
        store.conversation(conversation)
                .record(Exchange.ofRequest(written(user(words.replace("\n", "\\n"))))
                        .withAt(at));
    }

    private void answered(String words, Instant at) {
        store.conversation("call")
                .record(Exchange.of(written(user(words)), writtenReply("About " + words, at))
                        .withAt(at));
    }

    private ConversationInfo only() {
        return store.conversations(ListOptions.DEFAULT).get(0);
    }

    private List<String> names(ListOptions options) {
        return store.conversations(options).stream()
                .map(ConversationInfo::conversation)
                .toList();
    }

    private List<ConversationInfo> pages(ListOptions options) {
        Function<String, List<ConversationInfo>> following = cursor -> store.conversations(options.withAfter(cursor));
        List<ConversationInfo> all = new ArrayList<>();
        for (List<ConversationInfo> page = store.conversations(options);
                !page.isEmpty();
                page = following.apply(page.get(page.size() - 1).cursor())) {
            all.addAll(page);
        }
        return all;
    }
}
