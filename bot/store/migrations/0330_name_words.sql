-- Search by names: the words of each customer's name by their beginnings, kept by triggers for whoever writes `threads`.
-- `called` holds its words with one space between; `thread` is the customer.

-- for sqlite
UPDATE threads SET called = trim(replace(replace(replace(replace(replace(replace(called, '-', ' '), '''', ' '), '’', ' '), '.', ' '), ',', ' '), '_', ' '));
CREATE TABLE name_words (word TEXT NOT NULL, thread TEXT NOT NULL, PRIMARY KEY (word, thread)) CLUSTERED;
CREATE INDEX name_words_of_thread ON name_words (thread);
INSERT INTO name_words (word, thread) SELECT w.value, t.customer FROM threads t JOIN json_each('[' || replace(json_quote(t.called), ' ', '","') || ']') w WHERE w.value <> '' ON CONFLICT DO NOTHING;
CREATE TRIGGER name_words_first AFTER INSERT ON threads WHEN new.called <> '' BEGIN INSERT OR IGNORE INTO name_words (word, thread) SELECT value, new.customer FROM json_each('[' || replace(json_quote(new.called), ' ', '","') || ']') WHERE value <> ''; END;
CREATE TRIGGER name_words_again AFTER UPDATE OF called ON threads WHEN new.called <> old.called BEGIN DELETE FROM name_words WHERE thread = old.customer; INSERT OR IGNORE INTO name_words (word, thread) SELECT value, new.customer FROM json_each('[' || replace(json_quote(new.called), ' ', '","') || ']') WHERE value <> ''; END;
CREATE TRIGGER name_words_gone AFTER DELETE ON threads WHEN old.called <> '' BEGIN DELETE FROM name_words WHERE thread = old.customer; END;

-- for postgresql
UPDATE threads SET called = trim(translate(called, '-''’.,_', '      ')) WHERE called ~ '[-''’.,_]';
CREATE TABLE name_words (word TEXT COLLATE "C" NOT NULL, thread TEXT NOT NULL, PRIMARY KEY (word, thread));
CREATE INDEX name_words_of_thread ON name_words (thread);
INSERT INTO name_words (word, thread) SELECT w.word, t.customer FROM threads t, unnest(string_to_array(t.called, ' ')) AS w(word) WHERE w.word <> '' ON CONFLICT DO NOTHING;
CREATE FUNCTION keep_name_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP <> 'INSERT' THEN DELETE FROM name_words WHERE thread = OLD.customer; END IF; IF TG_OP <> 'DELETE' THEN INSERT INTO name_words (word, thread) SELECT w.word, NEW.customer FROM unnest(string_to_array(NEW.called, ' ')) AS w(word) WHERE w.word <> '' ON CONFLICT DO NOTHING; END IF; RETURN NULL; END $$;
CREATE TRIGGER name_words_first AFTER INSERT ON threads FOR EACH ROW WHEN (NEW.called <> '') EXECUTE FUNCTION keep_name_words();
CREATE TRIGGER name_words_again AFTER UPDATE OF called ON threads FOR EACH ROW WHEN (NEW.called <> OLD.called) EXECUTE FUNCTION keep_name_words();
CREATE TRIGGER name_words_gone AFTER DELETE ON threads FOR EACH ROW WHEN (OLD.called <> '') EXECUTE FUNCTION keep_name_words();
