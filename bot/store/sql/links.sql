-- name: make
INSERT INTO links (digest, customer, expires_at) VALUES ($1, $2, $3) ON CONFLICT (digest) DO NOTHING

-- name: forget_over
DELETE FROM links WHERE expires_at <= $1

-- name: bearer
SELECT customer FROM links WHERE digest = $1 AND expires_at > $2 AND (used_by IS NULL OR used_by = $3) SKIP_LOCKED

-- name: taken
SELECT customer FROM links WHERE digest = $1 AND expires_at > $2 AND used_by IS NULL

-- name: use
UPDATE links SET used_by = $2 WHERE digest = $1
