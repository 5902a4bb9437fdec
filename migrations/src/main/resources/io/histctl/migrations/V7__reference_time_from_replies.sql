-- Why: the moment at which ids are checked is the later of the local clock and the newest `created` on record, so that
-- what was observed of one machine's clock is no longer kept; and a checksum per row gives way to a content hash. A
-- request that names no conversation is matched by what it quotes, in all conversations.

PRAGMA user_version = 7;

DROP TABLE clock;

ALTER TABLE conversation DROP COLUMN crc;
ALTER TABLE turn         DROP COLUMN crc;
ALTER TABLE audio        DROP COLUMN crc;
ALTER TABLE turn_sound   DROP COLUMN crc;
ALTER TABLE transcript   DROP COLUMN crc;
ALTER TABLE summary      DROP COLUMN crc;
ALTER TABLE reply_piece  DROP COLUMN crc; -- nothing writes to the table any more; what is left in it is merged at open

CREATE INDEX conversation_created ON conversation (last_created);
CREATE INDEX turn_match_key ON turn (match_key);
CREATE INDEX turn_words_key ON turn (words_key) WHERE words_key IS NOT NULL;
CREATE INDEX audio_id_hash ON audio (id_hash);
