-- Search over all that was said. The words follow the transcript: what is erased or forgotten there is found no more.

-- for sqlite
CREATE VIRTUAL TABLE transcript_words USING fts5 (text, content='transcript', content_rowid='position', tokenize='unicode61 remove_diacritics 2', prefix='2 3');
INSERT INTO transcript_words (transcript_words) VALUES ('rebuild');
CREATE TRIGGER transcript_words_said AFTER INSERT ON transcript BEGIN INSERT INTO transcript_words (rowid, text) VALUES (new.position, new.text); END;
CREATE TRIGGER transcript_words_gone AFTER DELETE ON transcript BEGIN INSERT INTO transcript_words (transcript_words, rowid, text) VALUES ('delete', old.position, old.text); END;
CREATE TRIGGER transcript_words_changed AFTER UPDATE OF text ON transcript BEGIN INSERT INTO transcript_words (transcript_words, rowid, text) VALUES ('delete', old.position, old.text); INSERT INTO transcript_words (rowid, text) VALUES (new.position, new.text); END;

-- for postgresql
CREATE FUNCTION plain_words(said TEXT) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT to_tsvector('pg_catalog.simple', regexp_replace(normalize(lower(said), NFKD), '[\u0300-\u036f]', '', 'g')) $$;
CREATE INDEX transcript_words ON transcript USING GIN (plain_words(text));

-- for both
