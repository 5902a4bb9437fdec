package io.histctl.bench;

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
                "histctl serve, ms",
                "work",
                "straight, p50; p99",
                "through it, p50; p99",
                "a durable commit, p50; p99",
                "added, p50; p99",
                "… beyond the commit",
                "goal");
        Data.inFolder(folder -> whole(folder, table, "request of 20 KB, reply of 200 KB", Serving::text, "3; 8"));
        Data.inFolder(folder -> whole(folder, table, "request of up to 2 MB, reply of 200 KB", Serving::speech, "15"));
        Data.inFolder(folder -> streamed(folder, table));
        Data.inFolder(folder -> crowd(folder, table));
        Data.inFolder(folder -> InProcess.run(folder, table));
    }

    private static void whole(Path folder, Table table, String what, IntFunction<String> question, String goal)
            throws Exception {
        Serving times = new Serving();
        try (SpokenApi api = new SpokenApi(0, 150_000);
                DurableCommits commits = new DurableCommits(folder);
                ServedApi proxy = new ServedApi(folder, api.baseUrl())) {
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                String history = "";
                for (int i = 0; i < 8; i++) {
                    history += (history.isEmpty() ? "" : ",") + question.apply(round * 8 + i);
                    String body = body("", history);
                    times.post(api.baseUrl(), body, times.direct, round);
                    String reply = times.post(proxy.baseUrl("c" + round), body, times.served, round);
                    history += ",{\"role\":\"assistant\",\"audio\":{\"id\":\"" + SpokenApi.audioId(reply) + "\"}}";
                    commits.measure();
                }
            }
            row(table, what, times.direct, times.served, commits.millis(), goal);
        }
    }

    private static void streamed(Path folder, Table table) throws Exception {
        Serving times = new Serving();
        try (SpokenApi api = new SpokenApi(10, 2_400);
                ServedApi proxy = new ServedApi(folder, api.baseUrl())) {
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                String body = body("\"stream\":true,", text(round));
                if (round == WARM_UP) {
                    times.clear();
                }
                times.stream(api.baseUrl(), body, times.direct, times.directEvents);
                times.stream(proxy.baseUrl("c" + round), body, times.served, times.servedEvents);
            }
        }
        row(table, "first streamed event, of a new conversation", times.direct, times.served, List.of(), "3");
        row(table, "each further event", times.directEvents, times.servedEvents, List.of(), "0.5");
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
                    "",
                    "",
                    stalls + " of " + times.servedEvents.size() + " over 100 ms",
                    "none");
            table.row("… resident MB", "", Samples.number(proxy.residentMegabytes()), "", "", "", "256");
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

    private void clear() {
        direct.clear();
        served.clear();
        directEvents.clear();
        servedEvents.clear();
    }

    /** A row of times that were measured in turn; without commits, the work waits for none. */
    static void row(
            Table table, String what, List<Double> straight, List<Double> through, List<Double> commits, String goal) {
        Samples one = Samples.of(straight);
        Samples other = Samples.of(through);
        double median = other.median() - one.median();
        double worst = other.at(0.99) - one.at(0.99);
        boolean none = commits.isEmpty();
        table.row(
                what,
                percentiles(straight),
                percentiles(through),
                none ? "" : percentiles(commits),
                pair(median, worst),
                none
                        ? ""
                        : pair(
                                median - Samples.of(commits).median(),
                                worst - Samples.of(commits).at(0.99)),
                goal);
    }

    private static String percentiles(List<Double> values) {
        return pair(Samples.of(values).median(), Samples.of(values).at(0.99));
    }

    private static String pair(double median, double worst) {
        return Samples.number(median) + "; " + Samples.number(worst);
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
