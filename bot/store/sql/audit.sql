-- name: end
SELECT position, hash FROM audit_end WHERE id = 1 ROW_LOCK

-- name: append
INSERT INTO audit (position, at, who, act, subject, details, previous, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: move_end
UPDATE audit_end SET position = $1, hash = $2 WHERE id = 1

-- name: where_it_ends
SELECT position, hash FROM audit_end WHERE id = 1

-- name: before
SELECT position, at, who, act, subject, details, previous, hash FROM audit
WHERE position < $1 ORDER BY position DESC LIMIT $2

-- name: of
SELECT position, at, who, act, subject, details, previous, hash FROM audit
WHERE subject = $1 AND position < $2 ORDER BY position DESC LIMIT $3

-- name: after
SELECT position, at, who, act, subject, details, previous, hash FROM audit
WHERE position > $1 ORDER BY position LIMIT $2
