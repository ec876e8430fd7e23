-- name: get
SELECT began_at, ended_at, passed, failed, total, told_at, report FROM playbook_runs WHERE version = $1 AND program = $2

-- name: begin
INSERT INTO playbook_runs (version, program, began_at, told_at) VALUES ($1, $2, $3, $3)
ON CONFLICT (version, program) DO UPDATE SET began_at = excluded.began_at, told_at = excluded.told_at, ended_at = NULL,
  passed = 0, failed = 0, total = 0, report = ''

-- name: tell
UPDATE playbook_runs SET told_at = $4, passed = $5, failed = $6, total = $7
WHERE version = $1 AND program = $2 AND began_at = $3 AND ended_at IS NULL

-- name: finish
UPDATE playbook_runs SET ended_at = $4, passed = $5, failed = $6, total = $7, told_at = $4, report = $8
WHERE version = $1 AND program = $2 AND began_at = $3
