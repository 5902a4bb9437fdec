-- Why: a bit that flips within a value is nothing that SQLite can see, so each row that an export is made of carries a
-- checksum of its values; and a reply that streams in is stored piece by piece, for writing all of it anew with each
-- word costs the square of its length.

PRAGMA user_version = 5;

-- CRC-32C; NULL: written by an earlier version
ALTER TABLE conversation ADD COLUMN crc INTEGER;
ALTER TABLE turn         ADD COLUMN crc INTEGER;
ALTER TABLE audio        ADD COLUMN crc INTEGER;
ALTER TABLE turn_sound   ADD COLUMN crc INTEGER;
ALTER TABLE transcript   ADD COLUMN crc INTEGER;
ALTER TABLE summary      ADD COLUMN crc INTEGER;

-- what came of a reply since its turn was written; empty but while one streams in, or where its process died
CREATE TABLE reply_piece (
    id      INTEGER PRIMARY KEY, -- in the order in which they came
    turn_id INTEGER NOT NULL REFERENCES turn (id) ON DELETE CASCADE,
    events  BLOB    NOT NULL     -- server-sent events, without sound that is not kept
) STRICT;

CREATE INDEX reply_piece_turn ON reply_piece (turn_id);
