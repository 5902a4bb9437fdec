-- Why: URLs of images and files and ids of uploaded files expire as audio ids do, so they get a narrow, indexed table too.
-- The query of a signed URL is cut out of the message and stored only here, so that pruning it is one small write.
-- Turns that are stored already get their rows when the store is opened (derived_by).

PRAGMA user_version = 8;

ALTER TABLE turn ADD COLUMN reference_count INTEGER NOT NULL DEFAULT 0; -- rows of the turn in part_reference

CREATE TABLE part_reference (
    turn_id             INTEGER NOT NULL REFERENCES turn (id) ON DELETE CASCADE,
    part                INTEGER NOT NULL, -- index in the message's content
    kind                TEXT    NOT NULL, -- image_url, file_url or file_id
    value               TEXT,             -- the URL or id; NULL once pruned
    value_hash          BLOB    NOT NULL, -- the first 16 bytes of SHA-256 of the value
    query_offset        INTEGER,          -- where in the message the query of a signed URL belongs, in bytes; NULL: not cut out
    reported_expires_at INTEGER,          -- as the URL states it
    expires_at          INTEGER,          -- reported, or given later; NULL: unknown; 0: gone
    gone_at             INTEGER,          -- when the API answered that it can't read it
    pruned_at           INTEGER,
    PRIMARY KEY (turn_id, part)
) STRICT, WITHOUT ROWID;

CREATE INDEX part_reference_expiry ON part_reference (expires_at) WHERE value IS NOT NULL;
CREATE INDEX part_reference_identity ON part_reference (value_hash);

-- everything that expires and was not pruned
CREATE VIEW expiring AS
SELECT turn_id, 'audio_id' AS kind, audio_id AS value, expires_at,
    CASE WHEN reported_expires_at IS NULL THEN 1 ELSE 0 END AS estimated
FROM audio WHERE audio_id IS NOT NULL
UNION ALL
SELECT turn_id, kind, value, expires_at, 0 AS estimated
FROM part_reference WHERE value IS NOT NULL AND expires_at IS NOT NULL;
