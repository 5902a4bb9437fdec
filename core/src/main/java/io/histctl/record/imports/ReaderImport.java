package io.histctl.record.imports;

import io.histctl.error.InvalidInputException;
import io.histctl.model.ConversationMetadata;
import io.histctl.model.Progress;
import io.histctl.record.CapturedExchange;
import io.histctl.record.ConversationEditor;
import io.histctl.record.Exchange;
import io.histctl.record.ExchangeRecorder;
import io.histctl.store.ConversationRef;
import io.histctl.store.Reading;
import io.histctl.store.Storage;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.chat.SeenMessages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Records what a reader finds in a file.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class ReaderImport implements HistorySink {
    private final Storage storage;
    private final Clock clock;
    private final Function<byte[], Optional<String>> finder;
    private final Progress progress;
    private final HistoryFile file;
    private final SeenMessages seen = SeenMessages.ofImport();
    private final ImportTally tally = new ImportTally();
    private final ImportBatch batch;
    private final Map<String, String> titles = new LinkedHashMap<>();
    private final Set<String> noted = new HashSet<>();
    private long number;

    /**
     * Prepares an import into a database.
     *
     * @param finder finds the conversation that a request continues
     */
    public ReaderImport(
            Storage storage,
            Clock clock,
            Function<byte[], Optional<String>> finder,
            HistoryFile file,
            Progress progress) {
        this.storage = storage;
        this.clock = clock;
        this.finder = finder;
        this.file = file;
        this.progress = progress;
        this.batch = new ImportBatch(storage, tally);
    }

    /**
     * Records all that the reader finds.
     *
     * @throws UncheckedIOException if the file can't be read; what came before the failure is stored
     */
    public ImportReport run(HistoryReader reader) {
        try {
            reader.read(file, this);
            end();
        } catch (InvalidInputException e) { // the rest can't be understood
            end();
            tally.problem(number, e);
        } catch (IOException e) {
            end();
            throw new UncheckedIOException(
                    "the file could not be read to its end; what came before the failure is stored", e);
        }
        return tally.report();
    }

    @Override
    public void begin() {
        number++;
        noted.clear();
        progress.update(file.bytesRead(), 0);
    }

    @Override
    public void exchange(String conversation, Exchange exchange) {
        add(conversation, exchange, (reading, captured) -> captured);
    }

    @Override
    public void exchangeAfter(String conversation, String reply, Exchange exchange) {
        add(conversation, exchange, (reading, captured) -> captured.followingReply(reading, reply));
    }

    @Override
    public void logged(String name, Exchange exchange) {
        batch.write(); // the conversation that it continues may be in there
        byte[] request = exchange.request();
        try {
            exchange(request == null ? name : finder.apply(request).orElse(name), exchange);
        } catch (InvalidInputException e) {
            tally.problem(number, e);
        }
    }

    @Override
    public void title(String conversation, String title) {
        String line = title.replaceAll("[\\p{Cntrl}\\p{Z}\\p{Cs}]+", " ").strip();
        int end = Math.min(line.length(), ConversationMetadata.MAX_NAME_LENGTH);
        if (!line.isEmpty()) {
            titles.put(conversation, line.substring(0, end).strip());
        }
    }

    @Override
    public void note(String text) {
        if (noted.add(text)) {
            tally.notes().add(number, List.of(text));
        }
    }

    @Override
    public void problem(String reason) {
        tally.problem(number, new InvalidInputException(reason));
    }

    private void end() {
        batch.write();
        titles.forEach((conversation, title) -> {
            ConversationRef ref = new ConversationRef(storage, clock, conversation);
            if (storage.read(reading -> reading.conversations().find(conversation))
                    .isPresent()) {
                new ConversationEditor(ref)
                        .editMetadata(given -> given.title() == null ? given.withTitle(title) : given);
            }
        });
    }

    private void add(
            String conversation, Exchange exchange, BiFunction<Reading, CapturedExchange, CapturedExchange> place) {
        try {
            JsonSlice request = read(exchange.request(), "the request");
            JsonSlice response = read(exchange.response(), "the response");
            CapturedExchange captured = new ExchangeRecorder(new ConversationRef(storage, clock, conversation))
                    .capture(request, response, exchange, seen);
            batch.add(number, size(request) + size(response), reading -> place.apply(reading, captured));
            if (batch.isFull()) {
                batch.write();
            }
        } catch (InvalidInputException e) {
            tally.problem(number, e);
        }
    }

    private static long size(@Nullable JsonSlice body) {
        return body == null ? 0 : body.length();
    }

    private static @Nullable JsonSlice read(byte @Nullable [] body, String what) {
        if (body == null) {
            return null;
        }
        // a streamed reply is text, which the recorder takes as a JSON string
        boolean json = body.length > 0 && (body[0] == '{' || body[0] == '[');
        return Json.read(json ? body : Json.string(new String(body, StandardCharsets.UTF_8)), what);
    }
}
