-- name: forget
DELETE FROM api_answers WHERE began_at < $1

-- name: begin
INSERT INTO api_answers (token, name, digest, began_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (token, name) DO NOTHING RETURNING name

-- name: look
SELECT digest, status, answer FROM api_answers WHERE token = $1 AND name = $2

-- name: take_over
-- Whoever began it is gone: what they did has the key's own id, and is done once.
UPDATE api_answers SET began_at = $4 WHERE token = $1 AND name = $2 AND status IS NULL AND began_at < $3 RETURNING name

-- name: keep
UPDATE api_answers SET status = $3, answer = $4 WHERE token = $1 AND name = $2 AND status IS NULL

-- name: let_go
DELETE FROM api_answers WHERE token = $1 AND name = $2 AND status IS NULL
