-- SQLite's index of words is brought up by portions, from the last position it has: a turn and a sent message need not wait
-- for it. What is deleted or changed before it is indexed has nothing there to take back.

-- for sqlite
CREATE TABLE words_learnt (upto BIGINT NOT NULL);
INSERT INTO words_learnt (upto) SELECT COALESCE(MAX(position), 0) FROM transcript;
DROP TRIGGER transcript_words_said;
DROP TRIGGER transcript_words_gone;
DROP TRIGGER transcript_words_changed;
CREATE TRIGGER transcript_words_gone AFTER DELETE ON transcript WHEN old.position <= (SELECT upto FROM words_learnt) BEGIN INSERT INTO transcript_words (transcript_words, rowid, text) VALUES ('delete', old.position, old.text); END;
CREATE TRIGGER transcript_words_changed AFTER UPDATE OF text ON transcript WHEN old.position <= (SELECT upto FROM words_learnt) BEGIN INSERT INTO transcript_words (transcript_words, rowid, text) VALUES ('delete', old.position, old.text); INSERT INTO transcript_words (rowid, text) VALUES (new.position, new.text); END;
