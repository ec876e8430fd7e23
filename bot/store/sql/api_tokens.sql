-- name: make
INSERT INTO api_tokens (id, digest, prefix, name, scopes, points_of_sale, made_by, made_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: find
SELECT id, name, prefix, scopes, made_by, made_at, points_of_sale, expires_at, last_used_at, revoked_at, revoked_by
FROM api_tokens WHERE digest = $1

-- name: all
SELECT id, name, prefix, scopes, made_by, made_at, points_of_sale, expires_at, last_used_at, revoked_at, revoked_by
FROM api_tokens ORDER BY made_at DESC, id

-- name: revoke
UPDATE api_tokens SET revoked_at = $2, revoked_by = $3 WHERE id = $1 AND revoked_at IS NULL RETURNING id

-- name: used
UPDATE api_tokens SET last_used_at = $2 WHERE id = $1 AND COALESCE(last_used_at, 0) < $2
