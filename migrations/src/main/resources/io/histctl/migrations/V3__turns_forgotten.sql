-- Why: some turns have to be forgotten after a while. Their positions are not given again, and what was forgotten on
-- request is no hole.

PRAGMA user_version = 3;

ALTER TABLE conversation ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0; -- through this position turns were deleted
