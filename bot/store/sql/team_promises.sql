-- name: all
SELECT team, lasts FROM team_promises

-- name: promise
INSERT INTO team_promises (team, lasts) VALUES ($1, $2) ON CONFLICT (team) DO UPDATE SET lasts = excluded.lasts

-- name: forget
DELETE FROM team_promises WHERE team = $1
