-- name: make
INSERT INTO playbook_drafts (id, title, base, made_by, made_at, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $4, $5)

-- name: open
SELECT id, title, base, made_by, made_at, changed_by, changed_at, closed_at, published FROM playbook_drafts
WHERE closed_at IS NULL ORDER BY changed_at DESC, id LIMIT $1

-- name: get
SELECT id, title, base, made_by, made_at, changed_by, changed_at, closed_at, published FROM playbook_drafts WHERE id = $1

-- name: files
SELECT path, text, revision, changed_by, changed_at FROM playbook_draft_files WHERE draft = $1 ORDER BY path

-- name: file
SELECT path, text, revision, changed_by, changed_at FROM playbook_draft_files WHERE draft = $1 AND path = $2

-- name: put
INSERT INTO playbook_draft_files (draft, path, text, revision, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (draft, path) DO UPDATE SET text = excluded.text, revision = excluded.revision,
  changed_by = excluded.changed_by, changed_at = excluded.changed_at

-- name: touch
UPDATE playbook_drafts SET changed_by = $2, changed_at = $3 WHERE id = $1 AND closed_at IS NULL RETURNING id

-- name: rebase
UPDATE playbook_drafts SET base = $2 WHERE id = $1 AND base = $3

-- name: close
UPDATE playbook_drafts SET closed_at = $2, published = $3, changed_by = $4, changed_at = $2
WHERE id = $1 AND closed_at IS NULL RETURNING base

-- name: forget_trials
DELETE FROM playbook_trials WHERE draft = $1
