-- Why: a summary costs time or money, so it is kept with what it covers and dropped when a turn that it covers changes;
-- and a reply that the user talked over was not heard to its end, though its id replays all of it.

PRAGMA user_version = 2;

CREATE TABLE summary (
    id              INTEGER PRIMARY KEY,
    conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    through         INTEGER NOT NULL, -- position of the last turn that it covers
    turns           INTEGER NOT NULL, -- how many it covers
    fingerprint     BLOB    NOT NULL, -- hash of those turns, by which a stale one is known
    text            TEXT    NOT NULL,
    made_by         TEXT    NOT NULL, -- digest, or the model's name
    made_at         INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX summary_through ON summary (conversation_id, through);

ALTER TABLE audio ADD COLUMN heard INTEGER; -- milliseconds that the user heard; NULL: all of it
