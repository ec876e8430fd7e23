-- name: documents
SELECT id, state FROM customers WHERE id > $1 AND state <> '' ORDER BY id LIMIT $2

-- name: moves
SELECT customer, at, facts FROM ledger WHERE kind = 'moved' ORDER BY customer, at, number

-- name: contacts
SELECT position, customer, at, direction, channel FROM transcript
WHERE position > $1 AND at >= $2 ORDER BY position LIMIT $3
