-- name: to_address
-- A part that is leaving, or, while the bot has the thread, a message of theirs that waits for its turn or facts that an
-- answer waits for.
SELECT
  EXISTS (
    SELECT 1 FROM outbox o
    WHERE o.customer = c.id AND o.state IN ('queued', 'sending', 'unknown') AND o.state <> 'unknown'
      AND o.channel = $2 AND o.address = $3 AND o.due_at > $4 AND o.due_at <= $5)
  OR c.team IS NULL AND EXISTS (
    SELECT 1 FROM inbox i
    WHERE i.state = 'waiting' AND i.due_at > $4 AND i.due_at <= $5 AND i.customer = c.id AND i.source = $2
      AND i.event LIKE '{"type":"message.received"%')
  OR c.team IS NULL AND EXISTS (
    SELECT 1 FROM errands e
    WHERE e.state = 'waiting' AND e.due_at > $4 AND e.due_at <= $5 AND e.kind = 'fetch' AND e.customer = c.id)
FROM customers c WHERE c.id = (SELECT customer FROM addresses WHERE identity = $1 LIMIT 1)
