package io.histctl.store.postgresql.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, unpacked once into the folder for temporary files. */
final class Binaries {
    private static final Path HOME =
            Path.of(System.getProperty("java.io.tmpdir"), "histctl-postgres-" + System.getProperty("user.name"));

    private Binaries() {}

    /** Whether the class path contains PostgreSQL for this platform. */
    static boolean present() {
        return Binaries.class.getResource(resource()) != null;
    }

    /** The folder for programs and clusters, which belongs to the user of the server. */
    static Path home() {
        if (!Files.isDirectory(HOME)) {
            Shell.run("mkdir", "-p", "-m", "755", HOME.toString());
        }
        return HOME;
    }

    /** The folder with {@code bin}, {@code lib} and {@code share}. */
    static synchronized Path folder() {
        try (InputStream archive = Binaries.class.getResourceAsStream(resource())) {
            byte[] content = archive.readAllBytes();
            CRC32 checksum = new CRC32();
            checksum.update(content);
            Path folder = home().resolve("programs-" + Long.toHexString(checksum.getValue()));
            if (!Files.isDirectory(folder)) {
                Path part = Files.createDirectory(home().resolve("part-" + UUID.randomUUID()));
                unpack(content, part);
                publish(part, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a finished folder its name, unless another process was faster. */
    static void publish(Path part, Path folder) throws IOException {
        try {
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
            Shell.run("rm", "-rf", part.toString());
        }
    }

    private static String resource() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String name = system.startsWith("mac") ? "darwin" : system.startsWith("linux") ? "linux" : "unsupported";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        String alpine = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
        return "/postgres-" + name + "-" + processor + alpine + ".txz";
    }

    private static void unpack(byte[] archive, Path folder) throws IOException {
        allowAll(folder);
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new java.io.ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("The archive contains a path outside its folder: " + entry.getName());
                }
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & 0100) != 0) {
            allowAll(target);
        }
    }

    private static void allowAll(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
