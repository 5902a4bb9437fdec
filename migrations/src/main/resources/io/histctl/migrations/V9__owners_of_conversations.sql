-- Why: several people can share a proxy, so each conversation belongs to the first API key that uses its name.
-- The name and not the row, because a name is claimed before its first exchange is recorded.

PRAGMA user_version = 9;

CREATE TABLE owner (
    conversation TEXT PRIMARY KEY, -- name
    key_hmac     BLOB NOT NULL     -- HMAC-SHA-256 of the API key under the store's secret
) STRICT, WITHOUT ROWID;
