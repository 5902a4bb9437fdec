-- Why: dropping the ids of an hour costs next to nothing, while deleting them row by row writes each to the log. Engines
-- without partitions leave this migration out.

DROP TABLE ${schema}.audio_id;

-- hourly partitions are created ahead of time as audio_id_h and the hour's number since 1970
CREATE TABLE ${schema}.audio_id (
    conversation_id bigint  NOT NULL,
    position        bigint  NOT NULL,
    expires_at      bigint  NOT NULL,
    namespace       text    NOT NULL,
    estimated       boolean NOT NULL,
    value           bytea   NOT NULL,
    PRIMARY KEY (conversation_id, position, expires_at)
) PARTITION BY RANGE (expires_at);

CREATE TABLE ${schema}.audio_id_other PARTITION OF ${schema}.audio_id DEFAULT;

CREATE INDEX audio_id_expiry ON ${schema}.audio_id (namespace, expires_at);

ALTER TABLE ${schema}.sound ALTER COLUMN bytes SET STORAGE EXTERNAL; -- sound is compressed already
