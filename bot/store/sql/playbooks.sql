-- name: put
INSERT INTO playbooks (version, sources, note, published_at, published_by) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (version) DO NOTHING

-- name: retire
UPDATE playbooks SET current_since = NULL WHERE version <> $1

-- name: promote
UPDATE playbooks SET current_since = $2 WHERE version = $1

-- name: get
SELECT sources FROM playbooks WHERE version = $1

-- name: current
SELECT version FROM playbooks WHERE current_since IS NOT NULL

-- name: in_use
SELECT version, current_since FROM playbooks WHERE current_since IS NOT NULL

-- name: list
SELECT p.version, p.note, p.published_at, p.published_by, p.current_since,
  (SELECT COUNT(*) FROM conversations c WHERE c.version = p.version),
  (SELECT COUNT(*) FROM customers u WHERE u.playbook = p.version)
FROM playbooks p ORDER BY p.published_at DESC, p.version
