-- Why: conversations in PostgreSQL. Every key begins with the conversation, so that a distributed engine keeps a
-- conversation together; there are no sequences and no foreign keys, which would cost a look-up and a lock on each insert.
-- Text off the wire is bytea in UTF-8: a text column can't contain U+0000. Times are epoch milliseconds.

-- one row for the store as a whole
CREATE TABLE ${schema}.store (
    id             integer PRIMARY KEY CHECK (id = 1),
    schema_version integer NOT NULL,
    secret         bytea   NOT NULL,          -- 32 random bytes; signs summaries so that nothing else is taken for one
    derived_by     integer NOT NULL DEFAULT 0 -- the least derived_by of any conversation
);

INSERT INTO ${schema}.store (id, schema_version, secret)
VALUES (1, 1, decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

CREATE TABLE ${schema}.conversation (
    id                   bigint  PRIMARY KEY,  -- 63 bits of SHA-256 of namespace and name
    namespace            text    NOT NULL,     -- empty: none
    name                 bytea   NOT NULL,
    settings             bytea,                -- JSON of the newest request without its messages
    revision             bigint  NOT NULL,     -- incremented by every change, which compares it
    last_position        bigint  NOT NULL,
    instructions_version bigint  NOT NULL,
    forgotten_through    bigint  NOT NULL,
    turn_count           bigint  NOT NULL,
    content_sum          bigint  NOT NULL,     -- sum of its turns' hashes modulo 2^64, replaced ones twice
    content_hash         bytea   NOT NULL,     -- tagged hash of this row with the count and the sum
    title                text,                 -- as given; NULL: lists show the first words instead
    began_at             bigint  NOT NULL,     -- microseconds by the server's clock
    created_at           bigint  NOT NULL,     -- when its first recorded exchange took place
    last_at              bigint  NOT NULL,     -- when its newest exchange took place
    last_created         bigint,               -- the newest `created` of a reply
    derived_by           integer NOT NULL      -- version of the code that derived its turns' columns
) WITH (fillfactor = 70);

CREATE INDEX conversation_updated ON ${schema}.conversation (namespace, last_at DESC);
CREATE INDEX conversation_begun ON ${schema}.conversation (namespace, created_at DESC);
CREATE INDEX conversation_name ON ${schema}.conversation (namespace, substring(name FROM 1 FOR 200)); -- entries are limited
CREATE INDEX conversation_created ON ${schema}.conversation (namespace, last_created);

CREATE TABLE ${schema}.conversation_tag (
    conversation_id bigint NOT NULL,
    tag             text   NOT NULL,
    PRIMARY KEY (conversation_id, tag)
);

CREATE INDEX conversation_tag_name ON ${schema}.conversation_tag (tag);

CREATE TABLE ${schema}.conversation_metadata (
    conversation_id bigint NOT NULL,
    key             text   NOT NULL,
    value           text   NOT NULL,
    PRIMARY KEY (conversation_id, key)
);

CREATE TABLE ${schema}.turn (
    conversation_id      bigint  NOT NULL,
    position             bigint  NOT NULL,
    write_id             bigint  NOT NULL,     -- random, one for each change; shows whether a lost commit took place
    role                 text    NOT NULL,
    said_at              bigint  NOT NULL,
    message              bytea   NOT NULL,     -- the raw JSON with audio ids, sound and signatures cut out
    instructions_version bigint,               -- of leading instructions: the version they belong to
    replaced             boolean NOT NULL,
    incomplete           boolean NOT NULL,
    voice_lost           boolean NOT NULL,
    match_key            bigint  NOT NULL,
    transcript_key       bigint,
    sendable             boolean NOT NULL,
    has_text             boolean NOT NULL,
    has_refusal          boolean NOT NULL,
    has_tools            boolean NOT NULL,
    sound_count          integer NOT NULL,
    reference_count      integer NOT NULL,
    tokens               bigint  NOT NULL,
    content_hash         bytea   NOT NULL,
    -- of replies
    reply_key            bytea,
    response_id          bytea,
    model                bytea,
    created              bigint,
    finish_reason        bytea,
    usage                bytea,
    after_reply          boolean,              -- whether the request went on after an earlier reply; NULL: unknown
    -- of spoken replies
    id_hash              bytea,                -- finds the turn of a pruned audio id
    id_offset            integer,
    reported_expires_at  bigint,
    expires_at           bigint,               -- 0: gone
    gone_at              bigint,
    format               bytea,
    voice                bytea,
    sound_bytes          bigint,
    millis               bigint,
    millis_measured      boolean,
    has_transcript       boolean,
    heard_millis         bigint,
    sound_kept           boolean,
    audio_tokens         bigint,
    text_tokens          bigint,
    -- of user speech
    transcript           bytea,
    PRIMARY KEY (conversation_id, position)
);

CREATE INDEX turn_reply ON ${schema}.turn (conversation_id, reply_key) WHERE reply_key IS NOT NULL;
CREATE INDEX turn_instructions ON ${schema}.turn (conversation_id, instructions_version)
    WHERE instructions_version IS NOT NULL;
CREATE INDEX turn_quoted ON ${schema}.turn (conversation_id, match_key)
    WHERE role = 'assistant' AND reply_key IS NULL AND created IS NULL;
CREATE INDEX turn_audio ON ${schema}.turn (id_hash) WHERE id_hash IS NOT NULL;
CREATE INDEX turn_match_key ON ${schema}.turn (match_key, conversation_id);
CREATE INDEX turn_transcript_key ON ${schema}.turn (transcript_key) WHERE transcript_key IS NOT NULL;

-- the words of turns, for people and for search; U+0000 is replaced by U+FFFD
CREATE TABLE ${schema}.turn_text (
    conversation_id bigint NOT NULL,
    position        bigint NOT NULL,
    text            text   NOT NULL,
    PRIMARY KEY (conversation_id, position)
);

-- the audio ids that were not pruned; pruning deletes rows
CREATE TABLE ${schema}.audio_id (
    conversation_id bigint  NOT NULL,
    position        bigint  NOT NULL,
    expires_at      bigint  NOT NULL,
    namespace       text    NOT NULL,
    estimated       boolean NOT NULL,
    value           bytea   NOT NULL,
    PRIMARY KEY (conversation_id, position, expires_at)
);

CREATE INDEX audio_id_expiry ON ${schema}.audio_id (namespace, expires_at);

-- when ids were pruned: the turn of a pruned id is not rewritten
CREATE TABLE ${schema}.pruning (
    namespace       text   NOT NULL,
    conversation_id bigint NOT NULL,           -- 0: all
    through         bigint NOT NULL,           -- ids that expire until then
    pruned_at       bigint NOT NULL,
    PRIMARY KEY (namespace, conversation_id, through, pruned_at)
);

-- what the parts of turns refer to: URLs of images and files, ids of files
CREATE TABLE ${schema}.part_reference (
    conversation_id     bigint  NOT NULL,
    position            bigint  NOT NULL,
    part                integer NOT NULL,      -- index in the message's content
    kind                text    NOT NULL,
    value               bytea,                 -- NULL once pruned
    value_hash          bytea   NOT NULL,
    query_offset        integer,
    reported_expires_at bigint,
    expires_at          bigint,                -- NULL: unknown; 0: gone
    gone_at             bigint,
    pruned_at           bigint,
    PRIMARY KEY (conversation_id, position, part)
);

CREATE INDEX part_reference_expiry ON ${schema}.part_reference (expires_at) WHERE value IS NOT NULL;
CREATE INDEX part_reference_identity ON ${schema}.part_reference (value_hash);

-- sound, once per content within a conversation
CREATE TABLE ${schema}.sound (
    conversation_id bigint  NOT NULL,
    hash            bytea   NOT NULL,
    verbatim        boolean NOT NULL,
    bytes           bytea   NOT NULL,
    PRIMARY KEY (conversation_id, hash)
);

CREATE TABLE ${schema}.turn_sound (
    conversation_id bigint  NOT NULL,
    position        bigint  NOT NULL,
    at_byte         integer NOT NULL,          -- where in the message the data belongs
    hash            bytea   NOT NULL,
    kept            boolean NOT NULL,          -- false: the sound was deleted, its words are kept
    format          bytea,
    sound_bytes     bigint  NOT NULL,
    millis          bigint,
    PRIMARY KEY (conversation_id, position, at_byte)
);

CREATE TABLE ${schema}.summary (
    conversation_id bigint NOT NULL,
    through         bigint NOT NULL,           -- position of the last turn that it covers
    turns           bigint NOT NULL,
    fingerprint     bytea  NOT NULL,
    text            bytea  NOT NULL,
    made_by         bytea  NOT NULL,
    made_at         bigint NOT NULL,
    content_hash    bytea  NOT NULL,
    PRIMARY KEY (conversation_id, through)
);

-- keys of turns that were forgotten, without content, so that recording them again does not bring them back
CREATE TABLE ${schema}.forgotten_key (
    conversation_id bigint  NOT NULL,
    position        bigint  NOT NULL,
    spoken          boolean NOT NULL,          -- whether the key is that of the reply's words
    match_key       bigint  NOT NULL,
    reply_key       bytea,
    PRIMARY KEY (conversation_id, position, spoken)
);

-- the first API key that used the name of a conversation
CREATE TABLE ${schema}.owner (
    conversation_id bigint PRIMARY KEY,
    key_hmac        bytea  NOT NULL
);
