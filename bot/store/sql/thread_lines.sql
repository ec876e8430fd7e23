-- name: said
-- {who} is `= $1` or `IN each($1)`; what of a part has become known stands in the outbox.
SELECT t.position, t.at, t.direction, t.channel, t.address, t.source, t.said_by, t.text, t.body,
  o.state, o.error, o.purpose, o.flow, o.step, o.version, o.event, o.resent, o.changed_at
FROM transcript t LEFT JOIN outbox o ON o.id = t.source AND t.direction = 'out'
WHERE t.customer {who} AND t.position < $2 ORDER BY t.position DESC LIMIT $3

-- name: on_its_way
-- Not said yet, or perhaps: what waits, is being sent, or is uncertain.
SELECT o.position, o.created_at, 'out', o.channel, o.address, o.id, o.said_by, '', o.body,
  o.state, o.error, o.purpose, o.flow, o.step, o.version, o.event, o.resent, o.changed_at
FROM outbox o WHERE o.customer {who} AND o.state IN ('queued', 'sending', 'unknown') ORDER BY o.position LIMIT 100

-- name: arrived
-- Messages that had no turn yet, or whose turn failed each time: no transcript has them.
SELECT i.received_at, i.state, i.event FROM inbox i
WHERE i.customer {who} AND i.state IN ('waiting', 'dead') AND i.event LIKE '{{"type":"message.received"%'
ORDER BY i.position LIMIT 100

-- name: stopped
-- What never left, of messages that the ledger names.
SELECT o.position, o.created_at, 'out', o.channel, o.address, o.id, o.said_by, '', o.body,
  o.state, o.error, o.purpose, o.flow, o.step, o.version, o.event, o.resent, o.changed_at
FROM outbox o WHERE o.id IN each($1) AND o.state IN ('dropped', 'refused', 'abandoned')

-- name: decided
SELECT id, at, event, kind, words, rule, facts, version, flow, step, conversation, outbox FROM ledger
WHERE customer {who} AND at >= $2 AND at <= $3 ORDER BY at, number LIMIT 1000

-- name: moves
SELECT at, journey, left_stage, stage, direction, cause FROM stage_moves
WHERE customer {who} ORDER BY position DESC LIMIT $2

-- name: moments
SELECT at, journey, cause, change, value, rule FROM moments
WHERE customer {who} ORDER BY position DESC LIMIT $2

-- name: answered
SELECT id, at, event, kind, words, rule, facts, version, flow, step, conversation, outbox FROM ledger
WHERE customer {who} AND kind = 'understood' ORDER BY at DESC LIMIT $2

-- name: gone_through
SELECT flow FROM ledger WHERE customer {who} AND flow IS NOT NULL GROUP BY flow ORDER BY MAX(at) DESC LIMIT 100

-- name: brought
SELECT met_at, source, event FROM inbox
WHERE customer {who} AND state = 'done' AND event LIKE '{{"type":"customer.imported"%'
UNION ALL SELECT met_at, source, event FROM events
WHERE customer {who} AND event LIKE '{{"type":"customer.imported"%' ORDER BY 1
