package io.histctl.store.postgresql.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

/** The data folder of one server, a copy of a cluster that is initialized once for each set of binaries. */
record Cluster(Path data) {
    static Cluster create() {
        Cluster cluster = new Cluster(newFolder().resolve("data"));
        Shell.run("cp", "-R", template().toString(), cluster.data.toString());
        return cluster;
    }

    /** Copies the files of a running server between the start and the stop of a backup. */
    Cluster copyForStandby() {
        Cluster copy = new Cluster(newFolder().resolve("data"));
        Shell.run("cp", "-R", data.toString(), copy.data.toString());
        Shell.run("rm", "-f", copy.file("postmaster.pid"));
        Shell.run("find", copy.file("pg_wal"), "-type", "f", "-delete");
        Shell.run("find", copy.file("pg_replslot"), "-mindepth", "1", "-delete");
        return copy;
    }

    String file(String name) {
        return data.resolve(name).toString();
    }

    Path log() {
        return data.resolveSibling("log");
    }

    void delete() {
        Shell.run("rm", "-rf", data.getParent().toString());
    }

    static String program(String name) {
        return Binaries.folder().resolve("bin").resolve(name).toString();
    }

    private static synchronized Path template() {
        Path programs = Binaries.folder();
        Path template = programs.resolveSibling(programs.getFileName() + "-template");
        if (!Files.isDirectory(template)) {
            Path part = programs.resolveSibling("part-" + UUID.randomUUID());
            Shell.run(
                    program("initdb"),
                    "--pgdata=" + part,
                    "--username=postgres",
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--no-locale",
                    "--no-sync",
                    "--no-instructions");
            try {
                Binaries.publish(part, template);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return template;
    }

    private static Path newFolder() {
        deleteLeftovers();
        long process = ProcessHandle.current().pid();
        Path folder = Binaries.home().resolve("cluster-" + process + "-" + UUID.randomUUID());
        Shell.run("mkdir", "-m", "755", folder.toString());
        return folder;
    }

    /** Deletes what killed test runs left; a server without its data folder ends within a minute. */
    private static void deleteLeftovers() {
        try (Stream<Path> folders = Files.list(Binaries.home())) {
            folders.filter(Cluster::isLeftover).forEach(folder -> Shell.run("rm", "-rf", folder.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLeftover(Path folder) {
        String[] name = folder.getFileName().toString().split("-", 3);
        return name[0].equals("cluster")
                && ProcessHandle.of(Long.parseLong(name[1])).isEmpty();
    }
}
