package io.histctl.store.sqlite;

import io.histctl.error.Remedy;
import io.histctl.error.StoreException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns SQLite's error codes into sentences with the next step. */
final class SqliteErrors {
    private SqliteErrors() {}

    static StoreException explain(Exception failure, String place) {
        SQLiteErrorCode code = code(failure);
        return new StoreException(place + " " + sentence(code), remedy(code), failure);
    }

    static boolean isBusy(SQLException failure) {
        SQLiteErrorCode code = code(failure);
        return code != null && (code.code & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    private static String sentence(@Nullable SQLiteErrorCode code) {
        if (code == null) {
            return "could not be read or written; check the disk, then verify the store";
        }
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
            case SQLITE_BUSY, SQLITE_LOCKED -> "is still being written by another process; try again, or wait longer";
            case SQLITE_NOTADB -> "is not a histctl database; choose another file";
            case SQLITE_CORRUPT -> "is damaged; restore a backup";
            case SQLITE_FULL -> "can't grow, the disk is full; make room and repeat the command, nothing is lost";
            case SQLITE_READONLY, SQLITE_PERM -> "can't be written; check the permissions of the file and its folder";
            case SQLITE_CANTOPEN -> "can't be opened; check that it is a file, its permissions and those of its folder";
            case SQLITE_IOERR -> "could not be read or written; check the disk and repeat the command";
            case SQLITE_TOOBIG -> "can't hold a value as large as that; record less at once";
            default -> "could not be read or written (" + code.name() + "); check the disk, then verify the store";
        };
    }

    private static Remedy remedy(@Nullable SQLiteErrorCode code) {
        if (code == null) {
            return Remedy.VERIFY;
        }
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
            case SQLITE_BUSY, SQLITE_LOCKED -> Remedy.RAISE_BUSY_TIMEOUT;
            case SQLITE_NOTADB -> Remedy.CHOOSE_OTHER_STORE;
            case SQLITE_CORRUPT,
                    SQLITE_FULL,
                    SQLITE_READONLY,
                    SQLITE_PERM,
                    SQLITE_CANTOPEN,
                    SQLITE_IOERR,
                    SQLITE_TOOBIG -> Remedy.NONE;
            default -> Remedy.VERIFY;
        };
    }

    private static @Nullable SQLiteErrorCode code(@Nullable Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLiteException sqlite) {
                return sqlite.getResultCode();
            }
            if (at instanceof SQLException other && other.getErrorCode() > 0) {
                return SQLiteErrorCode.getErrorCode(other.getErrorCode());
            }
        }
        return null;
    }
}
