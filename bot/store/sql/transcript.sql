-- name: of_customer
SELECT position, at, direction, channel, address, source, said_by, text, body FROM transcript
WHERE customer = $1 AND position > $2 ORDER BY position LIMIT $3

-- name: latest_of_customer
SELECT position, at, direction, channel, address, source, said_by, text, body FROM transcript
WHERE customer = $1 ORDER BY position DESC LIMIT $2

-- name: of_address
SELECT position, at, direction, channel, address, source, said_by, text, body FROM transcript
WHERE customer = (SELECT customer FROM addresses WHERE identity = $1 LIMIT 1)
  AND channel = $2 AND address = $3 AND position > $4 ORDER BY position LIMIT $5

-- name: latest_of_address
SELECT position, at, direction, channel, address, source, said_by, text, body FROM transcript
WHERE customer = (SELECT customer FROM addresses WHERE identity = $1 LIMIT 1)
  AND channel = $2 AND address = $3 ORDER BY position DESC LIMIT $4
