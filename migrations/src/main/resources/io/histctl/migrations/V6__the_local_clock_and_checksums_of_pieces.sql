-- Why: ids live and die by the server's clock, and the local one may be hours off. How far, only replies tell at the
-- moment at which they are recorded, so what the newest told is kept. And the pieces of a stream carry a checksum, as
-- all rows do that an export is made of.

PRAGMA user_version = 6;

-- one row, of this machine; none: no reply told of a clock that is off
CREATE TABLE clock (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    observed_at INTEGER NOT NULL, -- by the local clock
    ahead       INTEGER NOT NULL, -- so far the local clock is ahead of the server's at most; negative: behind
    doubt       INTEGER NOT NULL, -- so far it is ahead if the newest reply was recorded as it came
    crc         INTEGER NOT NULL
) STRICT;

ALTER TABLE reply_piece ADD COLUMN crc INTEGER; -- CRC-32C of the reply's key and the events; NULL: written by version 5
