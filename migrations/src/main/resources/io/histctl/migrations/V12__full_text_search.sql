-- Why: people find a conversation by what was said in it. The index has no copy of the words: what it is made from is in
-- turn_text. Its words are separated by code, so that it needs no tokenizer for each script. Turns that are stored already are
-- indexed when the store is opened (search_complete 0).

PRAGMA user_version = 12;

CREATE VIRTUAL TABLE turn_search USING fts5 (words, content = '', tokenize = 'ascii'); -- rowid: turn.id

INSERT INTO turn_search (turn_search, rank) VALUES ('secure-delete', 1); -- what is deleted leaves its bytes at once
INSERT INTO turn_search (turn_search, rank) VALUES ('pgsz', 1000);       -- small pages, since each commit rewrites some

ALTER TABLE store ADD COLUMN search_complete INTEGER NOT NULL DEFAULT 1; -- 0: turns were written without the index

UPDATE store SET search_complete = 0 WHERE EXISTS (SELECT 1 FROM turn);
