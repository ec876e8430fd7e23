-- name: dismiss
INSERT INTO dismissed_questions (subject, text, at, dismissed_by) VALUES ($1, $2, $3, $4)
ON CONFLICT (subject) DO UPDATE SET text = excluded.text, at = excluded.at, dismissed_by = excluded.dismissed_by

-- name: take_back
DELETE FROM dismissed_questions WHERE subject = $1

-- name: all
SELECT subject, text, at, dismissed_by FROM dismissed_questions ORDER BY at DESC, subject LIMIT $1
