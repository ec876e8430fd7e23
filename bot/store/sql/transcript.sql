-- name: of_customer
SELECT position, at, direction, channel, address, source, said_by, text, body FROM transcript
WHERE customer = $1 AND position > $2 ORDER BY position LIMIT $3

-- name: latest_of_customer
SELECT position, at, direction, channel, address, source, said_by, text, body FROM transcript
WHERE customer = $1 ORDER BY position DESC LIMIT $2

-- name: of_address
SELECT position, at, direction, channel, address, source, said_by, text, body FROM transcript
WHERE channel = $1 AND address = $2 AND position > $3 ORDER BY position LIMIT $4

-- name: latest_of_address
SELECT position, at, direction, channel, address, source, said_by, text, body FROM transcript
WHERE channel = $1 AND address = $2 ORDER BY position DESC LIMIT $3
