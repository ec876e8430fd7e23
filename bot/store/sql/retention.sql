-- name: bodies_page
SELECT position, received_at, raw IS NOT NULL FROM inbox WHERE position > $1 ORDER BY position LIMIT $2

-- name: forget_bodies
UPDATE inbox SET raw = NULL WHERE position IN numbers($1)

-- name: inbox_page
SELECT position, received_at, state = 'done' FROM inbox WHERE position > $1 ORDER BY position LIMIT $2

-- name: forget_inbox
DELETE FROM inbox WHERE position IN numbers($1)

-- name: outbox_page
SELECT position, created_at, state NOT IN ('queued', 'sending', 'unknown') FROM outbox WHERE position > $1 ORDER BY position LIMIT $2

-- name: forget_outbox
DELETE FROM outbox WHERE position IN numbers($1)

-- name: transcript_page
SELECT position, at, 1 = 1 FROM transcript WHERE position > $1 ORDER BY position LIMIT $2

-- name: forget_transcript
DELETE FROM transcript WHERE position IN numbers($1)

-- name: forget_strays
DELETE FROM stray_reports WHERE at < $1
