package io.histctl.record.imports;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Progress;
import io.histctl.record.CapturedExchange;
import io.histctl.record.ExchangeReader;
import io.histctl.store.ConversationRef;
import io.histctl.store.Database;
import io.histctl.wire.chat.SeenMessages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Reads an import file, which is written beside: many lines a transaction, each line whole or not at all. */
public final class Importer {
    private static final int LINES_AT_ONCE = 50;
    private static final int BYTES_AT_ONCE = 256 << 10;

    private final Database database;
    private final Clock clock;
    private final Progress progress;
    private final SeenMessages seen = SeenMessages.ofImport();
    private final ImportTally tally = new ImportTally();
    private List<ReadLine> lines = new ArrayList<>();
    private long bytes;

    public Importer(Database database, Clock clock, Progress progress) {
        this.database = database;
        this.clock = clock;
        this.progress = progress;
    }

    public ImportReport run(InputStream in) {
        try (Lines all = new Lines(in)) {
            ImportWriter writer = new ImportWriter(database, tally);
            try {
                read(all, writer);
            } finally {
                writer.close(); // what it throws takes the place of a failure to read, which tells what is stored
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the import file could not be read to its end; what came before is stored", e);
        }
        return tally.report();
    }

    private void read(Lines all, ImportWriter writer) throws IOException {
        try {
            for (byte[] line = all.next(); line != null && !writer.hasFailed(); line = all.next()) {
                take(all.number(), line);
                if (lines.size() == LINES_AT_ONCE || bytes > BYTES_AT_ONCE || all.isIdle()) {
                    pass(writer);
                }
                progress.update(all.bytes(), 0);
            }
        } finally {
            pass(writer);
        }
    }

    private void take(long number, byte[] line) {
        if (isBlank(line)) {
            return;
        }
        try {
            ImportLine read = ImportLine.read(line);
            CapturedExchange input = new ExchangeReader(new ConversationRef(database, clock, read.conversation()))
                    .input(read.at(), read.request(), read.response(), read.stream(), seen);
            lines.add(new ReadLine(number, input, line.length));
            bytes += line.length;
        } catch (InvalidInputException e) {
            tally.problem(number, e);
        }
    }

    private void pass(ImportWriter writer) {
        writer.take(lines);
        lines = new ArrayList<>();
        bytes = 0;
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
