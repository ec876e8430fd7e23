-- {scope} is written by `search`. The newest first, because that is what staff look for.

-- name: said_sqlite
SELECT t.customer, m.at, m.said_by, m.text FROM transcript_words w JOIN transcript m ON m.position = w.rowid
JOIN customers c ON c.id = m.customer JOIN threads t ON t.customer = COALESCE(c.merged_into, c.id)
WHERE transcript_words MATCH $1 AND {scope} ORDER BY w.rowid DESC LIMIT $2

-- name: unlearnt_sqlite
SELECT upto, (SELECT MAX(position) FROM
  (SELECT position FROM transcript WHERE position > upto ORDER BY position LIMIT $1)) FROM words_learnt

-- name: learn_sqlite
INSERT INTO transcript_words (rowid, text) SELECT position, text FROM transcript WHERE position > $1 AND position <= $2

-- name: learnt_sqlite
UPDATE words_learnt SET upto = $1

-- name: newest_postgresql
SELECT t.customer, m.at, m.said_by, m.text
FROM (SELECT position, customer, at, said_by, text FROM transcript ORDER BY position DESC LIMIT {newest}) AS m
JOIN customers c ON c.id = m.customer JOIN threads t ON t.customer = COALESCE(c.merged_into, c.id)
WHERE plain_words(m.text) @@ to_tsquery('pg_catalog.simple', $1) AND {scope} ORDER BY m.position DESC LIMIT $2

-- name: newest_position
SELECT COALESCE(MAX(position), 0) FROM transcript

-- name: lately_postgresql
SELECT t.customer, m.at, m.said_by, m.text FROM transcript m
JOIN customers c ON c.id = m.customer JOIN threads t ON t.customer = COALESCE(c.merged_into, c.id)
WHERE plain_words(m.text) @@ to_tsquery('pg_catalog.simple', $1) AND m.position > {after} AND {scope}
ORDER BY m.position + 0 DESC LIMIT $2

-- name: said_postgresql
-- By the index of words: in the order of a column it would walk through all messages, whose words it takes for cheap to read.
SELECT t.customer, m.at, m.said_by, m.text FROM transcript m
JOIN customers c ON c.id = m.customer JOIN threads t ON t.customer = COALESCE(c.merged_into, c.id)
WHERE plain_words(m.text) @@ to_tsquery('pg_catalog.simple', $1) AND {scope} ORDER BY m.position + 0 DESC LIMIT $2

-- name: called
-- {called} are the threads by the words of their names; SQLite reads what stands left of a CROSS JOIN first.
SELECT t.customer FROM (SELECT DISTINCT thread FROM ({called}) AS every) AS named CROSS JOIN threads t
WHERE t.customer = named.thread AND {scope} ORDER BY t.last_at DESC LIMIT $1

-- name: word
SELECT thread FROM name_words WHERE word >= {first} AND word < {end}

-- name: at_address
SELECT t.customer FROM addresses a JOIN threads t ON t.customer = a.customer
WHERE a.identity IN each($1) AND {scope} LIMIT 20
