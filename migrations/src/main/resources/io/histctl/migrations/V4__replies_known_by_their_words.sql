-- Why: an app that quotes a spoken reply in words sends its words again with each request; reading and hashing every
-- stored reply anew to know it was half of what recording took.

PRAGMA user_version = 4;

ALTER TABLE turn ADD COLUMN words_key INTEGER; -- match_key of the reply in words; NULL: told by reading the turn
