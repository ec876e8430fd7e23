-- name: all
SELECT telegram_id, id FROM staff WHERE telegram_id IS NOT NULL AND disabled_at IS NULL

-- name: forget_over
DELETE FROM staff_chat_links WHERE expires_at <= $1

-- name: forget_of
DELETE FROM staff_chat_links WHERE staff = $1

-- name: make
INSERT INTO staff_chat_links (digest, staff, expires_at) VALUES ($1, $2, $3)

-- name: use
DELETE FROM staff_chat_links WHERE digest = $1 AND expires_at > $2 RETURNING staff

-- name: by_chat
SELECT id FROM staff WHERE telegram_id = $1

-- name: enabled
SELECT telegram_id FROM staff WHERE id = $1 AND disabled_at IS NULL ROW_LOCK

-- name: link
UPDATE staff SET telegram_id = $2 WHERE id = $1

-- name: unlink
UPDATE staff SET telegram_id = NULL WHERE id = $1 AND telegram_id IS NOT NULL RETURNING id

-- name: let_go
-- The chat was closed on the other side.
UPDATE staff SET telegram_id = NULL WHERE telegram_id = $1

-- name: chat_of
SELECT telegram_id FROM staff WHERE id = $1 AND telegram_id IS NOT NULL

-- name: customer_at
SELECT customer FROM addresses WHERE channel = 'telegram' AND identity = $1
