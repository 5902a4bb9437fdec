package io.histctl.record.imports;

import io.histctl.error.InvalidInputException;
import io.histctl.record.CapturedExchange;
import io.histctl.record.Recorded;
import io.histctl.record.Recorder;
import io.histctl.store.Change;
import io.histctl.store.Reading;
import io.histctl.store.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Exchanges that are written in one transaction; each is stored whole or not at all. */
final class ImportBatch {
    private static final int MAX_EXCHANGES = 1_000;
    private static final long MAX_BYTES = 4 << 20;

    private final Storage storage;
    private final ImportTally tally;
    private final List<Function<Reading, Change<Outcome>>> units = new ArrayList<>();
    private long bytes;

    ImportBatch(Storage storage, ImportTally tally) {
        this.storage = storage;
        this.tally = tally;
    }

    /**
     * Adds an exchange.
     *
     * @param number of its line or item
     * @param size in bytes
     * @param exchange given the state in which it will be recorded
     */
    void add(long number, long size, Function<Reading, CapturedExchange> exchange) {
        units.add(reading -> {
            try {
                Change<Recorded> change = Recorder.plan(reading, exchange.apply(reading));
                return new Change<>(tally -> tally.count(number, change.result()), change.changes());
            } catch (InvalidInputException e) {
                return Change.none(tally -> tally.problem(number, e));
            }
        });
        bytes += size;
    }

    boolean isFull() {
        return units.size() >= MAX_EXCHANGES || bytes > MAX_BYTES;
    }

    void write() {
        if (!units.isEmpty()) {
            storage.changeAll(List.copyOf(units)).forEach(outcome -> outcome.count(tally)); // once they are durable
        }
        units.clear();
        bytes = 0;
    }

    private interface Outcome {
        void count(ImportTally tally);
    }
}
