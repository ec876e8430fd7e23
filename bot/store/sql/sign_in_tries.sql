-- name: get
SELECT failures, free_at, tried_at FROM sign_in_tries WHERE name = $1 ROW_LOCK

-- name: make
INSERT INTO sign_in_tries (name, failures, free_at, tried_at) VALUES ($1, 0, 0, 0) ON CONFLICT (name) DO NOTHING

-- name: set
UPDATE sign_in_tries SET failures = $2, free_at = $3, tried_at = $4 WHERE name = $1

-- name: forget
DELETE FROM sign_in_tries WHERE name = $1

-- name: forget_old
DELETE FROM sign_in_tries WHERE tried_at <= $1
