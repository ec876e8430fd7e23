-- name: all
SELECT name, paused_until, stopped_until, stop_reason FROM senders ORDER BY name

-- name: of
SELECT name, paused_until, stopped_until, stop_reason FROM senders WHERE name = $1

-- name: pause
INSERT INTO senders (name, paused_until) VALUES ($1, $2)
ON CONFLICT (name) DO UPDATE SET paused_until = excluded.paused_until WHERE excluded.paused_until > senders.paused_until

-- name: ended
SELECT COUNT(*), COALESCE(SUM(CASE WHEN error IN each($3) THEN 1 ELSE 0 END), 0) FROM (
  SELECT o.state, o.error FROM outbox o
  WHERE o.sender = $1 AND o.channel = 'sms' AND o.state IN ('sent', 'delivered', 'read', 'undelivered', 'failed')
    AND o.position > COALESCE((SELECT s.counted_from FROM senders s WHERE s.name = $1), 0)
  ORDER BY o.position DESC LIMIT $2) AS last

-- name: stop
INSERT INTO senders (name, stopped_until, stop_reason) VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET stopped_until = excluded.stopped_until, stop_reason = excluded.stop_reason
WHERE senders.stopped_until <= $4

-- name: release
UPDATE senders SET stopped_until = 0, stop_reason = '', counted_from = (SELECT COALESCE(MAX(position), 0) FROM outbox)
WHERE stopped_until > $1 AND ($2 = '' OR name = $2) RETURNING name
