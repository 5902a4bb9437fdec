package io.histctl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.error.NotFoundException;
import io.histctl.error.StoreException;
import io.histctl.model.ConversationMetadata;
import io.histctl.model.ConversationOrder;
import io.histctl.model.Hash;
import io.histctl.resume.ReferenceTime;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.ChatRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every engine. A subclass opens an empty store for each test. */
public abstract class StorageContract {
    private static final long NOON = Instant.parse("2026-06-05T12:00:00Z").toEpochMilli();
    private static final long SECOND = 1_000;
    private static final long HOUR = 3_600 * SECOND;
    private static final String WAV = "UklGRiQAAABXQVZF";

    private Storage storage;

    /** Opens a store that is empty. */
    protected abstract Storage open();

    @BeforeEach
    void openIt() {
        storage = open();
    }

    @AfterEach
    void everyConversationIsIntact() {
        storage.read(reading -> {
            for (String name : reading.conversations().names()) {
                StoredConversation conversation = reading.conversations().get(name);
                reading.turns().all(conversation, turn -> {});
                assertThat(reading.summaries().all(conversation)).allMatch(Summaries.Checked::intact);
            }
            return reading;
        });
        assertThat(storage.maintenance().check()).isEmpty();
        storage.close();
    }

    @Test
    void aConversationBeginsWithItsFirstChange() {
        assertThat(names()).isEmpty();
        assertThatThrownBy(() -> get("call"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(storage.describe());

        append("call", user("Hello"));

        assertThat(names()).containsExactly("call");
        assertThat(get("call").lastPosition()).isEqualTo(1);
    }

    @Test
    void aTurnComesBackAsItWasWritten() {
        append("call", user("Hello"), reply("audio_1", "Hi.", NOON + HOUR));

        List<StoredTurn> turns = turns("call");

        assertThat(turns).extracting(StoredTurn::position).containsExactly(1L, 2L);
        assertThat(text(turns.get(0).row().message())).isEqualTo("{\"role\":\"user\",\"content\":\"Hello\"}");
        assertThat(turns.get(0).audio()).isNull();
        AudioRow audio = audio(turns.get(1));
        assertThat(audio.audioId()).isEqualTo("audio_1");
        assertThat(audio.expiry()).isEqualTo(AudioRow.Expiry.of(NOON + HOUR, NOON + HOUR));
        assertThat(turns.get(1).reply().responseId()).isEqualTo("audio_1");
        assertThat(words("call")).containsExactly("Hello", "Hi.");
    }

    @Test
    void conversationsAreNamedInTheOrderInWhichTheyBegan() {
        List<String> names = List.of("b", "a", "ü 🦊 'quoted\"", "x".repeat(9_000), "line\nbreak");
        names.forEach(name -> append(name, user("Hello")));
        assertThat(names()).isEqualTo(names);
        names.forEach(name -> assertThat(get(name).name()).isEqualTo(name));
    }

    @Test
    void aChangeOfAnOlderRevisionIsRefusedAndWritesNothing() {
        append("call", user("Hello"));
        StoredConversation old = get("call");
        append("call", user("Again"));

        assertThatThrownBy(() -> storage.change(reading -> new Change<>(
                        "late", Changes.of(old, new Changes.Append(List.of(turn(2, user("Late"), null, null)))))))
                .isInstanceOf(StoreException.class);

        assertThat(words("call")).containsExactly("Hello", "Again");
    }

    @Test
    void aUnitThatThrowsWritesNothing() {
        assertThatThrownBy(() -> storage.change(reading -> {
                    throw new IllegalStateException("half way");
                }))
                .hasMessage("half way");
        assertThat(names()).isEmpty();
        append("call", user("Hello"));
        assertThat(words("call")).containsExactly("Hello");
    }

    @Test
    void aBatchIsWrittenWholeOrNotAtAll() {
        assertThatThrownBy(() -> storage.<String>changeAll(
                        List.of(reading -> appending(reading, "call", user("Hello")), reading -> {
                            throw new IllegalStateException("half way");
                        })))
                .hasMessage("half way");
        assertThat(names()).isEmpty();
    }

    @Test
    void eachUnitOfABatchSeesWhatThoseBeforeItWrote() {
        List<String> results = storage.changeAll(List.of(
                reading -> appending(reading, "call", user("One")),
                reading -> appending(reading, "call", user("Two")),
                reading -> appending(reading, "other", user("Three"))));

        assertThat(results).containsExactly("call", "call", "other");
        assertThat(words("call")).containsExactly("One", "Two");
        assertThat(words("other")).containsExactly("Three");
    }

    @Test
    void changesFromSeveralThreadsKeepAllTurnsAndEveryPosition() {
        CompletableFuture<?>[] threads = IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.runAsync(() ->
                        IntStream.range(0, 10).forEach(i -> append("call", user("turn " + thread + "." + i)))))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(threads).join();

        assertThat(turns("call"))
                .extracting(StoredTurn::position)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 40).mapToObj(i -> (long) i).toList());
    }

    @Test
    void aReplyIsFoundByItsKeyInItsOwnConversation() {
        append("call", user("Hello"), reply("audio_1", "Hi.", NOON + HOUR));
        append("other", user("Hello"));

        assertThat(storage.<List<Boolean>>read(reading -> List.of(
                        reading.turns()
                                .replies(get(reading, "call"), key("audio_1"))
                                .isEmpty(),
                        reading.turns()
                                .replies(get(reading, "call"), key("audio_2"))
                                .isEmpty(),
                        reading.turns()
                                .replies(get(reading, "other"), key("audio_1"))
                                .isEmpty())))
                .containsExactly(false, true, true);
    }

    @Test
    void anAudioIdIsFoundByItsHashEvenAfterItWasCleared() {
        append("call", user("Hello"), reply("audio_1", "Hi.", NOON));
        clear(NOON, null);

        OptionalLong found =
                storage.read(reading -> reading.turns().positionOf(get(reading, "call"), Hash.ofId("audio_1")));
        assertThat(found).hasValue(2);
        assertThat(audio(turns("call").get(1)).audioId()).isNull();
    }

    @Test
    void theLastTurnsAreThoseThatRequestsMayQuote() {
        append("call", user("One"), reply("audio_1", "Two.", NOON), user("Three"));

        assertThat(storage.<List<QuotableTurn>>read(reading -> reading.turns().last(get(reading, "call"), 2)))
                .extracting(QuotableTurn::position)
                .containsExactly(2L, 3L);
        assertThat(storage.<List<QuotableTurn>>read(reading -> reading.turns().after(get(reading, "call"), 1)))
                .extracting(QuotableTurn::position)
                .containsExactly(2L, 3L);
    }

    @Test
    void replacedTurnsStayButAreNoLongerQuoted() {
        append("call", user("One"), user("Two"), user("Three"));
        int replaced = storage.read(reading -> reading.turns().countFrom(get(reading, "call"), 2));
        edit("call", new Changes.ReplaceFrom(2));

        assertThat(replaced).isEqualTo(2);
        assertThat(turns("call"))
                .extracting(turn -> turn.row().state().replaced())
                .containsExactly(false, true, true);
        assertThat(storage.<List<QuotableTurn>>read(reading -> reading.turns().last(get(reading, "call"), 10)))
                .extracting(QuotableTurn::position)
                .containsExactly(1L);
    }

    @Test
    void aRenamedConversationKeepsAllThatBelongsToIt() {
        append("call", user("Hello"), reply("audio_1", "Hi.", NOON + HOUR), speech());
        edit("call", new Changes.PutMetadata(ConversationMetadata.NONE.withTag("travel")));
        edit("call", new Changes.PutSummary(summary(2, "They greet.")));
        storage.owners().claim("call", key("owner"));
        storage.owners().claim("trip", key("another"));

        edit("call", new Changes.Rename("trip"));
        append("call", user("Anew"));

        assertThat(names()).containsExactlyInAnyOrder("trip", "call");
        assertThat(words("trip")).startsWith("Hello", "Hi.").hasSize(3);
        assertThat(audio(turns("trip").get(1)).audioId()).isEqualTo("audio_1");
        assertThat(storage.<ConversationMetadata>read(
                        reading -> reading.conversations().metadata(get(reading, "trip"))))
                .isEqualTo(ConversationMetadata.NONE.withTag("travel"));
        assertThat(storage.<Integer>read(
                        reading -> reading.summaries().all(get(reading, "trip")).size()))
                .isEqualTo(1);
        assertThat(storage.owners().claim("trip", key("third"))).isEqualTo(key("owner"));
        assertThat(words("call")).containsExactly("Anew");
    }

    @Test
    void turnsAreFoundByTheirWords() {
        append("call", user("The early train"), user("A late ferry"), user("No train at all"));
        append("other", user("Trains and ferries"));
        edit("call", new Changes.ReplaceFrom(3));
        Search.Filter all = new Search.Filter(null, null, null, null, false);

        assertThat(found(all, phrase(false, "train"))).containsExactly("call 1");
        assertThat(found(all, phrase(true, "trai"))).containsExactlyInAnyOrder("call 1", "other 1");
        assertThat(found(all, phrase(false, "late", "ferry"))).containsExactly("call 2");
        assertThat(found(all, phrase(false, "ferry", "late"))).isEmpty();
        assertThat(found(new Search.Filter(get("call"), "user", NOON, NOON, true), phrase(false, "train")))
                .containsExactlyInAnyOrder("call 1", "call 3");
        assertThat(found(new Search.Filter(null, "assistant", null, null, true), phrase(false, "train")))
                .isEmpty();
        assertThat(found(new Search.Filter(null, null, NOON + 1, null, true), phrase(false, "train")))
                .isEmpty();
        edit("call", new Changes.Delete());
        assertThat(found(all, phrase(true, "trai"))).containsExactly("other 1");
    }

    private List<String> found(Search.Filter filter, SearchQuery.Phrase phrase) {
        SearchQuery query = new SearchQuery(List.of(new SearchQuery.Alternative(List.of(phrase), List.of())));
        return storage.read(reading -> reading.search().find(query, filter, 10)).stream()
                .map(turn -> turn.conversation() + " " + turn.position())
                .toList();
    }

    private static SearchQuery.Phrase phrase(boolean prefix, String... terms) {
        return new SearchQuery.Phrase(List.of(terms), prefix);
    }

    @Test
    void completingAReplyKeepsWhatWasLearnedOfItsAudio() {
        append("call", user("Hello"), reply("audio_1", "Hi", NOON));
        edit("call", new Changes.MarkHeard(2, 400));
        edit("call", new Changes.MarkGone(2, NOON + 5));
        clear(NOON, null);
        edit("call", new Changes.Complete(turn(2, reply("audio_1", "Hi there.", NOON + HOUR), "audio_1", NOON + HOUR)));

        StoredTurn turn = turns("call").get(1);
        assertThat(words("call")).containsExactly("Hello", "Hi there.");
        assertThat(audio(turn).audioId()).isNull();
        assertThat(audio(turn).expiry().goneAt()).isEqualTo(NOON + 5);
        assertThat(audio(turn).expiry().at()).isZero();
        assertThat(audio(turn).speech().heardMillis()).isEqualTo(400);
    }

    @Test
    void anIdThatIsGoneKeepsTheTimeOfItsFirstError() {
        append("call", user("Hello"), reply("audio_1", "Hi.", NOON + HOUR));
        edit("call", new Changes.MarkGone(2, NOON + 1));
        edit("call", new Changes.MarkGone(2, NOON + 2));

        AudioRow.Expiry expiry = audio(turns("call").get(1)).expiry();
        assertThat(expiry.goneAt()).isEqualTo(NOON + 1);
        assertThat(expiry.at()).isZero();
        assertThat(expiry.reportedAt()).isEqualTo(NOON + HOUR);
    }

    @Test
    void aTranscriptIsReplacedAndBecomesTheWordsOfItsTurn() {
        append("call", speech());
        edit("call", new Changes.Transcribe(1, "misheard"));
        edit("call", new Changes.Transcribe(1, "understood"));

        assertThat(turns("call").get(0).transcript()).isEqualTo("understood");
        assertThat(words("call")).containsExactly("understood");
    }

    @Test
    void theSummaryThatReachesFarthestIsFound() {
        append("call", user("One"), user("Two"), user("Three"));
        edit("call", new Changes.PutSummary(summary(1, "one")));
        edit("call", new Changes.PutSummary(summary(2, "two")));
        edit("call", new Changes.PutSummary(summary(2, "two again")));

        assertThat(farthest(3)).isEqualTo("two again");
        assertThat(farthest(1)).isEqualTo("one");
        assertThat(farthest(0)).isNull();

        edit("call", new Changes.DropSummariesFrom(2));
        assertThat(farthest(3)).isEqualTo("one");
    }

    @Test
    void forgettingKeepsCurrentInstructionsAndLaterTurns() {
        append("call", system("Be brief."), speech(), user("Two"), user("Three"));
        edit("call", new Changes.PutSummary(summary(2, "one")));
        long count = storage.read(reading -> reading.turns().countForgettable(get(reading, "call"), 3));
        edit("call", new Changes.Forget(3));

        assertThat(count).isEqualTo(2);
        assertThat(turns("call")).extracting(StoredTurn::position).containsExactly(1L, 4L);
        assertThat(get("call").lastPosition()).isEqualTo(4);
        assertThat(get("call").extent().forgottenThrough()).isEqualTo(3);
        assertThat(farthest(4)).isNull();
    }

    @Test
    void aDeletedConversationLeavesNothing() {
        append("call", speech(), reply("audio_1", "Hi.", NOON + HOUR));
        append("other", speech());
        edit("call", new Changes.Transcribe(1, "said"));
        edit("call", new Changes.Delete());

        assertThat(names()).containsExactly("other");
        assertThat(expiring(0, Long.MAX_VALUE, 10)).isEmpty();
        StoredTurn kept = turns("other").get(0);
        SoundContent sound =
                storage.read(reading -> reading.sounds().content(kept.sounds().get(0)));
        assertThat(sound.bytes()).isEqualTo(java.util.Base64.getDecoder().decode(WAV));
    }

    @Test
    void idsExpireAtTheInstantOfTheirExpiryAndAreClearedOnce() {
        append("call", user("One"), reply("audio_1", "Hi.", NOON), reply("audio_2", "Ho.", NOON + 1 * SECOND));

        assertThat(storage.sweeps().countExpired(new Sweeps.Scope(NOON - 1, null)))
                .isEqualTo(new Sweeps.Expired(0, 0));
        assertThat(storage.sweeps().countExpired(new Sweeps.Scope(NOON, null))).isEqualTo(new Sweeps.Expired(1, 0));
        assertThat(clear(NOON, null)).isEqualTo(1);
        assertThat(clear(NOON, null)).isZero();
        assertThat(audio(turns("call").get(1)).audioId()).isNull();
        assertThat(audio(turns("call").get(1)).expiry().prunedAt()).isEqualTo(NOON + 7);
        assertThat(audio(turns("call").get(2)).audioId()).isEqualTo("audio_2");
    }

    @Test
    void clearingKeepsToItsConversation() {
        append("call", user("One"), reply("audio_1", "Hi.", NOON));
        append("other", user("One"), reply("audio_2", "Hi.", NOON));

        assertThat(clear(NOON, "other")).isEqualTo(1);
        assertThat(audio(turns("call").get(1)).audioId()).isEqualTo("audio_1");
    }

    @Test
    void soundBeforeAnExpiredIdIsDeletedIfItsWordsAreKept() {
        append("call", speech(), speech(), reply("audio_1", "Hi.", NOON));
        edit("call", new Changes.Transcribe(1, "said"));
        Sweeps.Scope scope = new Sweeps.Scope(NOON, null);

        assertThat(storage.sweeps().countOldSounds(scope)).isEqualTo(new Sweeps.OldSounds(1, 1));
        storage.sweeps().deleteOldSounds(scope);

        assertThat(turns("call").get(0).sounds().get(0).soundId()).isNull();
        assertThat(turns("call").get(1).sounds().get(0).soundId()).isNotNull();
        assertThat(storage.sweeps().countOldSounds(scope)).isEqualTo(new Sweeps.OldSounds(0, 1));
    }

    @Test
    void idsThatExpireWithinASpanComeSoonestFirst() {
        append("call", user("One"), reply("audio_3", "c", NOON + 3 * SECOND), reply("audio_1", "a", NOON + 1 * SECOND));
        append("other", user("One"), reply("audio_2", "b", NOON + 2 * SECOND));

        assertThat(expiring(NOON, NOON + 2 * SECOND, 10)).containsExactly("audio_1", "audio_2");
        assertThat(expiring(NOON + 1 * SECOND, NOON + 3 * SECOND, 10)).containsExactly("audio_2", "audio_3");
        assertThat(expiring(NOON, NOON + 3 * SECOND, 1)).containsExactly("audio_1");
    }

    @Test
    void conversationsAreListedNewestFirstWithTheirUsableIds() {
        append("old", user("One"), reply("audio_1", "a", NOON + 1 * SECOND), reply("audio_2", "b", NOON + 2 * SECOND));
        append("new", user("One"));
        storage.change(reading ->
                new Change<>("new", Changes.of(get(reading, "new").with(null, 0, NOON + HOUR, null))));

        assertThat(list(query(NOON + 1 * SECOND, null)))
                .containsExactly(
                        new ListedConversation(
                                "new", "One", List.of(), 1, NOON, NOON + HOUR, ListedConversation.Usable.NONE),
                        new ListedConversation(
                                "old",
                                "One",
                                List.of(),
                                3,
                                NOON,
                                NOON,
                                new ListedConversation.Usable(1, NOON + 2 * SECOND, NOON + 2 * SECOND)));
        assertThat(list(query(NOON, NOON + 1 * SECOND)))
                .extracting(ListedConversation::conversation)
                .containsExactly("old");
    }

    private List<ListedConversation> list(ListQuery query) {
        return storage.read(reading -> reading.conversations().list(query));
    }

    private static ListQuery query(long at, @Nullable Long expiringUntil) {
        return new ListQuery(at, expiringUntil, null, null, ConversationOrder.UPDATED, null, 10);
    }

    @Test
    void theNewestPlausibleReplyIsDistinguishedFromAnOutlier() {
        Instant noon = Instant.ofEpochMilli(NOON);
        storage.change(reading -> new Change<>(
                "call",
                Changes.of(
                        StoredConversation.begin("call", NOON).with(null, 0, NOON, NOON + HOUR),
                        new Changes.Append(List.of(turn(1, user("Hello"), null, null))))));
        storage.change(reading -> new Change<>(
                "mad", Changes.of(StoredConversation.begin("mad", NOON).with(null, 0, NOON, NOON + 48 * HOUR))));

        ReferenceTime.Created created =
                storage.read(reading -> reading.conversations().newestCreated(noon));
        assertThat(created).isEqualTo(new ReferenceTime.Created(noon.plusMillis(HOUR), noon.plusMillis(48 * HOUR)));
    }

    @Test
    void conversationsThatBeganBeforeAMomentAreFound() {
        append("call", user("Hello"));

        assertThat(begunBefore(NOON, null)).isEmpty();
        assertThat(begunBefore(NOON + 1, null)).containsExactly("call");
        assertThat(begunBefore(NOON + 1, "other")).isEmpty();
        OptionalLong first = storage.read(reading -> reading.turns().firstSince(get(reading, "call"), NOON));
        assertThat(first).hasValue(1);
    }

    @Test
    void theSecretIsOneForTheWholeStore() {
        byte[] secret = storage.read(Reading::secret);
        append("call", user("Hello"));

        assertThat(secret).hasSize(32);
        assertThat(storage.<byte[]>read(Reading::secret)).isEqualTo(secret);
    }

    @Test
    void aClosedStoreReportsThatItIsClosed() {
        Storage closed = open();
        closed.close();
        assertThatThrownBy(() -> closed.read(reading -> reading.conversations().names()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("was closed");
    }

    private List<String> names() {
        return storage.read(reading -> reading.conversations().names());
    }

    private StoredConversation get(String name) {
        return storage.read(reading -> get(reading, name));
    }

    private static StoredConversation get(Reading reading, String name) {
        return reading.conversations().get(name);
    }

    private List<StoredTurn> turns(String name) {
        return storage.read(reading -> {
            List<StoredTurn> turns = new ArrayList<>();
            reading.turns().all(get(reading, name), turns::add);
            return turns;
        });
    }

    private List<String> words(String name) {
        return storage.read(
                reading -> turns(name).stream().map(reading.turns()::text).toList());
    }

    private @Nullable String farthest(long through) {
        return storage.read(reading -> reading.summaries()
                .farthest(get(reading, "call"), through)
                .map(StoredSummary::text)
                .orElse(null));
    }

    private List<String> expiring(long after, long until, int limit) {
        return storage
                .<List<Expiries.Expiring>>read(reading -> reading.expiries().between(after, until, limit))
                .stream()
                .map(Expiries.Expiring::value)
                .toList();
    }

    private List<String> begunBefore(long moment, @Nullable String name) {
        return storage.read(reading -> reading.conversations().begunBefore(moment, name));
    }

    private long clear(long at, @Nullable String conversation) {
        return storage.sweeps()
                .clearExpired(new Sweeps.Scope(at, conversation), NOON + 7, count -> {})
                .audioIds();
    }

    private void edit(String name, Changes.Edit edit) {
        storage.change(reading -> new Change<>(name, Changes.of(get(reading, name), edit)));
    }

    private void append(String name, String... messages) {
        storage.change(reading -> appending(reading, name, messages));
    }

    private static Change<String> appending(Reading reading, String name, String... messages) {
        StoredConversation conversation =
                reading.conversations().find(name).orElseGet(() -> StoredConversation.begin(name, NOON));
        List<NewTurn> turns = new ArrayList<>();
        for (String message : messages) {
            long position = conversation.lastPosition() + turns.size() + 1;
            ChatMessage captured = captured(message);
            String id = captured.audioId();
            turns.add(turn(
                    position,
                    message,
                    id,
                    captured.expiresAt() == null
                            ? null
                            : (Long) captured.expiresAt().toEpochMilli()));
        }
        return new Change<>(name, Changes.of(conversation, new Changes.Append(turns)));
    }

    private static NewTurn turn(long position, String message, @Nullable String audioId, @Nullable Long expiresAt) {
        ChatMessage captured = captured(message);
        if (audioId == null || expiresAt == null) {
            return new NewTurn(position, NOON, captured, null, null, null);
        }
        AudioRow audio = new AudioRow(
                audioId,
                Hash.ofId(audioId),
                captured.template().placeholders().get(0).offset(),
                AudioRow.Expiry.of(expiresAt, expiresAt),
                new AudioRow.Speech("wav", "alloy", null, 800L, false, true, null, false),
                16L,
                4L);
        ReplyRow reply = new ReplyRow(key(audioId), audioId, "gpt-audio-1.5", NOON, "stop", null, null);
        return new NewTurn(position, NOON, captured, null, new NewTurn.NewReply(reply, false, false), audio);
    }

    private static ChatMessage captured(String message) {
        return ChatRequest.readMessages(message.getBytes(StandardCharsets.UTF_8), "the message")
                .get(0);
    }

    private static byte[] key(String id) {
        return Arrays.copyOf(Hash.of("response " + id), 16);
    }

    private static StoredSummary summary(long through, String text) {
        return new StoredSummary(through, through, Hash.of(text), text, "digest", NOON);
    }

    private static AudioRow audio(StoredTurn turn) {
        return Objects.requireNonNull(turn.audio());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String system(String text) {
        return "{\"role\":\"system\",\"content\":\"" + text + "\"}";
    }

    private static String user(String text) {
        return "{\"role\":\"user\",\"content\":\"" + text + "\"}";
    }

    private static String speech() {
        return "{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"" + WAV
                + "\",\"format\":\"wav\"}}]}";
    }

    private static String reply(String id, String words, long expiresAt) {
        return "{\"role\":\"assistant\",\"audio\":{\"id\":\"" + id + "\",\"expires_at\":" + expiresAt / 1000
                + ",\"transcript\":\"" + words + "\"}}";
    }
}
