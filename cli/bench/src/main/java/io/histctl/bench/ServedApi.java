package io.histctl.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code histctl serve} in front of an API. */
final class ServedApi implements AutoCloseable {
    private final Process process;
    private final String origin;

    ServedApi(Path folder, String upstream) throws IOException {
        process = new ProcessBuilder(
                        Path.of("cli/bin/histctl").toAbsolutePath().toString(),
                        "serve",
                        "--db",
                        folder.resolve("served.db").toString(),
                        "--listen",
                        "127.0.0.1:0",
                        "--upstream",
                        upstream)
                .redirectOutput(new File("/dev/null"))
                .start();
        BufferedReader messages = process.errorReader(StandardCharsets.UTF_8);
        String line = messages.readLine();
        origin = line.replaceAll(".*listening on (\\S+)/v1,.*", "$1");
        Thread reader = new Thread(() -> messages.lines().forEach(System.err::println));
        reader.setDaemon(true);
        reader.start();
    }

    /** The base URL of a conversation. */
    String baseUrl(String conversation) {
        return origin + "/c/" + conversation + "/v1";
    }

    /** The most memory that it held, in MB; 0 if the system does not tell. */
    double residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                / 1024.0;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
