-- name: note
INSERT INTO ledger
  (customer, at, number, id, event, kind, words, rule, facts, version, flow, step, conversation, outbox)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
ON CONFLICT DO NOTHING

-- name: of
SELECT id, at, event, kind, words, rule, facts, version, flow, step, conversation, outbox FROM ledger
WHERE customer IN each($1) AND at >= $2 ORDER BY at, number

-- name: sent
SELECT id, channel, state, body FROM outbox WHERE id IN each($1) ORDER BY id
