-- Why: a first question that is edited or asked again is followed by a request that begins with it. Whether the earlier
-- turns are dropped, or only beyond the window of an app that sends its last messages, is known from what the reply
-- answered: a request that showed no earlier reply began anew.

PRAGMA user_version = 13;

ALTER TABLE turn ADD COLUMN after_reply INTEGER; -- 1: the request went on after an earlier reply; NULL: unknown
