-- name: open
INSERT INTO staff_sessions (digest, id, staff, proof, browser, place, created_at, seen_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $7)

-- name: forget_over
DELETE FROM staff_sessions WHERE seen_at <= $1 OR created_at <= $2

-- name: find
SELECT s.id, s.proof, s.browser, s.place, s.created_at, s.seen_at, p.id, p.email, p.name, p.role, p.points_of_sale,
  p.language, p.theme, p.timezone, p.disabled_at IS NOT NULL, p.password IS NOT NULL, p.second_factor IS NOT NULL,
  p.shortcuts, p.teams, p.telegram_id IS NOT NULL
FROM staff_sessions s JOIN staff p ON p.id = s.staff
WHERE s.digest = $1 AND s.seen_at > $2 AND s.created_at > $3 AND p.disabled_at IS NULL

-- name: seen
UPDATE staff_sessions SET seen_at = $2 WHERE digest = $1 AND seen_at < $2

-- name: of
SELECT id, proof, browser, place, created_at, seen_at FROM staff_sessions
WHERE staff = $1 AND seen_at > $2 AND created_at > $3 ORDER BY seen_at DESC

-- name: close
DELETE FROM staff_sessions WHERE staff = $1 AND id = $2

-- name: close_all
DELETE FROM staff_sessions WHERE staff = $1

-- name: close_others
DELETE FROM staff_sessions WHERE staff = $1 AND id <> $2
