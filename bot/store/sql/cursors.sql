-- name: get
SELECT value FROM cursors WHERE name = $1

-- name: set
INSERT INTO cursors (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value
