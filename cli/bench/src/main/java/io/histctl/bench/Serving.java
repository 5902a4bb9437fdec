package io.histctl.bench;

import io.histctl.HistoryStore;
import io.histctl.record.Exchange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;

/** What the proxy adds: the same requests straight to an API on the loopback address, and through the proxy, in turn. */
final class Serving {
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 60;
    private static final int STREAMS = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Double> direct = new ArrayList<>();
    private final List<Double> served = new ArrayList<>();
    private final List<Double> directEvents = new ArrayList<>();
    private final List<Double> servedEvents = new ArrayList<>();

    private Serving() {}

    static void run() throws Exception {
        Table table = new Table(
                "histctl serve", "work", "straight, p50; p99", "through it, p50; p99", "added, p50; p99", "goal");
        Data.inFolder(folder -> table.row("one durable commit alone", "", commits(folder), "", ""));
        Data.inFolder(
                folder -> whole(folder, table, "request of 20 KB, reply of 200 KB", Serving::text, "a commit + 3; 8"));
        Data.inFolder(folder ->
                whole(folder, table, "request of up to 2 MB, reply of 200 KB", Serving::speech, "a commit + 15"));
        Data.inFolder(folder -> streamed(folder, table));
        Data.inFolder(folder -> crowd(folder, table));
    }

    private static String commits(Path folder) {
        List<Double> times = new ArrayList<>();
        try (HistoryStore store = HistoryStore.open(folder.resolve("h.db"))) {
            for (int i = 0; i < ROUNDS; i++) {
                long begin = System.nanoTime();
                store.conversation("c" + i).record(Exchange.ofRequest(Data.request(Data.user("question"))));
                times.add((System.nanoTime() - begin) / 1e6);
            }
        }
        return percentiles(times);
    }

    private static void whole(Path folder, Table table, String what, IntFunction<String> question, String goal)
            throws Exception {
        Serving times = new Serving();
        try (SpokenApi api = new SpokenApi(0, 150_000);
                ServedApi proxy = new ServedApi(folder, api.baseUrl())) {
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                String history = "";
                for (int i = 0; i < 8; i++) {
                    history += (history.isEmpty() ? "" : ",") + question.apply(round * 8 + i);
                    String body = body("", history);
                    times.post(api.baseUrl(), body, times.direct, round);
                    String reply = times.post(proxy.baseUrl("c" + round), body, times.served, round);
                    history += ",{\"role\":\"assistant\",\"audio\":{\"id\":\"" + SpokenApi.audioId(reply) + "\"}}";
                }
            }
        }
        times.row(table, what, times.direct, times.served, goal);
    }

    private static void streamed(Path folder, Table table) throws Exception {
        Serving times = new Serving();
        try (SpokenApi api = new SpokenApi(10, 2_400);
                ServedApi proxy = new ServedApi(folder, api.baseUrl())) {
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                String body = body("\"stream\":true,", text(round));
                times.stream(api.baseUrl(), body, times.direct, times.directEvents);
                times.stream(proxy.baseUrl("c" + round), body, times.served, times.servedEvents);
            }
        }
        times.row(table, "first streamed event", times.direct, times.served, "3");
        times.row(table, "each further event", times.directEvents, times.servedEvents, "0.5");
    }

    private static void crowd(Path folder, Table table) throws Exception {
        Serving times = new Serving();
        try (SpokenApi api = new SpokenApi(100, 2_400);
                ServedApi proxy = new ServedApi(folder, api.baseUrl())) {
            CountDownLatch ended = new CountDownLatch(STREAMS);
            for (int i = 0; i < STREAMS; i++) {
                String url = proxy.baseUrl("c" + i);
                String body = body("\"stream\":true,", text(i));
                new Thread(() -> {
                            try {
                                times.streamQuietly(url, body);
                            } finally {
                                ended.countDown();
                            }
                        })
                        .start();
            }
            ended.await();
            long stalls = times.servedEvents.stream().filter(lag -> lag > 100).count();
            table.row(
                    STREAMS + " streams at once, 20 events a second each: an event",
                    "",
                    percentiles(times.servedEvents),
                    stalls + " of " + times.servedEvents.size() + " over 100 ms",
                    "none");
            table.row("… resident MB", "", Samples.number(proxy.residentMegabytes()), "", "256");
        }
    }

    private String post(String base, String body, List<Double> times, int round) throws Exception {
        long begin = System.nanoTime();
        HttpResponse<String> response = http.send(request(base, body), BodyHandlers.ofString());
        if (round >= WARM_UP) {
            times.add((System.nanoTime() - begin) / 1e6);
        }
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.body());
        }
        return response.body();
    }

    private void streamQuietly(String base, String body) {
        try {
            stream(base, body, new ArrayList<>(), servedEvents);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void stream(String base, String body, List<Double> first, List<Double> events)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<java.io.InputStream> response = http.send(request(base, body), BodyHandlers.ofInputStream());
        List<Double> lags = new ArrayList<>();
        double toFirst = 0;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int sent = line.indexOf("\"sent\":");
                if (sent > 0) {
                    long now = System.nanoTime();
                    toFirst = toFirst == 0 ? (now - begin) / 1e6 : toFirst;
                    lags.add((now - Long.parseLong(line.substring(sent + 7, line.length() - 1))) / 1e6);
                }
            }
        }
        synchronized (this) {
            first.add(toFirst);
            events.addAll(lags);
        }
    }

    private void row(Table table, String what, List<Double> straight, List<Double> through, String goal) {
        Samples one = samples(straight);
        Samples other = samples(through);
        table.row(
                what,
                percentiles(straight),
                percentiles(through),
                Samples.number(other.median() - one.median()) + "; " + Samples.number(other.at(0.99) - one.at(0.99)),
                goal);
    }

    private static String percentiles(List<Double> values) {
        Samples samples = samples(values);
        return Samples.number(samples.median()) + "; " + Samples.number(samples.at(0.99)) + " ms";
    }

    private static Samples samples(List<Double> values) {
        return new Samples(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static HttpRequest request(String base, String body) {
        return HttpRequest.newBuilder(URI.create(base + "/chat/completions"))
                .header("Authorization", "Bearer sk-benchmark")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static String body(String stream, String messages) {
        return "{\"model\":\"gpt-audio-1.5\"," + stream + "\"modalities\":[\"text\",\"audio\"],"
                + "\"audio\":{\"voice\":\"alloy\",\"format\":\"pcm16\"},\"messages\":[" + messages + "]}";
    }

    private static String text(int number) {
        return Data.user("question " + number + " " + "x".repeat(4_500));
    }

    private static String speech(int number) {
        return "{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\""
                + SpokenApi.sound(180_000, number) + "\",\"format\":\"wav\"}}]}";
    }
}
