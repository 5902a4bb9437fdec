package io.histctl;

import io.histctl.copy.CopyReport;
import io.histctl.copy.StoreCopier;
import io.histctl.intercept.ConversationFinder;
import io.histctl.model.ConversationInfo;
import io.histctl.model.ConversationOrder;
import io.histctl.model.ExpiringReference;
import io.histctl.model.Instants;
import io.histctl.model.ListCursor;
import io.histctl.model.Progress;
import io.histctl.prune.ExpiredAudioPruner;
import io.histctl.prune.PruneOptions;
import io.histctl.prune.PruneReport;
import io.histctl.record.StreamRecovery;
import io.histctl.record.imports.HistoryFile;
import io.histctl.record.imports.HistoryReader;
import io.histctl.record.imports.ImportReport;
import io.histctl.record.imports.Importer;
import io.histctl.record.imports.ReaderImport;
import io.histctl.resume.ReferenceTime;
import io.histctl.search.SearchHit;
import io.histctl.search.SearchOptions;
import io.histctl.search.SearchService;
import io.histctl.store.ListQuery;
import io.histctl.store.ListedConversation;
import io.histctl.store.Storage;
import io.histctl.store.StorageEngines;
import io.histctl.store.sqlite.SqliteOptions;
import io.histctl.store.sqlite.SqliteStorage;
import io.histctl.verify.Difference;
import io.histctl.verify.Verifier;
import io.histctl.wire.Json;
import io.histctl.wire.chat.ChatRequest;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * Stores the histories of voice chats in one SQLite file, or in PostgreSQL.
 *
 * <pre>{@code
 * try (HistoryStore store = HistoryStore.open(Path.of("voice.db"))) {
 *     store.conversation("kitchen").record(Exchange.of(request, response));
 * }
 * }</pre>
 *
 * <p>Open a store once, share it, and close it when the program ends. It is safe for use by multiple threads, and several
 * processes may open the same file. There is one writer at a time; others wait for it, at most for the
 * {@linkplain StoreOptions#busyTimeout busy timeout}. Readers never wait.
 *
 * <p>A store on a server has the artifact {@code histctl-postgres} on the class path. Any number of processes on any number
 * of machines may use it; writers wait for each other only if they change the same conversation.
 *
 * <p>A write is durable when its call returns, unless the store was opened with
 * {@link StoreOptions.Durability#RELAXED}.
 *
 * <p>All methods throw {@link io.histctl.error.StoreException} if the database can't be read or written, or if its file was
 * removed or replaced while it was open. In the latter case, open a new store.
 */
public final class HistoryStore implements AutoCloseable {
    private final Storage storage;
    private final Clock clock;
    private final ConversationOwner owners;

    private HistoryStore(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
        this.owners = new ConversationOwner(storage);
    }

    /**
     * Opens a store with default options. If the file does not exist, it is created, readable by its owner only. A
     * database of an earlier version is migrated.
     *
     * @throws io.histctl.error.StoreException if the file is not a histctl database, is damaged, comes from a newer
     *     version, may be written by others or can't be used; it is not changed
     */
    public static HistoryStore open(Path file) {
        return open(file, StoreOptions.DEFAULT);
    }

    /** Opens a store as {@link #open(Path)} does, with the given options. */
    public static HistoryStore open(Path file, StoreOptions options) {
        options.ensureForFile();
        Storage storage = SqliteStorage.open(
                file,
                new SqliteOptions(
                        options.busyTimeout(),
                        options.allowSharedWrite(),
                        options.durability() == StoreOptions.Durability.FULL,
                        options.migrate(),
                        options.searchIndex(),
                        options.migrationProgress()));
        StreamRecovery.run(storage);
        return new HistoryStore(storage, options.clock());
    }

    /**
     * Opens a store by its address: {@code postgresql://user@host/database}, or the name of a file.
     *
     * <p>The address has the form that psql accepts. What it leaves out comes from the variables and files that psql reads
     * ({@code PGHOST}, {@code PGPASSWORD}, {@code ~/.pgpass} and others); {@code ?schema=} names another schema than
     * {@code histctl}. The store keeps a pool of connections until it is closed.
     *
     * @throws io.histctl.error.StoreException if the store can't be opened, or no engine for the address is on the class
     *     path
     */
    public static HistoryStore open(String address, StoreOptions options) {
        return StorageEngines.isAddress(address)
                ? new HistoryStore(StorageEngines.open(address, options.forServer()), options.clock())
                : open(Path.of(address), options);
    }

    /**
     * Opens a store in the database of a data source. It borrows one connection per call, returns it as it was, and never
     * closes the data source.
     *
     * @throws io.histctl.error.StoreException if the store can't be opened, or no engine for the database is on the class
     *     path
     */
    public static HistoryStore open(DataSource source, StoreOptions options) {
        return new HistoryStore(StorageEngines.open(source, options.forServer()), options.clock());
    }

    /** Opens a store as {@link #open(DataSource, StoreOptions)} does, with default options. */
    public static HistoryStore open(DataSource source) {
        return open(source, StoreOptions.DEFAULT);
    }

    /**
     * Preloads the SQLite driver. Optional: a program that must respond soon after its start can call it from a background
     * thread to shorten the first open.
     */
    public static void prepare() {
        SqliteStorage.preload();
        Json.mapper();
    }

    /** Opens a store in memory, for tests. Its contents are lost when it is closed. */
    public static HistoryStore inMemory(Clock clock) {
        return new HistoryStore(SqliteStorage.inMemory(), clock);
    }

    /**
     * The conversation with this id. It need not exist yet.
     *
     * @param id any text but the empty one
     * @throws io.histctl.error.InvalidInputException if the id is empty or not valid Unicode
     */
    public Conversation conversation(String id) {
        return new Conversation(storage, clock, owners, id);
    }

    /**
     * Finds the conversation that a request continues: by the audio ids that it quotes, else by the tool calls and the
     * words of its last replies. A request that quotes no reply continues a conversation only if it repeats the first
     * question of one whose reply broke off within the last ten minutes. Empty if no conversation matches, or more than
     * one does.
     *
     * @throws io.histctl.error.InvalidInputException if the body is not a request
     */
    public Optional<Conversation> find(byte[] request) {
        return search(ChatRequest.read(request).withoutRepeatedQuestions(), unused -> false)
                .conversation()
                .map(this::conversation);
    }

    ConversationFinder.Found search(ChatRequest request, Predicate<String> open) {
        return ConversationFinder.find(
                storage, request.messages(), new ConversationFinder.Repeats(Instants.now(clock), open));
    }

    /** The ids of all conversations, in the order in which they began. */
    public List<String> conversationIds() {
        return storage.read(reading -> reading.conversations().names());
    }

    /**
     * The ids that begin with a text, in the order of their UTF-8 bytes.
     *
     * @param limit the most ids to return, 0 or more
     */
    public List<String> conversationIds(String beginning, int limit) {
        ListOptions.ensureLimit(limit);
        return storage.read(reading -> {
            List<String> ids = new ArrayList<>();
            reading.conversations().findUnchecked(beginning).ifPresent(found -> ids.add(beginning));
            if (ids.size() >= limit) {
                return List.copyOf(ids.subList(0, limit));
            }
            ListQuery following =
                    new ListQuery(0, null, null, null, ConversationOrder.NAME, new ListCursor(0, 0, beginning), limit);
            reading.conversations().list(following).stream()
                    .map(ListedConversation::conversation)
                    .filter(id -> id.startsWith(beginning))
                    .forEach(ids::add);
            return ids.stream().limit(limit).toList();
        });
    }

    /** The instant at which audio ids are checked for expiry unless the caller names one. */
    public ReferenceTime moment() {
        Instant now = Instants.now(clock);
        return storage.read(reading -> reading.conversations().referenceTime(now));
    }

    /**
     * Lists conversations and the expiry of their audio. To list page by page, pass the {@link ConversationInfo#cursor} of
     * the last entry to {@link ListOptions#withAfter}.
     */
    public List<ConversationInfo> conversations(ListOptions options) {
        Instant now = Instants.now(clock);
        return storage
                .read(reading -> {
                    Instant given = options.at();
                    Instant at = given != null
                            ? given
                            : reading.conversations().referenceTime(now).at();
                    return reading.conversations().list(options.query(at));
                })
                .stream()
                .map(HistoryStore::info)
                .toList();
    }

    /**
     * Finds turns by what they say: text, transcripts, tool calls and their results. Case and accents do not matter.
     *
     * @param words words that a turn must all contain, {@code "phrases"}, {@code prefix*}, {@code OR} between alternatives and
     *     {@code NOT} before what it must not contain; everything else is taken literally
     * @return the turns that match best. If more than 2,000 match, the best of the newest 2,000
     * @throws io.histctl.error.InvalidInputException if there is nothing to find in the words
     * @throws io.histctl.error.NotFoundException if the options name a conversation that does not exist
     */
    public List<SearchHit> search(String words, SearchOptions options) {
        return new SearchService(storage).search(words, options);
    }

    /**
     * Lists the references that expire within a time span after an instant, soonest first: audio ids, and URLs and ids of
     * images and files whose expiry is known.
     *
     * @param at in the years 1 to 9999
     * @param span at most 365,000 days
     * @param limit the most references to list, 0 or more
     * @throws io.histctl.error.InvalidInputException if an argument is out of range
     */
    public List<ExpiringReference> expiringWithin(Instant at, Duration span, int limit) {
        Instants.ensureMoment(at, "the moment");
        Instants.ensureSpan(span, "the span");
        return expiring(at.toEpochMilli(), at.plus(span).toEpochMilli(), limit);
    }

    /**
     * Lists the references that have expired at an instant and are not pruned, oldest first.
     *
     * @param at in the years 1 to 9999
     * @param limit the most references to list, 0 or more
     * @throws io.histctl.error.InvalidInputException if an argument is out of range
     */
    public List<ExpiringReference> expired(Instant at, int limit) {
        Instants.ensureMoment(at, "the moment");
        return expiring(-1, at.toEpochMilli(), limit);
    }

    /**
     * Clears the audio ids and other references that have expired at one instant, and on request deletes recorded sound and
     * old turns. Works in batches, so that other writers can proceed in between. Transcripts, expiries and token usage are kept, and so are
     * turns unless the options say otherwise.
     *
     * @param progress receives the number of cleared references
     */
    public PruneReport pruneExpired(PruneOptions options, Progress progress) {
        return new ExpiredAudioPruner(storage, options, Instants.now(clock), progress).run();
    }

    /**
     * Copies a snapshot of the store to a new file, readable by its owner only, while others read and write. The copy is
     * durable when this returns.
     *
     * @param file must not exist
     * @throws io.histctl.error.StoreException if the file exists or can't be written; no partial copy remains
     */
    public void backup(Path file) {
        storage.maintenance().backup(file);
    }

    /**
     * Copies every conversation into another store, of any engine, while others read and write this one. Each copy is
     * compared with its source in the end. A call that was interrupted is continued by calling this again, and a later
     * call copies what has changed since.
     *
     * @param target empty, or the target of an earlier call; it must not be written to by others
     * @param progress receives the number of conversations
     * @throws io.histctl.error.StoreException if the target has conversations that are no copies
     */
    public CopyReport copyTo(HistoryStore target, Progress progress) {
        return new StoreCopier(storage, target.storage, progress).run();
    }

    /**
     * Checks the database, derives everything again that can be derived, and lists what differs. Takes as long as reading
     * the whole store.
     *
     * @return an empty list if the store is intact
     */
    public List<Difference> verify() {
        return new Verifier(storage).run();
    }

    /**
     * Records exchanges from JSON Lines, one exchange per line:
     * {@code {"conversation","at"?,"request"?,"response"?,"stream"?}}. Invalid lines are reported and skipped.
     *
     * @param lines UTF-8; the stream is closed
     * @param progress receives the number of bytes that were read, with 0 as the unknown total
     * @throws java.io.UncheckedIOException if the lines can't be read; those before the failure are stored
     */
    public ImportReport importLines(InputStream lines, Progress progress) {
        return new Importer(storage, clock, progress).run(lines);
    }

    /**
     * Records the conversations in a file of another tool. Importing a file again adds only what is new.
     *
     * @param progress receives the number of bytes that were read, with 0 as the unknown total
     * @throws java.io.UncheckedIOException if the file can't be read; what came before the failure is stored
     */
    public ImportReport importFile(HistoryFile file, HistoryReader reader, Progress progress) {
        Function<byte[], Optional<String>> finder = request -> find(request).map(Conversation::id);
        return new ReaderImport(storage, clock, finder, file, progress).run(reader);
    }

    private List<ExpiringReference> expiring(long after, long until, int limit) {
        ListOptions.ensureLimit(limit);
        return storage.read(reading -> reading.expiries().between(after, until, limit)).stream()
                .map(id -> new ExpiringReference(
                        id.conversation(),
                        id.position(),
                        id.kind(),
                        id.value(),
                        Instant.ofEpochMilli(id.expiresAt()),
                        id.estimated()))
                .toList();
    }

    private static ConversationInfo info(ListedConversation entry) {
        Long first = entry.usable().firstExpiry();
        Long last = entry.usable().lastExpiry();
        return new ConversationInfo(
                entry.conversation(),
                entry.title(),
                Set.copyOf(entry.tags()),
                entry.turns(),
                Instant.ofEpochMilli(entry.createdAt()),
                Instant.ofEpochMilli(entry.lastAt()),
                entry.usable().count(),
                first == null ? null : Instant.ofEpochMilli(first),
                last == null ? null : Instant.ofEpochMilli(last));
    }

    /** Closes the database. Conversations of this store can't be used any more. */
    @Override
    public void close() {
        storage.close();
    }
}
