-- Where a database's locale is C, PostgreSQL takes every sign beyond ASCII for a letter: « l’eau » was one word, and so was « prêt » with its no-break space.
-- The signs between words are taken for blanks before it looks. What is not decomposed by NFKD: Latin-1's signs, general punctuation, symbols, emoji.

-- for postgresql
DROP INDEX transcript_words;
CREATE OR REPLACE FUNCTION plain_words(said TEXT) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 2000 SET search_path = '' AS $$ SELECT to_tsvector('pg_catalog.simple', regexp_replace(regexp_replace(normalize(lower(said), NFKD), '[\u0300-\u036f]', '', 'g'), '[\u0080-\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u2bff\u3000-\u303f\ufe00-\ufe0f\U0001f000-\U0001faff]', ' ', 'g')) $$;
CREATE INDEX transcript_words ON transcript USING GIN (plain_words(text));
