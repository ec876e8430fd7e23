-- name: get
SELECT channel, language, began_at, lines FROM playbook_trials WHERE draft = $1 AND staff = $2

-- name: put
INSERT INTO playbook_trials (draft, staff, channel, language, began_at, lines) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (draft, staff) DO UPDATE SET channel = excluded.channel, language = excluded.language,
  began_at = excluded.began_at, lines = excluded.lines
