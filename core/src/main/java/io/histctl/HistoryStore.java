package io.histctl;

import io.histctl.intercept.ConversationFinder;
import io.histctl.model.AudioInfo;
import io.histctl.model.ConversationInfo;
import io.histctl.model.Instants;
import io.histctl.model.Progress;
import io.histctl.prune.ExpiredAudioPruner;
import io.histctl.prune.PruneOptions;
import io.histctl.prune.PruneReport;
import io.histctl.record.StreamRecovery;
import io.histctl.record.imports.ImportReport;
import io.histctl.record.imports.Importer;
import io.histctl.resume.ReferenceTime;
import io.histctl.store.AudioIds;
import io.histctl.store.Storage;
import io.histctl.store.sqlite.SqliteOptions;
import io.histctl.store.sqlite.SqliteStorage;
import io.histctl.verify.Difference;
import io.histctl.verify.Verifier;
import io.histctl.wire.Json;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The histories of voice chats, in one SQLite file.
 *
 * <p>Safe for many threads; several processes may use one file. A write is durable when its call returns,
 * unless the store was opened with {@link StoreOptions.Durability#RELAXED}. Where the
 * file was removed or replaced meanwhile, calls fail, and a store has to be opened anew. Close it when done.
 */
public final class HistoryStore implements AutoCloseable {
    private final Storage storage;
    private final Clock clock;

    private HistoryStore(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /**
     * Opens a store, or makes it where there is none, readable by its owner alone.
     *
     * @throws io.histctl.error.StoreException where the file is not a histctl database, is damaged, comes from a newer
     *     version, may be written by others, or can't be used; it is left untouched
     */
    public static HistoryStore open(Path file) {
        return open(file, StoreOptions.DEFAULT);
    }

    /** Opens a store as {@link #open(Path)} does, in another way. */
    public static HistoryStore open(Path file, StoreOptions options) {
        Storage storage = SqliteStorage.open(
                file,
                new SqliteOptions(
                        options.busyTimeout(),
                        options.allowSharedWrite(),
                        options.durability() == StoreOptions.Durability.FULL));
        StreamRecovery.run(storage);
        return new HistoryStore(storage, options.clock());
    }

    /**
     * Loads what a store needs, which takes as long as a short export; a program that must answer at once may call it
     * in a thread beside its own beginning. Nobody has to.
     */
    public static void prepare() {
        SqliteStorage.preload();
        Json.mapper();
    }

    /** A store in memory, gone when closed. */
    public static HistoryStore inMemory(Clock clock) {
        return new HistoryStore(SqliteStorage.inMemory(), clock);
    }

    /** The conversation of this id, which may be any text; it begins to exist with its first record. */
    public Conversation conversation(String id) {
        return new Conversation(storage, clock, id);
    }

    /**
     * Finds the conversation that a request continues: by the audio ids that it quotes, else by the tool calls and the
     * words of its last replies. Empty if no conversation matches, or more than one does.
     *
     * @throws io.histctl.error.InvalidInputException if the body is not a request
     */
    public Optional<Conversation> find(byte[] request) {
        return search(request).conversation().map(this::conversation);
    }

    ConversationFinder.Found search(byte[] request) {
        return ConversationFinder.find(storage, request);
    }

    /** The ids of all conversations, in the order in which they began. */
    public List<String> conversationIds() {
        return storage.read(reading -> reading.conversations().names());
    }

    /** The instant at which ids are checked for expiry unless the caller names one. */
    public ReferenceTime moment() {
        Instant now = Instants.now(clock);
        return storage.read(reading -> reading.conversations().referenceTime(now));
    }

    /** The conversations with what is alive of each, the newest first. */
    public List<ConversationInfo> conversations(ListOptions options) {
        Instant now = Instants.now(clock);
        Duration within = options.expiringWithin();
        return storage
                .read(reading -> {
                    Instant given = options.at();
                    Instant at = given != null
                            ? given
                            : reading.conversations().referenceTime(now).at();
                    Long until = within == null ? null : (Long) at.plus(within).toEpochMilli();
                    return reading.audioIds().conversations(at.toEpochMilli(), until, options.limit());
                })
                .stream()
                .map(HistoryStore::info)
                .toList();
    }

    /**
     * The audio ids that die within a span after a moment, the next first; at most so many.
     *
     * @throws io.histctl.error.InvalidInputException as {@link ListOptions}
     */
    public List<AudioInfo> audioExpiringWithin(Instant at, Duration span, int limit) {
        Instants.ensureMoment(at, "the moment");
        Instants.ensureSpan(span, "the span");
        return audio(at.toEpochMilli(), at.plus(span).toEpochMilli(), limit);
    }

    /**
     * The audio ids that are dead at a moment and not pruned yet, the longest dead first; at most so many.
     *
     * @throws io.histctl.error.InvalidInputException as {@link ListOptions}
     */
    public List<AudioInfo> expiredAudio(Instant at, int limit) {
        Instants.ensureMoment(at, "the moment");
        return audio(-1, at.toEpochMilli(), limit);
    }

    /**
     * Clears the audio ids that are dead at one moment, and on request sound that is no longer needed. Turns,
     * transcripts, expiries and usage stay. A second run finds nothing.
     *
     * @param progress is told how many ids are cleared
     */
    public PruneReport pruneExpired(PruneOptions options, Progress progress) {
        return new ExpiredAudioPruner(storage, options, Instants.now(clock), progress).run();
    }

    /**
     * Copies the store into a file of its own, of one moment, while others read and write.
     *
     * @param file does not exist yet; it is private to its owner, and durable when this returns
     * @throws io.histctl.error.StoreException where the file is there already or can't be written; none is left then
     */
    public void backup(Path file) {
        storage.maintenance().backup(file);
    }

    /** Re-derives everything that is stored and tells what differs; the list is empty where all is well. */
    public List<Difference> verify() {
        return new Verifier(storage).run();
    }

    /**
     * Records exchanges from JSON Lines, one a line:
     * {@code {"conversation","at"?,"request"?,"response"?,"stream"?}}. A bad line is told and passed over.
     *
     * @param progress is told how many bytes were read, the total being unknown (0)
     * @throws java.io.UncheckedIOException where the lines can't be read; what came before is stored
     */
    public ImportReport importLines(InputStream lines, Progress progress) {
        return new Importer(storage, clock, progress).run(lines);
    }

    private List<AudioInfo> audio(long after, long until, int limit) {
        ListOptions.ensureLimit(limit);
        return storage.read(reading -> reading.audioIds().expiringBetween(after, until, limit)).stream()
                .map(id -> new AudioInfo(
                        id.conversation(),
                        id.position(),
                        id.audioId(),
                        Instant.ofEpochMilli(id.expiresAt()),
                        id.estimated()))
                .toList();
    }

    private static ConversationInfo info(AudioIds.ConversationExpiry row) {
        Long first = row.firstExpiry();
        Long last = row.lastExpiry();
        return new ConversationInfo(
                row.conversation(),
                row.turns(),
                Instant.ofEpochMilli(row.lastAt()),
                row.usable(),
                first == null ? null : Instant.ofEpochMilli(first),
                last == null ? null : Instant.ofEpochMilli(last));
    }

    @Override
    public void close() {
        storage.close();
    }
}
