package io.histctl.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packages that the build has made, unpacked into an empty folder. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class PackagesIT {
    private static final Path TARGET = Path.of("target");

    @TempDir
    Path folder;

    @Test
    void theArchiveRunsWhereItIsUnpacked() throws Exception {
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file(".tar.gz"))))) {
            unpack(in.readAllBytes(), folder);
        }
        Path home = single(folder);

        ensureRuns(home.resolve("bin/histctl"), home.resolve("examples/paused-call.jsonl"));
        assertThat(home.resolve("share/man/man1/histctl-export.1")).content().contains(".SH OPTIONS");
        assertThat(home.resolve("LICENSE")).content().contains("Apache License");
    }

    @Test
    void theZipFileContainsTheSameFiles() throws IOException {
        Map<String, Long> zipped = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file(".zip").toFile())) {
            zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .forEach(entry -> zipped.put(entry.getName(), entry.getCrc()));
        }
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file(".tar.gz"))))) {
            assertThat(zipped.keySet())
                    .hasSameElementsAs(entries(in.readAllBytes()).keySet());
        }
    }

    @Test
    void theDebianPackageRunsAfterItIsUnpacked() throws Exception {
        unpack(members().get("data.tar.gz"), folder);

        ensureRuns(folder.resolve("usr/bin/histctl"), folder.resolve("usr/lib/histctl/examples/paused-call.jsonl"));
        assertThat(folder.resolve("usr/share/man/man1/histctl.1")).exists();
        assertThat(folder.resolve("usr/share/bash-completion/completions/histctl"))
                .exists();
        assertThat(folder.resolve("usr/share/zsh/vendor-completions/_histctl")).exists();
        assertThat(folder.resolve("usr/share/fish/vendor_completions.d/histctl.fish"))
                .exists();
        assertThat(folder.resolve("usr/share/doc/histctl/copyright")).exists();
    }

    @Test
    void theDebianPackageNeedsAJavaRuntimeAndIsInstalledByScripts() throws IOException {
        Map<String, byte[]> control = entries(members().get("control.tar.gz"));

        assertThat(new String(control.get("./control"), StandardCharsets.UTF_8))
                .contains(
                        "Package: histctl\n", "Depends: default-jre-headless (>= 2:1.17) | java17-runtime-headless\n");
        assertThat(control).containsKeys("./postinst", "./prerm", "./triggers", "./md5sums");
    }

    private void ensureRuns(Path launcher, Path example) throws Exception {
        Path home = Files.createDirectory(folder.resolve("a home"));
        assertThat(run(home, launcher, "import", example.toString())).contains("recorded 7 exchanges");
        assertThat(run(home, launcher, "export", "zurich-by-train", "--at", "2026-06-05T22:10:00Z"))
                .startsWith("{\"model\":");
        assertThat(run(home, launcher, "--version")).startsWith("histctl ");
    }

    private static String run(Path home, Path launcher, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("HOME", home.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("HISTCTL_"));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out;
    }

    /** The members of the Debian package, which is an ar archive. */
    private static Map<String, byte[]> members() throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        try (ArArchiveInputStream in =
                new ArArchiveInputStream(new BufferedInputStream(Files.newInputStream(file(".deb"))))) {
            for (ArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                members.put(
                        entry.getName(),
                        entry.getName().endsWith(".gz")
                                ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes()
                                : bytes);
            }
        }
        return members;
    }

    private static Map<String, byte[]> entries(byte[] tar) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }

    private static void unpack(byte[] tar, Path folder) throws IOException {
        try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                    boolean program = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static Path file(String end) throws IOException {
        try (var files = Files.list(TARGET)) {
            return files.filter(file -> file.toString().endsWith(end))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path single(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }
}
