-- {who} is `= $1` for who has one id, the usual case, and `IN each($1)` for who was several customers.

-- name: of_customer
SELECT position, at, direction, channel, address, source, said_by, text, body FROM transcript
WHERE customer {who} AND position > $2 ORDER BY position LIMIT $3

-- name: of_address
SELECT position, at, direction, channel, address, source, said_by, text, body FROM transcript
WHERE customer {who} AND channel = $2 AND address = $3 AND position > $4 ORDER BY position LIMIT $5

-- name: latest_of_address
SELECT position, at, direction, channel, address, source, said_by, text, body FROM transcript
WHERE customer {who} AND channel = $2 AND address = $3 ORDER BY position DESC LIMIT $4

-- name: heard
SELECT channel, body FROM transcript WHERE customer IN each($1) AND source = $2 AND direction = 'in'
