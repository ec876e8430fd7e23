-- name: all
SELECT id, name, language, text FROM saved_replies ORDER BY name, language LIMIT 500

-- name: save
INSERT INTO saved_replies (id, name, language, text, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, language = excluded.language, text = excluded.text,
  changed_at = excluded.changed_at, changed_by = excluded.changed_by

-- name: forget
DELETE FROM saved_replies WHERE id = $1
