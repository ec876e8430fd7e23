-- name: ask
INSERT INTO backtests (id, asked_by, asked_at, title, used, tried, sources, since_at, until_at, state, seen_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', $3)

-- name: get
SELECT id, asked_by, asked_at, title, used, tried, since_at, until_at, state, reached, people, figures, fault, ended_at
FROM backtests WHERE id = $1

-- name: latest
SELECT id, asked_by, asked_at, title, used, tried, since_at, until_at, state, reached, people, figures, fault, ended_at
FROM backtests ORDER BY position DESC LIMIT $1

-- name: sources
SELECT sources FROM backtests WHERE id = $1

-- name: under_way
SELECT id, state, seen_at FROM backtests WHERE state IN ('waiting', 'running') ORDER BY position ROW_LOCK

-- name: start
UPDATE backtests SET state = 'running', seen_at = $2 WHERE id = $1

-- name: count
UPDATE backtests SET people = $2, seen_at = $3 WHERE id = $1 AND state = 'running' RETURNING id

-- name: go_on
UPDATE backtests SET reached = $2, figures = $3, seen_at = $4 WHERE id = $1 AND state = 'running' RETURNING id

-- name: treated
-- Who was erased meanwhile is nobody any more.
INSERT INTO backtest_customers (backtest, customer, pairs)
SELECT CAST($1 AS TEXT), c.id, CAST($3 AS TEXT) FROM customers c WHERE c.id = $2 AND c.state <> ''
ON CONFLICT (backtest, customer) DO UPDATE SET pairs = excluded.pairs

-- name: end
UPDATE backtests SET state = $2, fault = $3, ended_at = $4 WHERE id = $1 AND state IN ('waiting', 'running') RETURNING id

-- name: give_up
UPDATE backtests SET state = 'waiting' WHERE id = $1 AND state = 'running'

-- name: too_many
SELECT id FROM backtests WHERE state NOT IN ('waiting', 'running') ORDER BY position DESC LIMIT 1000 OFFSET $1

-- name: forget_customers
DELETE FROM backtest_customers WHERE backtest IN each($1)

-- name: forget
DELETE FROM backtests WHERE id IN each($1)

-- name: old
SELECT id FROM backtests WHERE state NOT IN ('waiting', 'running') AND ended_at < $1

-- name: customers
-- {places} narrows to points of sale.
SELECT b.customer, b.pairs, c.merged_into FROM backtest_customers b JOIN customers c ON c.id = b.customer
WHERE b.backtest = $1 AND b.customer > $2 {places} ORDER BY b.customer LIMIT $3
