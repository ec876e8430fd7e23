-- name: keep
INSERT INTO attachments (id, customer, staff, at, ref, name, kind, mime, size) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING

-- name: waiting
-- Those whose message never came into the inbox stand in the box still.
SELECT id, at, ref, name, kind, mime, size FROM attachments WHERE customer IN each($1) AND staff = $2 AND at >= $3 AND (event IS NULL OR NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.id = attachments.event)) ORDER BY at, id

-- name: take
UPDATE attachments SET event = $4 WHERE id IN each($1) AND customer IN each($2) AND staff = $3 AND (event IS NULL OR event = $4 OR NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.id = attachments.event)) RETURNING id, at, ref, name, kind, mime, size

-- name: drop
DELETE FROM attachments WHERE id = $1 AND customer IN each($2) AND staff = $3 AND (event IS NULL OR NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.id = attachments.event)) RETURNING ref

-- name: give_back
-- Said by `later`, as a message is called off.
UPDATE attachments SET event = NULL WHERE event = $1

-- name: get
SELECT id, at, ref, name, kind, mime, size FROM attachments WHERE id = $1

-- name: forget_unsent
-- One that went with a message is told by the inbox for as long as that keeps it; older ones are left alone.
DELETE FROM attachments WHERE at < $1 AND (event IS NULL OR (at > $2 AND NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.id = attachments.event))) RETURNING ref

-- name: among
SELECT id FROM attachments WHERE id IN each($1)

-- name: forget_old
-- Said by `retention`.
DELETE FROM attachments WHERE at < $1
