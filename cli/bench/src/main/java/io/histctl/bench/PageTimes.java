package io.histctl.bench;

import io.histctl.HistoryStore;
import io.histctl.model.Progress;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes the page of a conversation of 10,000 spoken turns, and opens it in a browser if there is one. */
final class PageTimes {
    private static final int TURNS = 10_000;
    private static final double OPEN_MILLIS = 2_000;

    private PageTimes() {}

    static void run(Effort effort, Goals goals) throws Exception {
        Data.inFolder(folder -> run(effort, goals, folder));
    }

    private static void run(Effort effort, Goals goals, Path folder) throws Exception {
        String db = folder.resolve("h.db").toString();
        try (HistoryStore store = HistoryStore.open(Path.of(db))) {
            store.importLines(Data.stream(Data.spokenLines(TURNS / 2, 1, false)), Progress.NONE);
        }
        Path page = folder.resolve("page.html");
        int runs = Math.min(5, effort.processes());
        Pair pair = Command.pair(
                runs,
                Command.histctl("show", "c0", "--html", "--db", db, "-o", page.toString()),
                Command.histctl("export", "c0", "--db", db, "-o", folder + "/o.json"));
        goals.add("page of 10,000 turns, whole process", pair, "histctl export", 2);
        goals.figure("… its size in MB", Samples.number(Files.size(page) / 1e6));
        Optional<Path> browser = browser();
        if (browser.isPresent()) {
            opened(runs, goals, browser.get(), folder, page);
        }
    }

    private static void opened(int runs, Goals goals, Path browser, Path folder, Path page) throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.html"), "<!doctype html><title>empty</title>");
        Pair pair = Command.pair(runs, open(browser, folder, page), open(browser, folder, empty));
        double beyond = pair.histctl().median() - pair.other().median();
        goals.limit("opening it in Chromium, beyond an empty page", new Samples(beyond), OPEN_MILLIS);
    }

    private static Command open(Path browser, Path folder, Path page) {
        return new Command(List.of(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"),
                "--screenshot=" + folder.resolve("page.png"),
                page.toUri().toString()));
    }

    private static Optional<Path> browser() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place, "chromium"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
