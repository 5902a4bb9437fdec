-- Why: whether a request quoted a reply before the reply was recorded is asked for each new reply. By turn_match_key
-- that read every turn with the same words, in all conversations: an import of one sentence repeated 100,000 times
-- took minutes. Few turns are in this index, since most replies are recorded.

PRAGMA user_version = 10;

CREATE INDEX turn_quoted ON turn (conversation_id, match_key)
    WHERE role = 'assistant' AND reply_key IS NULL AND created IS NULL;
