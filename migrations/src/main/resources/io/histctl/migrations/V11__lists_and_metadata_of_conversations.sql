-- Why: a list of conversations reads one page from an index instead of every row, and conversations have titles, tags
-- and free metadata to find them by.

PRAGMA user_version = 11;

ALTER TABLE conversation ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0; -- when its first recorded exchange took place
ALTER TABLE conversation ADD COLUMN title TEXT; -- as given; NULL: lists show the first words instead

UPDATE conversation SET created_at = coalesce(
    (SELECT said_at FROM turn WHERE conversation_id = conversation.id ORDER BY position LIMIT 1), last_at);

CREATE INDEX conversation_updated ON conversation (last_at DESC, name);
CREATE INDEX conversation_begun ON conversation (created_at DESC, name);

CREATE TABLE conversation_tag (
    conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    tag             TEXT    NOT NULL,
    PRIMARY KEY (conversation_id, tag)
) STRICT, WITHOUT ROWID;

CREATE INDEX conversation_tag_name ON conversation_tag (tag);

CREATE TABLE conversation_metadata (
    conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    key             TEXT    NOT NULL,
    value           TEXT    NOT NULL,
    PRIMARY KEY (conversation_id, key)
) STRICT, WITHOUT ROWID;
