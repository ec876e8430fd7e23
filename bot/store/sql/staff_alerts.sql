-- name: to_tell
-- What came into a team's hands and nobody was told of yet, with its thread as it stands.
SELECT h.id, h.customer, h.team, h.reason, h.opened_at, t.name, t.point_of_sale, t.assignee,
  COALESCE(t.waiting_since, h.opened_at) + COALESCE(p.lasts, $2),
  CASE WHEN h.closed_at IS NULL AND t.staff IS NULL AND t.folder = 'us' THEN 1 ELSE 0 END
FROM handovers h LEFT JOIN threads t ON t.customer = h.customer LEFT JOIN team_promises p ON p.team = h.team
WHERE h.told = 0 ORDER BY h.position LIMIT $1

-- name: told
UPDATE handovers SET told = 1 WHERE id = $1

-- name: stale
-- Alerts of what nobody need look at any more: given back, taken up, or given to somebody else.
SELECT o.id FROM outbox o JOIN handovers h ON h.id = o.event LEFT JOIN threads t ON t.customer = h.customer
WHERE o.position IN numbers($1) AND (h.closed_at IS NOT NULL OR t.staff IS NOT NULL
  OR (t.assignee IS NOT NULL AND 'staff:' || t.assignee <> o.customer))

-- name: addressees
SELECT id, email, name, role, points_of_sale, language, theme, timezone, disabled_at IS NOT NULL,
  password IS NOT NULL, second_factor IS NOT NULL, shortcuts, teams, telegram_id IS NOT NULL, telegram_id FROM staff
WHERE telegram_id IS NOT NULL AND disabled_at IS NULL ORDER BY id

-- name: forget
-- Alerts name the customer, so they go with them.
DELETE FROM outbox WHERE id IN (SELECT 'alert:' || h.id || ':' || s.id FROM handovers h CROSS JOIN staff s
  WHERE h.customer IN each($1))
