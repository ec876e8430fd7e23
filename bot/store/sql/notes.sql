-- name: write
INSERT INTO notes (id, customer, at, staff, text) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING

-- name: of
SELECT id, at, staff, text FROM notes WHERE customer IN each($1) AND at >= $2 ORDER BY at, position LIMIT 500

-- name: mention
INSERT INTO note_mentions (staff, customer, note) VALUES ($1, $2, $3) ON CONFLICT (staff, customer, note) DO NOTHING

-- name: seen
-- Said by `threads`, as the thread is opened.
DELETE FROM note_mentions WHERE customer = $1 AND staff = $2
