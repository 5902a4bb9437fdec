-- Why: a missing row must be as detectable as a changed one, so each turn carries one content hash and its conversation
-- the count and the sum of them; derived columns carry the version of the code that derived them, so that no row is
-- exempt from today's rules; and the words can be read with sqlite3: SELECT role, text FROM readable_turn.
-- What SQL can't derive is filled in when the store is opened (derived_by 0).

PRAGMA user_version = 7;

DROP TABLE clock; -- the reference time is the later of the local clock and the newest `created` on record

ALTER TABLE conversation DROP COLUMN crc;
ALTER TABLE turn         DROP COLUMN crc;
ALTER TABLE audio        DROP COLUMN crc;
ALTER TABLE turn_sound   DROP COLUMN crc;
ALTER TABLE transcript   DROP COLUMN crc;
ALTER TABLE summary      DROP COLUMN crc;
ALTER TABLE reply_piece  DROP COLUMN crc; -- nothing writes to this table any more; what is left in it is merged at open

ALTER TABLE conversation RENAME COLUMN last_block TO instructions_version;
ALTER TABLE conversation RENAME COLUMN forgotten TO forgotten_through;
ALTER TABLE conversation ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;   -- incremented by every change
ALTER TABLE conversation ADD COLUMN turn_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN content_sum BLOB;  -- 16 bytes: sum of its turns' hashes modulo 2^128, replaced ones twice
ALTER TABLE conversation ADD COLUMN content_hash BLOB; -- tagged hash of this row with the count and the sum
ALTER TABLE conversation ADD COLUMN derived_by INTEGER NOT NULL DEFAULT 0; -- version of the code that derived its turns' columns

ALTER TABLE turn RENAME COLUMN words_key TO transcript_key;
ALTER TABLE turn RENAME COLUMN ready TO sendable;
ALTER TABLE turn RENAME COLUMN spoken_text TO has_text;
ALTER TABLE turn RENAME COLUMN refused TO has_refusal;
ALTER TABLE turn RENAME COLUMN tools TO has_tools;
ALTER TABLE turn RENAME COLUMN sounds TO sound_count;
ALTER TABLE turn RENAME COLUMN block TO instructions_version;
ALTER TABLE turn ADD COLUMN content_hash BLOB; -- tag 1: the first 16 bytes of SHA-256 over all that belongs to the turn

ALTER TABLE audio RENAME COLUMN expires_at TO reported_expires_at;
ALTER TABLE audio RENAME COLUMN dies_at TO expires_at; -- 0: gone
ALTER TABLE audio RENAME COLUMN told TO has_transcript;
ALTER TABLE audio RENAME COLUMN measured TO millis_measured;
ALTER TABLE audio RENAME COLUMN heard TO heard_millis;
ALTER TABLE audio ADD COLUMN sound_kept INTEGER NOT NULL DEFAULT 0; -- 1: the reply's own sound is in turn_sound

ALTER TABLE summary ADD COLUMN content_hash BLOB;

-- the words of a turn, for people and for search; apart from the turn, so that an export does not read past them
CREATE TABLE turn_text (
    turn_id INTEGER PRIMARY KEY REFERENCES turn (id) ON DELETE CASCADE,
    text    TEXT NOT NULL
) STRICT;

CREATE VIEW readable_turn AS
SELECT c.name AS conversation, t.position, t.role, datetime(t.said_at / 1000, 'unixepoch') AS said_at, x.text
FROM turn t
JOIN conversation c ON c.id = t.conversation_id
LEFT JOIN turn_text x ON x.turn_id = t.id
ORDER BY c.id, t.position;

CREATE INDEX conversation_created ON conversation (last_created);
CREATE INDEX audio_identity ON audio (id_hash);
CREATE INDEX turn_match_key ON turn (match_key); -- a request that names no conversation is matched by what it quotes
CREATE INDEX turn_transcript_key ON turn (transcript_key) WHERE transcript_key IS NOT NULL;
CREATE INDEX turn_reply_identity ON turn (reply_key) WHERE reply_key IS NOT NULL;

-- the tool calls that turns make, to find a turn by one
CREATE TABLE tool_call (
    turn_id INTEGER NOT NULL REFERENCES turn (id) ON DELETE CASCADE,
    call_id TEXT    NOT NULL,
    PRIMARY KEY (turn_id, call_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX tool_call_id ON tool_call (call_id);

-- keys of turns that were forgotten, without content, so that recording them again does not bring them back
CREATE TABLE forgotten_key (
    conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    match_key       INTEGER NOT NULL,
    reply_key       BLOB
) STRICT;

CREATE INDEX forgotten_key_of ON forgotten_key (conversation_id, match_key);

-- one row for the store as a whole
CREATE TABLE store (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    secret     BLOB    NOT NULL,          -- random; signs summaries so that nothing else is taken for one
    derived_by INTEGER NOT NULL DEFAULT 0 -- the least derived_by of any conversation
) STRICT;

INSERT INTO store (id, secret) VALUES (1, randomblob(32));
