package io.histctl.store.postgresql.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server on loopback with a cluster of its own. Commits are durable: fsync stays on. */
public final class PostgresServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Cluster cluster;
    private final int port = freePort();
    private final Thread atExit = new Thread(this::shutDown);
    private List<String> settings = List.of();
    private Process process;

    private PostgresServer(Cluster cluster) {
        this.cluster = cluster;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Whether this platform has binaries on the class path. */
    public static boolean supported() {
        return Binaries.present();
    }

    /** Starts a server on an empty cluster, with settings such as {@code work_mem=8MB}. */
    public static PostgresServer start(String... settings) {
        PostgresServer server = new PostgresServer(Cluster.create());
        server.launch(List.of(settings));
        return server;
    }

    /** Starts a hot standby of this server; its name for {@code synchronous_standby_names} is {@code standby}. */
    public PostgresServer startStandby() throws SQLException {
        PostgresServer standby = new PostgresServer(backUp());
        Shell.write(standby.cluster.file("standby.signal"), "");
        standby.launch(List.of(
                "primary_conninfo=host=127.0.0.1 port=" + port + " user=postgres application_name=standby",
                "primary_slot_name=standby"));
        return standby;
    }

    /** Copies the cluster by the server's own calls, since the binaries lack {@code pg_basebackup}. */
    private Cluster backUp() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_create_physical_replication_slot('standby', true)");
            statement.execute("SELECT pg_backup_start('standby', true)");
            Cluster copy = cluster.copyForStandby();
            try (ResultSet rows = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                rows.next();
                Shell.write(copy.file("backup_label"), rows.getString(1));
            }
            return copy;
        }
    }

    /** Acknowledges commits from now on only after the standby has written them. */
    public void replicateSynchronously() throws SQLException {
        set("synchronous_standby_names", "standby");
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            boolean synchronous = false;
            while (!synchronous) {
                try (ResultSet rows =
                        statement.executeQuery("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'")) {
                    synchronous = rows.next();
                }
            }
        }
    }

    /** Makes a standby the primary. */
    public void promote() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_promote()");
        }
    }

    /** Changes a setting of the running server. */
    public void set(String name, String value) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET " + name + " = '" + value + "'");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    public int port() {
        return port;
    }

    /** The JDBC URL, including the user. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** Kills all processes of the server at once, as a crash does. */
    public void kill() {
        List<ProcessHandle> processes = ProcessHandle.of(postmaster()).stream()
                .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
                .toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(each -> each.onExit().orTimeout(1, TimeUnit.MINUTES).join());
    }

    /** Whether a file of the tables contains these bytes, as far as the server has written them. */
    public boolean tablesContain(String text) throws IOException {
        return contains("base", text);
    }

    /** Whether the write-ahead log contains these bytes. */
    public boolean logContains(String text) throws IOException {
        return contains("pg_wal", text);
    }

    private boolean contains(String folder, String text) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(cluster.file(folder)))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Starts the server again on its cluster and port, after {@link #kill}. */
    public void restart() {
        Shell.run("rm", "-f", cluster.file("postmaster.pid"));
        launch(settings);
    }

    /** Kills the server and deletes its cluster. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        shutDown();
    }

    private void shutDown() {
        if (process != null && process.isAlive()) {
            kill();
        }
        cluster.delete();
    }

    private long postmaster() {
        try (Stream<String> lines = Files.lines(Path.of(cluster.file("postmaster.pid")))) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        } catch (IOException e) {
            return process.pid();
        }
    }

    private void launch(List<String> options) {
        settings = options;
        List<String> command = new ArrayList<>(
                List.of(Cluster.program("postgres"), "-D", cluster.data().toString()));
        Stream.concat(
                        Stream.of(
                                "port=" + port,
                                "listen_addresses=127.0.0.1",
                                "unix_socket_directories=",
                                "timezone=UTC"),
                        options.stream())
                .forEach(option -> command.addAll(Arrays.asList("-c", option)));
        try {
            process = new ProcessBuilder(Shell.asServerUser(command))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(cluster.log().toFile()))
                    .start();
            awaitConnections();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitConnections() throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            try {
                connect().close();
                return;
            } catch (SQLException e) {
                if (!process.isAlive() || System.nanoTime() - start > START_LIMIT.toNanos()) {
                    throw new IllegalStateException("PostgreSQL did not start:\n" + Files.readString(cluster.log()), e);
                }
                Thread.sleep(20);
            }
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
