-- name: write
INSERT INTO notes (id, customer, at, staff, text) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING

-- name: of
SELECT id, at, staff, text FROM notes WHERE customer IN each($1) AND at >= $2 ORDER BY at, position LIMIT 500
