package io.histctl.store.sqlite;

import io.histctl.error.Remedy;
import io.histctl.error.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner may read and write; plain files if the file system has no owners. */
final class PrivateFiles {
    private PrivateFiles() {}

    /** Creates the file and its folder before SQLite does, so that neither it nor its log is ever readable by others. */
    static void create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (!isPosix(file)) {
            Files.createDirectories(folder);
            Files.createFile(file);
            return;
        }
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** The write-ahead log, which holds what is not in the file yet. */
    static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    /** Creates the file if it does not exist, as {@link #create} does; opening it reports why it could not be created. */
    static void ensureThere(Path file) {
        ensureNoLogAlone(file);
        try {
            if (!Files.exists(file)) {
                create(file);
            }
        } catch (FileAlreadyExistsException e) {
            // another process was faster, or the folder is a file, which opening reports
        } catch (IOException e) {
            throw new StoreException(
                    file + " can't be made; check its folder's permissions or choose another file",
                    Remedy.CHOOSE_OTHER_STORE,
                    e);
        }
    }

    /** Refuses an empty database with a log, which SQLite would delete with everything in it. */
    private static void ensureNoLogAlone(Path file) {
        Path log = log(file);
        if (file.toFile().length() == 0 && log.toFile().length() > 0) {
            throw new StoreException(file + " is missing or empty, but its log exists; put the database back next to "
                    + log.getFileName() + ", or move the log away to start over");
        }
    }

    /** Refuses a file that others may write, since they may have written its content. */
    static void ensureOwn(Path file) {
        try {
            if (!isPosix(file) || !Files.isRegularFile(file)) {
                return;
            }
            Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
            if (allowed.contains(PosixFilePermission.GROUP_WRITE)
                    || allowed.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new StoreException(
                        file
                                + " can be written by others than its owner; remove that permission (chmod go-w) or allow it",
                        Remedy.ALLOW_SHARED_WRITE);
            }
        } catch (IOException e) {
            throw new StoreException(file + " can't be accessed; check the permissions of its folder", e);
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
