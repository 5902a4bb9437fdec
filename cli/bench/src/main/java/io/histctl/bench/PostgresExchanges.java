package io.histctl.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.histctl.HistoryStore;
import io.histctl.record.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Records exchanges of a question and a spoken reply over several connections, each in a conversation of its own. */
final class PostgresExchanges {
    private static final int ROUNDS = 3;

    private PostgresExchanges() {}

    static void run(Effort effort, Goals goals, PostgresDatabase database) throws Exception {
        run(effort, goals, database, 1, 1);
        run(effort, goals, database, 8, 1 / 1.2);
        run(effort, goals, database, 32, 1 / 1.2);
    }

    private static void run(Effort effort, Goals goals, PostgresDatabase database, int connections, double goal)
            throws Exception {
        long nanos = effort.measured().toNanos() / (2 * ROUNDS);
        List<PostgresRows> jdbc = new ArrayList<>();
        try (HikariDataSource pool = database.empty(connections);
                HistoryStore store = PostgresDatabase.open(pool)) {
            List<Step> histctl = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                Step step = recording(store, "c" + i);
                step.run();
                histctl.add(step);
                recording(store, "j" + i).run();
                jdbc.add(new PostgresRows(database.connect(), "j" + i, 2));
            }
            List<Step> raw = jdbc.stream().<Step>map(rows -> rows::write).toList();
            List<Step> own = histctl.stream().toList();
            rate(own, nanos);
            rate(raw, nanos);
            List<Double> first = new ArrayList<>();
            List<Double> second = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                first.add(rate(own, nanos));
                second.add(rate(raw, nanos));
            }
            Samples rates = Samples.of(first);
            Samples others = Samples.of(second);
            goals.row(
                    "exchanges per second, " + connections + " connections",
                    rates.toString(),
                    "the same rows by raw JDBC",
                    others.toString(),
                    others.median() / rates.median(),
                    goal);
        } finally {
            for (PostgresRows rows : jdbc) {
                rows.close();
            }
        }
    }

    private static Step recording(HistoryStore store, String conversation) {
        int[] next = {conversation.hashCode() & 0xfff};
        return () -> {
            long number = next[0]++ * 100L + Math.floorMod(conversation.hashCode(), 97);
            store.conversation(conversation)
                    .record(Exchange.of(
                            Data.request(Data.user("question " + number)),
                            Data.spoken(number, "", "answer " + number)));
        };
    }

    /** How often the steps ran per second, all at once, each on a thread of its own. */
    private static double rate(List<Step> steps, long nanos) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(steps.size());
        long end = System.nanoTime() + nanos;
        List<Future<Integer>> counts = new ArrayList<>();
        for (Step step : steps) {
            counts.add(threads.submit(() -> {
                int count = 0;
                for (; System.nanoTime() < end; count++) {
                    step.run();
                }
                return count;
            }));
        }
        long all = 0;
        for (Future<Integer> count : counts) {
            all += count.get();
        }
        threads.shutdown();
        return all * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
    }
}
