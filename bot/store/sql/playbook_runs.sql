-- name: get
SELECT began_at, ended_at, passed, failed, report FROM playbook_runs WHERE version = $1 AND program = $2

-- name: begin
INSERT INTO playbook_runs (version, program, began_at) VALUES ($1, $2, $3)
ON CONFLICT (version, program) DO UPDATE SET began_at = excluded.began_at, ended_at = NULL, passed = 0, failed = 0,
  report = ''

-- name: finish
UPDATE playbook_runs SET ended_at = $4, passed = $5, failed = $6, report = $7
WHERE version = $1 AND program = $2 AND began_at = $3
