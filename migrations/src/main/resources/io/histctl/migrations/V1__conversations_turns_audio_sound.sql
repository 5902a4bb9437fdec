-- Why: a voice chat must come back exactly as it went over the wire, while what dies (ids) and what is heavy (sound)
-- can be cleared without touching it. So a turn is one wide row that is written once; the life of an audio id is a
-- narrow row of its own, in insertion order; sound lies once per content.
-- All times are epoch milliseconds.

PRAGMA application_id = 1751741300; -- 'hist'
PRAGMA user_version = 1;            -- read at each start: Flyway is started only where it is behind

CREATE TABLE conversation (
    id            INTEGER PRIMARY KEY,
    name          TEXT    NOT NULL UNIQUE,
    settings      BLOB,                        -- JSON object: the newest request without its messages; NULL: none seen
    last_position INTEGER NOT NULL DEFAULT 0,  -- positions are 1, 2, 3 … without holes
    last_block    INTEGER NOT NULL DEFAULT 0,  -- the newest version of the leading instructions
    last_at       INTEGER NOT NULL,            -- when the newest turn was said
    last_created  INTEGER                      -- the newest `created` of a reply: the server's clock
) STRICT;

CREATE TABLE turn (
    id              INTEGER PRIMARY KEY,
    conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    position        INTEGER NOT NULL,
    role            TEXT    NOT NULL,
    said_at         INTEGER NOT NULL,
    message         BLOB    NOT NULL,            -- the raw JSON with audio ids and sound cut out (see the offsets)
    match_key       INTEGER NOT NULL,            -- by what a request that sends it again is known
    ready           INTEGER NOT NULL,            -- 1: may be sent as it is; 0: made ready on export
    spoken_text     INTEGER NOT NULL DEFAULT 0,  -- 1: an assistant turn with non-empty content: it endangers the voice
    refused         INTEGER NOT NULL DEFAULT 0,  -- 1: an assistant turn with a refusal
    tools           INTEGER NOT NULL DEFAULT 0,  -- 1: makes or answers tool calls
    sounds          INTEGER NOT NULL DEFAULT 0,  -- how many sounds its content holds
    block           INTEGER,                     -- leading instructions: the version of the block it belongs to
    replaced        INTEGER NOT NULL DEFAULT 0,  -- 1: an edited request took its place; kept, no longer exported
    incomplete      INTEGER NOT NULL DEFAULT 0,  -- 1: its stream broke off
    voice_lost      INTEGER NOT NULL DEFAULT 0,  -- 1: sound was asked for, text came
    tokens          INTEGER NOT NULL,            -- cautious estimate of its text as input tokens
    reply_key       BLOB,                        -- hash of the reply's id, to know a repeat
    response_id     TEXT,
    model           TEXT,
    created         INTEGER,
    finish_reason   TEXT,
    usage           BLOB                         -- JSON object, as received
) STRICT;

CREATE UNIQUE INDEX turn_position ON turn (conversation_id, position);
CREATE INDEX turn_reply ON turn (conversation_id, reply_key) WHERE reply_key IS NOT NULL;
CREATE INDEX turn_block ON turn (conversation_id, block) WHERE block IS NOT NULL;

-- one row for each assistant turn with an audio id
CREATE TABLE audio (
    turn_id      INTEGER PRIMARY KEY REFERENCES turn (id) ON DELETE CASCADE,
    audio_id     TEXT,             -- NULL: pruned
    id_hash      BLOB    NOT NULL, -- finds the turn of a pruned id again
    id_offset    INTEGER NOT NULL, -- where in turn.message the id belongs, in bytes
    expires_at   INTEGER,          -- as reported; NULL: not reported
    dies_at      INTEGER NOT NULL, -- the reported expiry, else the estimate; 0: gone, whatever was reported
    gone_at      INTEGER,          -- when the API said that it does not know the id
    pruned_at    INTEGER,
    format       TEXT,
    voice        TEXT,
    sound_bytes  INTEGER,          -- length of the decoded sound; NULL: none came
    millis       INTEGER,          -- length of the speech
    measured     INTEGER NOT NULL, -- 1: millis from the sound itself; 0: from audio tokens, or unknown
    told         INTEGER NOT NULL, -- 1: a transcript came with it
    audio_tokens INTEGER,          -- what replaying the id adds to a prompt
    text_tokens  INTEGER
) STRICT;

CREATE INDEX audio_usable ON audio (dies_at) WHERE audio_id IS NOT NULL;

-- sound, once per content
CREATE TABLE sound (
    id     INTEGER PRIMARY KEY,
    hash   BLOB    NOT NULL UNIQUE, -- SHA-256 of bytes
    verbatim INTEGER NOT NULL,      -- 0: bytes are decoded base64; 1: bytes are the member's text (not plain base64)
    bytes  BLOB    NOT NULL
) STRICT;

CREATE TABLE turn_sound (
    turn_id  INTEGER NOT NULL REFERENCES turn (id) ON DELETE CASCADE,
    "offset" INTEGER NOT NULL,                 -- where in turn.message the data belongs, in bytes
    sound_id INTEGER REFERENCES sound (id),    -- NULL: deleted, its words are kept
    hash     BLOB    NOT NULL,
    format   TEXT,
    sound_bytes INTEGER NOT NULL,
    millis   INTEGER,                          -- NULL: the sound could not be measured
    PRIMARY KEY (turn_id, "offset")
) STRICT, WITHOUT ROWID;

CREATE INDEX turn_sound_sound ON turn_sound (sound_id) WHERE sound_id IS NOT NULL;

-- what a user said, attached later
CREATE TABLE transcript (
    turn_id INTEGER PRIMARY KEY REFERENCES turn (id) ON DELETE CASCADE,
    text    TEXT    NOT NULL
) STRICT;
