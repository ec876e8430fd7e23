-- name: look
INSERT INTO thread_presence (customer, staff, until) VALUES ($1, $2, $3)
ON CONFLICT (customer, staff) DO UPDATE SET until = excluded.until

-- name: type
INSERT INTO thread_presence (customer, staff, until, typing_until) VALUES ($1, $2, $3, $4)
ON CONFLICT (customer, staff) DO UPDATE SET until = excluded.until, typing_until = excluded.typing_until

-- name: leave
DELETE FROM thread_presence WHERE customer = $1 AND staff = $2

-- name: others
SELECT staff, typing_until FROM thread_presence WHERE customer = $1 AND staff <> $2 AND until > $3 ORDER BY staff

-- name: typing
SELECT staff FROM thread_presence WHERE customer = $1 AND staff <> $2 AND typing_until > $3 ORDER BY staff

-- name: claim
-- Nobody else answered after the thread was read: of two at once, the second finds the first one's row.
INSERT INTO thread_claims (customer, staff, at) VALUES ($1, $2, $3)
ON CONFLICT (customer) DO UPDATE SET staff = excluded.staff, at = excluded.at
WHERE thread_claims.staff = excluded.staff OR thread_claims.at <= $4
RETURNING staff

-- name: claimed_by
SELECT staff FROM thread_claims WHERE customer = $1

-- name: answered
UPDATE thread_presence SET typing_until = 0 WHERE customer = $1 AND staff = $2
