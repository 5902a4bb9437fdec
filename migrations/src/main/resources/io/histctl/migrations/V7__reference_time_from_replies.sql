-- Why: the moment at which ids are checked is the later of the local clock and the newest `created` on record, so that
-- what was observed of one machine's clock is no longer kept; and a checksum per row gives way to a content hash.

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
