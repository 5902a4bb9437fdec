/* Clears the ids that are dead at argv[2] in the store argv[1], in batches of 10,000, as histctl does. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    sqlite3 *db;
    sqlite3_stmt *clear;
    if (argc != 3 || sqlite3_open(argv[1], &db) != SQLITE_OK) return 1;
    sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON", 0, 0, 0);
    if (sqlite3_prepare_v2(db,
            "UPDATE audio SET audio_id = NULL, pruned_at = 1 WHERE turn_id IN ("
            "SELECT turn_id FROM audio WHERE audio_id IS NOT NULL AND expires_at <= ? LIMIT 10000)", -1, &clear, 0) != SQLITE_OK)
        return 1;
    do {
        sqlite3_bind_int64(clear, 1, atoll(argv[2]));
        if (sqlite3_step(clear) != SQLITE_DONE) { fprintf(stderr, "%s\n", sqlite3_errmsg(db)); return 1; }
        sqlite3_reset(clear);
    } while (sqlite3_changes(db) == 10000);
    sqlite3_exec(db, "PRAGMA wal_checkpoint(TRUNCATE)", 0, 0, 0);
    sqlite3_finalize(clear);
    return sqlite3_close(db) != SQLITE_OK;
}
