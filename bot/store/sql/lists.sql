-- A page of keys first, each with whose row it is; then the rows of those that may be seen. {whose} narrows keys.

-- name: customers
SELECT created_at, id, id FROM customers WHERE (created_at, id) > ($1, $2) AND merged_into IS NULL
  AND (state <> '' OR EXISTS (SELECT 1 FROM addresses a WHERE a.customer = customers.id)) {whose}
ORDER BY created_at, id LIMIT $3

-- name: customer_rows
SELECT created_at, id, state, point_of_sale FROM customers WHERE id IN each($1) ORDER BY created_at, id

-- name: knows
SELECT 1 FROM customers WHERE id = $1 AND (state <> '' OR EXISTS (SELECT 1 FROM addresses a WHERE a.customer = customers.id))

-- name: messages
SELECT position, customer FROM transcript WHERE position > $1 {whose} ORDER BY position LIMIT $2

-- name: message_rows
SELECT t.position, t.customer, t.at, t.direction, t.channel, t.address, t.source, t.said_by, t.text, o.purpose, o.state, o.flow,
  t.body
FROM transcript t LEFT JOIN outbox o ON o.id = t.source AND t.direction = 'out'
WHERE t.position IN numbers($1) ORDER BY t.position

-- name: conversations
SELECT position, customer FROM conversations WHERE position > $1 {whose} ORDER BY position LIMIT $2

-- name: conversation_rows
SELECT position, customer, id, flow, version, outcome, started_at, ended_at FROM conversations
WHERE position IN numbers($1) ORDER BY position

-- name: feedback
SELECT position, customer FROM feedback WHERE position > $1 {whose} ORDER BY position LIMIT $2

-- name: feedback_rows
SELECT position, customer, key, at, changed_at, scale, about, score, level, comment, source, channel, flow, recovery
FROM feedback WHERE position IN numbers($1) ORDER BY position

-- name: consents
SELECT position, customer FROM consents WHERE position > $1 {whose} ORDER BY position LIMIT $2

-- name: consent_rows
SELECT position, customer, id, at, purpose, channel, granted, wording, source, evidence, pending FROM consents
WHERE position IN numbers($1) ORDER BY position

-- name: deliveries
SELECT position, customer FROM errands WHERE kind IN ('emit', 'place_order') AND position > $1 {whose} ORDER BY position LIMIT $2

-- name: delivery_rows
SELECT position, customer, id, body, state, created_at, due_at, attempts, error FROM errands
WHERE position IN numbers($1) ORDER BY position

-- name: orders
SELECT customer, key, customer FROM orders WHERE (customer, key) > ($1, $2) {whose} ORDER BY customer, key LIMIT $3

-- name: order_rows
SELECT customer, key, changed_at, body FROM orders WHERE customer IN each($1) AND key IN each($2) ORDER BY customer, key

-- name: journeys
SELECT customer, journey, customer FROM journeys WHERE (customer, journey) > ($1, $2) {whose} ORDER BY customer, journey LIMIT $3

-- name: journey_rows
SELECT customer, journey, stage, since, direction, cause FROM journeys WHERE customer IN each($1) AND journey IN each($2)
ORDER BY customer, journey

-- name: handovers
SELECT position, customer FROM handovers WHERE position > $1 {whose} ORDER BY position LIMIT $2

-- name: open_handovers
SELECT position, customer FROM handovers WHERE closed_at IS NULL AND position > $1 {whose} ORDER BY position LIMIT $2

-- name: handover_rows
SELECT position, customer, id, team, reason, priority, conversation, opened_at, closed_at, closed_by FROM handovers
WHERE position IN numbers($1) ORDER BY position

-- name: roots
-- Who each of these customers is now, and whose point of sale they are of.
WITH RECURSIVE up(first, id, merged_into, point_of_sale) AS (
  SELECT c.id, c.id, c.merged_into, c.point_of_sale FROM customers c WHERE c.id IN each($1)
  UNION SELECT u.first, c.id, c.merged_into, c.point_of_sale FROM customers c JOIN up u ON c.id = u.merged_into)
SELECT first, id, point_of_sale FROM up WHERE merged_into IS NULL
