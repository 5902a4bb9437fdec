package io.histctl.store;

/** The table {@code clock}: what replies told of the local clock. In plain JDBC, since every export reads it. */
public final class ObservedClock {
    private static final Row RIGHT = new Row(Long.MIN_VALUE, 0, 0);

    private final Statements statements;

    /** Works within the transaction of this session. */
    public ObservedClock(Session session) {
        this.statements = session.statements();
    }

    /**
     * The one row, in milliseconds.
     *
     * @param observedAt when, by the local clock
     * @param ahead how far the local clock is ahead of the server's at most; negative: behind it
     * @param doubt how far it is ahead if the newest reply was recorded as it came
     */
    public record Row(long observedAt, long ahead, long doubt) {}

    /** What is known; of a clock of which nothing was told, that it is right. */
    public Row read() {
        return statements
                .first(
                        "SELECT observed_at, ahead, doubt FROM clock",
                        rows -> new Row(rows.getLong(1), rows.getLong(2), rows.getLong(3)))
                .orElse(RIGHT);
    }

    /** Takes the place of what was known. */
    public void write(Row row) {
        statements.update(
                "INSERT OR REPLACE INTO clock (id, observed_at, ahead, doubt, crc) VALUES (1, ?, ?, ?, ?)",
                row.observedAt(),
                row.ahead(),
                row.doubt(),
                Checksum.of(row.observedAt(), row.ahead(), row.doubt()));
    }
}
