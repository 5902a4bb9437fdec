package io.histctl.search;

import static io.histctl.testing.Messages.answers;
import static io.histctl.testing.Messages.assistant;
import static io.histctl.testing.Messages.reply;
import static io.histctl.testing.Messages.spokenUser;
import static io.histctl.testing.Messages.system;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static io.histctl.testing.Messages.written;
import static io.histctl.testing.Messages.writtenReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.error.InvalidInputException;
import io.histctl.error.NotFoundException;
import io.histctl.model.Progress;
import io.histctl.model.Role;
import io.histctl.prune.PruneOptions;
import io.histctl.record.Exchange;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a search finds, in one conversation for each test. */
class SearchTest extends StoreFixture {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "会议 | 我们明天开会议讨论",
                "会議 | 明日の会議は中止です",
                "テレ | 新しいテレビを買った",
                "บ้าน | ฉันอยู่บ้านหลังใหญ่",
                "회의 | 내일 회의를 시작합니다",
                "мост | Мы стоим на МОСТУ и мост шатается",
                "αθηνα | Η Αθήνα τη νύχτα",
                "شمس | الشَّمْسُ مشرقة شمس",
                "👍 | great 👍 thanks",
                "don't | I don't know",
                "user@example.com | write to User@Example.com today",
                "foo_bar(1) | call foo_bar(1) now",
                "naïve | a naive idea",
                "ﬁsh | fish and chips",
            })
    void wordsAreFoundInEveryScript(String query, String text) {
        chat.record(Exchange.ofRequest(written(user(text))));

        assertThat(found(query)).containsExactly(1L);
    }

    @Test
    void transcriptsToolCallsAndResultsAreFound() {
        SpokenReply spoken = SpokenReply.reply("It leaves at noon.").begunAt(NOON);
        chat.record(Exchange.of(voice(spokenUser("UklGRiQAAABXQVZF", "wav")), spoken.whole()));
        chat.transcribe(1, "When does the ferry leave?");
        String call = """
                {"role":"assistant","tool_calls":[{"id":"call_1","type":"function",\
                "function":{"name":"find_hotels","arguments":"{\\"city\\":\\"M\\\\u00fcnchen\\"}"}}]}""";
        chat.record(Exchange.of(written(user("Hotels?")), reply(call, NOON)));
        chat.record(Exchange.of(
                written(answers("call_1", "{\\\"name\\\":\\\"K\\\\u00f6nigshof\\\\nHotel\\\"}")),
                writtenReply("There is one.", NOON)));

        assertThat(found("noon")).containsExactly(2L);
        assertThat(found("ferry")).containsExactly(1L);
        assertThat(found("find_hotels münchen")).containsExactly(4L);
        assertThat(found("\"konigshof hotel\"")).containsExactly(5L);
    }

    @Test
    void aReplacedTranscriptIsFoundByItsNewWordsOnly() {
        chat.record(Exchange.ofRequest(voice(spokenUser("UklGRiQAAABXQVZF", "wav"))));
        chat.transcribe(1, "a ferrry");
        chat.transcribe(1, "a ferry");

        assertThat(found("ferry")).containsExactly(1L);
        assertThat(found("ferrry")).isEmpty();
    }

    @Test
    void replacedTurnsAndOldInstructionsAreFoundOnlyIfAskedFor() {
        chat.record(Exchange.of(written(system("Old rules"), user("Hello")), writtenReply("Hi", NOON)));
        chat.record(Exchange.of(
                written(system("Old rules"), user("Hello"), assistant("Hi"), user("apples")),
                writtenReply("fruit one", NOON.plusSeconds(1))));
        chat.record(Exchange.of(
                written(system("New rules"), user("Hello"), assistant("Hi"), user("pears")),
                writtenReply("fruit two", NOON.plusSeconds(2))));

        assertThat(found("fruit")).hasSize(1);
        assertThat(found("apples")).isEmpty();
        assertThat(found("rules")).hasSize(1);
        assertThat(found("apples", options().withAllBranches(true))).hasSize(1);
        assertThat(found("rules", options().withAllBranches(true))).hasSize(2);
    }

    @Test
    void forgottenTurnsAndDeletedConversationsAreNeverFound() {
        chat.record(Exchange.of(written(user("an old secret")), writtenReply("fine", NOON))
                .withAt(NOON.minus(Duration.ofDays(60))));
        chat.record(
                Exchange.of(written(user("news")), writtenReply("good", NOON)).withAt(NOON.minusSeconds(60)));
        assertThat(found("secret")).hasSize(1);

        store.pruneExpired(
                PruneOptions.DEFAULT.withConversation(name).withForgetOlderThan(Duration.ofDays(30)), Progress.NONE);
        assertThat(found("secret", options().withAllBranches(true))).isEmpty();
        assertThat(found("news")).hasSize(1);

        chat.delete();
        assertThat(store.search("news", SearchOptions.DEFAULT.withAllBranches(true)))
                .noneMatch(hit -> hit.conversation().equals(name));
    }

    @Test
    void aSearchIsLimitedToARoleATimeAndACount() {
        for (int i = 0; i < 4; i++) {
            chat.record(Exchange.of(written(user("tea " + i)), writtenReply("tea for " + i, NOON.plusSeconds(i)))
                    .withAt(NOON.minusSeconds(100 - i)));
        }

        assertThat(found("tea")).hasSize(8);
        assertThat(found("tea", options().withRole(Role.USER))).containsExactlyInAnyOrder(1L, 3L, 5L, 7L);
        assertThat(found("tea", options().withSince(NOON.minusSeconds(98)))).containsExactlyInAnyOrder(5L, 6L, 7L, 8L);
        assertThat(found("tea", options().withUntil(NOON.minusSeconds(100)))).containsExactlyInAnyOrder(1L, 2L);
        assertThat(found("tea", options().withLimit(3))).hasSize(3);
        assertThat(found("tea", options().withLimit(0))).isEmpty();
        assertThatThrownBy(() -> store.search("tea", SearchOptions.DEFAULT.withConversation("nowhere")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void theBestMatchComesFirstAndAmongEqualsTheNewest() {
        chat.record(Exchange.ofRequest(written(
                user("a plum and many other words that have nothing to do with it at all, on and on"),
                user("plum plum"),
                user("pear"),
                user("pear"))));

        assertThat(found("plum")).containsExactly(2L, 1L);
        assertThat(found("pear")).containsExactly(4L, 3L);
    }

    @Test
    void anExcerptIsOneLineAroundTheMarkedMatch() {
        String far = "word ".repeat(40);
        chat.record(Exchange.ofRequest(written(user(far + "the Zürich\\nexpress, and zurich again " + far))));

        SearchHit hit = store.search("zurich", options()).get(0);

        assertThat(hit.excerpt().stream().filter(SearchHit.Segment::match).map(SearchHit.Segment::text))
                .containsExactly("Zürich", "zurich");
        assertThat(hit.text())
                .startsWith("…word word")
                .contains("the Zürich express, and zurich again word")
                .endsWith("word…")
                .hasSizeLessThan(170);
        assertThat(hit.position()).isEqualTo(1);
        assertThat(hit.at()).isEqualTo(NOON);
        assertThat(hit.role()).isEqualTo(Role.USER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "(",
                ")",
                "a\"b",
                "\"unclosed phrase",
                "* a",
                "a ** b",
                "col:umn",
                "words:a",
                "a ^b",
                "NEAR(a b)",
                "{a b}:c",
                "a AND AND b",
                "'; DROP TABLE turn; --",
                "a\u0000b",
                "\ud800 a",
                "a' OR '1'='1",
                "+a -b",
                "\\ a",
                "a\u202eb",
                "rowid a",
                "a NOT !!!",
                "\"\"\"\" a",
                "a*b*c*",
                "turn_search a"
            })
    void hostileQueriesAreTakenLiterally(String query) {
        String harmless = query.chars().anyMatch(Character::isLetterOrDigit) ? query : query + "a";

        assertThat(store.search(harmless, options().withLimit(5))).hasSizeLessThanOrEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "!!!", "\"\"", "OR", "a OR", "OR a", "NOT", "a NOT", "NOT a", "a OR NOT b", "*"})
    void queriesThatFindNothingAreRefused(String query) {
        assertThatThrownBy(() -> store.search(query, SearchOptions.DEFAULT)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void queriesOfTooManyWordsAreRefused() {
        assertThat(store.search("a ".repeat(100), SearchOptions.DEFAULT)).isNotNull();
        assertThatThrownBy(() -> store.search("a ".repeat(101), SearchOptions.DEFAULT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("more than 100 words");
        assertThatThrownBy(() -> store.search("会".repeat(1_000_000), SearchOptions.DEFAULT))
                .isInstanceOf(InvalidInputException.class);
    }

    private SearchOptions options() {
        return SearchOptions.DEFAULT.withConversation(chatIsStored() ? name : null);
    }

    private boolean chatIsStored() {
        return store.conversationIds().contains(name);
    }

    private List<Long> found(String query) {
        return found(query, options());
    }

    private List<Long> found(String query, SearchOptions options) {
        return store.search(query, options).stream().map(SearchHit::position).toList();
    }
}
