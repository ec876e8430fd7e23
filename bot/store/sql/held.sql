-- name: hold
UPDATE inbox SET state = 'dead', fault = $2 WHERE id = $1 AND state = 'waiting'
