-- name: make
INSERT INTO staff_links (digest, purpose, staff, expires_at) VALUES ($1, $2, $3, $4)

-- name: forget_over
DELETE FROM staff_links WHERE expires_at <= $1

-- name: forget_of
DELETE FROM staff_links WHERE staff = $1

-- name: forget_owners
DELETE FROM staff_links WHERE purpose = 'owner'

-- name: find
SELECT purpose, staff, expires_at FROM staff_links WHERE digest = $1 AND expires_at > $2

-- name: use
DELETE FROM staff_links WHERE digest = $1 AND expires_at > $2 RETURNING purpose, staff, expires_at
