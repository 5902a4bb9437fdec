package io.histctl.copy;

import static io.histctl.testing.Messages.replay;
import static io.histctl.testing.Messages.spokenUser;
import static io.histctl.testing.Messages.system;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.error.StoreException;
import io.histctl.export.ExportOptions;
import io.histctl.model.Progress;
import io.histctl.prune.PruneOptions;
import io.histctl.record.Exchange;
import io.histctl.resume.Policy;
import io.histctl.summary.SummarizeOptions;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What copying a store must keep, for every pair of engines. A subclass opens both stores. */
public abstract class CopyContract {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");

    private HistoryStore source;
    private HistoryStore target;

    /** Opens the empty store that is copied. */
    protected abstract HistoryStore openSource();

    /** Opens an empty store. */
    protected abstract HistoryStore openTarget();

    @BeforeEach
    void open() {
        source = openSource();
        target = openTarget();
    }

    @AfterEach
    void bothAreIntact() {
        try (HistoryStore from = source;
                HistoryStore to = target) {
            assertThat(from.verify()).isEmpty();
            assertThat(to.verify()).isEmpty();
        }
    }

    @Test
    void aCopyHasEveryTurnInEveryState() {
        fill();

        assertThat(copy()).isEqualTo(new CopyReport(4, 0, List.of(), List.of()));

        assertSame();
        assertThat(copy()).isEqualTo(new CopyReport(0, 4, List.of(), List.of()));
    }

    @Test
    void aLaterCallCopiesWhatHasChanged() {
        fill();
        copy();
        say(source.conversation("plain"), "Question 7", 7);
        source.conversation("states").interrupted(3, Duration.ofMillis(700));
        source.pruneExpired(PruneOptions.DEFAULT.withAt(NOON.plusSeconds(90_000)), Progress.NONE);
        source.conversation("new").record(Exchange.ofRequest(voice(user("Hello"))));

        CopyReport report = copy();

        assertThat(report.complete()).isTrue();
        assertThat(report.copied()).isBetween(2L, 5L);
        assertSame();
    }

    @Test
    void anInterruptedCopyContinues() {
        fill();
        assertThatThrownBy(() -> source.copyTo(target, (done, total) -> {
                    if (done == 2) {
                        throw new IllegalStateException("interrupted");
                    }
                }))
                .hasMessage("interrupted");
        assertThat(target.conversationIds()).hasSize(2);

        assertThat(copy()).isEqualTo(new CopyReport(2, 2, List.of(), List.of()));

        assertSame();
    }

    @Test
    void aCopyKnowsWhatTheSourceExported() {
        fill();
        Conversation chat = source.conversation("plain");
        String exported = chat.export(ExportOptions.DEFAULT.withAt(NOON.plusSeconds(90_000)))
                .json();
        copy();

        Conversation copied = target.conversation("plain");
        copied.record(Exchange.ofRequest(exported.substring(0, exported.length() - 2) + "," + user("And now?") + "]}"));

        assertThat(copied.turns()).hasSize(chat.turns().size() + 1);
    }

    @Test
    void anOwnerStaysTheOwner() {
        fill();
        source.conversation("plain").claim("sk-test-kim");

        copy();

        assertThat(target.conversation("plain").claim("sk-test-alex")).isFalse();
        assertThat(target.conversation("plain").claim("sk-test-kim")).isTrue();
    }

    @Test
    void aConversationWithOtherTurnsIsNotOverwritten() {
        fill();
        copy();
        say(source.conversation("plain"), "Question 7", 7);
        target.conversation("plain").record(Exchange.ofRequest(voice(user("Something else"))));
        List<String> before = lines(target, "plain");

        assertThat(copy().refused()).containsExactly("plain");

        assertThat(lines(target, "plain")).isEqualTo(before);
    }

    @Test
    void aStoreWithConversationsOfItsOwnIsRefused() {
        fill();
        target.conversation("own").record(Exchange.ofRequest(voice(user("Hello"))));

        assertThatThrownBy(this::copy).isInstanceOf(StoreException.class).hasMessageContaining("empty store");

        assertThat(target.conversationIds()).containsExactly("own");
    }

    @Test
    void othersWriteWhileAStoreIsCopied() {
        fill();
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> IntStream.range(0, 40)
                .forEach(i -> say(source.conversation(i % 2 == 0 ? "plain" : "new"), "Meanwhile " + i, 100 + i)));
        do {
            copy();
        } while (!writing.isDone());
        writing.join();

        assertThat(copy().complete()).isTrue();
        assertSame();
    }

    private CopyReport copy() {
        return source.copyTo(target, Progress.NONE);
    }

    /** Conversations with turns in all the states that a turn can be in. */
    private void fill() {
        for (int i = 0; i < 7; i++) {
            say(source.conversation("plain"), "Question " + i, i);
        }
        source.conversation("plain").summarize(SummarizeOptions.DEFAULT);
        source.conversation("plain")
                .editMetadata(metadata -> metadata.withTitle("Seven questions").withTag("test"));
        states(source.conversation("states"));
        Conversation forgotten = source.conversation("forgotten");
        say(forgotten, "Long ago", -4_000_000);
        say(forgotten, "Today", 0);
        source.pruneExpired(
                PruneOptions.DEFAULT
                        .withAt(NOON)
                        .withConversation("forgotten")
                        .withForgetOlderThan(Duration.ofDays(30)),
                Progress.NONE);
        source.conversation("odd \u0000 name").record(Exchange.ofRequest(voice(user("zero \\u0000 byte"))));
    }

    private static void states(Conversation chat) {
        SpokenReply first = SpokenReply.reply("First.").begunAt(NOON);
        SpokenReply second = SpokenReply.reply("Second.").begunAt(NOON.plusSeconds(10));
        String speech = spokenUser("UklGRiQAAABXQVZF", "wav");
        chat.record(
                Exchange.of(voice(system("Be kind."), speech), first.whole()).withKeepSound(true));
        chat.transcribe(2, "What the user said");
        chat.record(Exchange.of(
                voice(system("Be kind."), speech, replay(first.audioId()), user("And then?")), second.whole()));
        chat.record(Exchange.ofResponse(Messages.notFound(second.audioId(), 3)));
        chat.record(Exchange.ofRequest(
                voice(system("Be brief."), speech, replay(first.audioId()), user("No, before that?"))));
    }

    private static void say(Conversation chat, String question, long seconds) {
        SpokenReply reply = SpokenReply.reply("Answer to " + question).begunAt(NOON.plusSeconds(seconds));
        chat.record(Exchange.of(voice(user(question)), reply.whole()).withAt(NOON.plusSeconds(seconds)));
    }

    private void assertSame() {
        assertThat(target.conversationIds()).containsExactlyInAnyOrderElementsOf(source.conversationIds());
        source.conversationIds().forEach(id -> assertThat(lines(target, id)).isEqualTo(lines(source, id)));
    }

    /** Everything that can be seen of a conversation. */
    private static List<String> lines(HistoryStore store, String id) {
        Conversation chat = store.conversation(id);
        List<String> lines = new ArrayList<>();
        lines.add(chat.metadata().toString());
        chat.turns().forEach(turn -> lines.add(turn.toString()));
        for (Instant at : List.of(NOON.plusSeconds(60), NOON.plusSeconds(90_000))) {
            lines.add(chat.export(ExportOptions.DEFAULT.withAt(at)).json());
        }
        lines.add(chat.export(ExportOptions.DEFAULT.withPolicy(Policy.transcript()))
                .json());
        return lines;
    }
}
