package io.histctl.record.imports;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Progress;
import io.histctl.record.CapturedExchange;
import io.histctl.record.ExchangeRecorder;
import io.histctl.store.ConversationRef;
import io.histctl.store.Storage;
import io.histctl.wire.chat.SeenMessages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.apiguardian.api.API;

/**
 * Records the lines of an import file. Many lines share a transaction, which is committed when reading the next line may
 * block. Each line is stored whole or not at all.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class Importer {
    private final Storage storage;
    private final Clock clock;
    private final Progress progress;
    private final SeenMessages seen = SeenMessages.ofImport();
    private final ImportTally tally = new ImportTally();
    private final ImportBatch batch;

    /** Prepares an import into a database. */
    public Importer(Storage storage, Clock clock, Progress progress) {
        this.storage = storage;
        this.clock = clock;
        this.progress = progress;
        this.batch = new ImportBatch(storage, tally);
    }

    /**
     * Records all lines.
     *
     * @throws UncheckedIOException if they can't be read; those before the failure are stored
     * @throws io.histctl.error.StoreException if the database fails; the batches before that are stored
     */
    public ImportReport run(InputStream in) {
        try (Lines lines = new Lines(in)) {
            read(lines);
        } catch (IOException e) {
            batch.write();
            throw new UncheckedIOException(
                    "the import file could not be read to its end; the lines before the failure are stored", e);
        }
        return tally.report();
    }

    private void read(Lines lines) throws IOException {
        try {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                add(lines.number(), line);
                if (batch.isFull() || lines.isIdle()) {
                    batch.write();
                }
                progress.update(lines.bytes(), 0);
            }
        } catch (InvalidInputException e) { // a line that is too large ends the import
            batch.write();
            throw e;
        }
        batch.write();
    }

    private void add(long number, byte[] line) {
        if (isBlank(line)) {
            return;
        }
        try {
            ImportLine read = ImportLine.read(line);
            CapturedExchange exchange = new ExchangeRecorder(new ConversationRef(storage, clock, read.conversation()))
                    .capture(read.request(), read.response(), read.exchange(), seen);
            batch.add(number, line.length, reading -> exchange);
            tally.notes().add(number, read.notes());
            if (read.exchange().at() != null || exchange.hasReplyTime()) {
                tally.notes().time(number, read.conversation(), exchange.at());
            }
        } catch (InvalidInputException e) {
            tally.problem(number, e);
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
