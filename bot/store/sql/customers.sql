-- name: state
SELECT state FROM customers WHERE id = $1

-- name: by_identity
SELECT customer FROM addresses WHERE identity = $1 LIMIT 1

-- name: addresses
SELECT channel, id FROM addresses WHERE customer = $1 ORDER BY since, channel

-- name: count
SELECT COUNT(*) FROM customers
