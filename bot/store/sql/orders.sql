-- name: keep
INSERT INTO orders (customer, key, made_by, id, number, status, currency, total, placed_at, changed_at, body)
VALUES ($1, $2, $1, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (customer, key) DO UPDATE SET id = excluded.id, number = excluded.number, status = excluded.status,
  currency = excluded.currency, total = excluded.total, placed_at = excluded.placed_at,
  changed_at = excluded.changed_at, body = excluded.body

-- name: keep_line
INSERT INTO order_lines (customer, order_key, place, offer, sku, name, quantity, price, total)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: keep_cart
INSERT INTO carts (customer, key, made_by, state, changed_at, body) VALUES ($1, $2, $1, $3, $4, $5)
ON CONFLICT (customer, key) DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at, body = excluded.body

-- name: forget
DELETE FROM orders WHERE customer = $1 AND key = $2

-- name: forget_lines
DELETE FROM order_lines WHERE customer = $1 AND order_key = $2

-- name: forget_cart
DELETE FROM carts WHERE customer = $1 AND key = $2

-- name: take_lines
UPDATE order_lines SET customer = $2
WHERE customer = $1 AND order_key NOT IN (SELECT o.order_key FROM order_lines o WHERE o.customer = $2)

-- name: take_orders
UPDATE orders SET customer = $2 WHERE customer = $1 AND key NOT IN (SELECT o.key FROM orders o WHERE o.customer = $2)

-- name: take_carts
UPDATE carts SET customer = $2 WHERE customer = $1 AND key NOT IN (SELECT c.key FROM carts c WHERE c.customer = $2)

-- name: drop_lines
DELETE FROM order_lines WHERE customer = $1

-- name: drop_orders
DELETE FROM orders WHERE customer = $1

-- name: drop_carts
DELETE FROM carts WHERE customer = $1

-- name: give_lines
UPDATE order_lines SET customer = $2
WHERE customer = $1 AND order_key IN (SELECT o.key FROM orders o WHERE o.customer = $1 AND o.made_by = $2)

-- name: give_orders
UPDATE orders SET customer = $2 WHERE customer = $1 AND made_by = $2

-- name: give_carts
UPDATE carts SET customer = $2 WHERE customer = $1 AND made_by = $2

-- name: owner
SELECT customer FROM orders WHERE id = $1 ORDER BY changed_at DESC LIMIT 1

-- name: among
SELECT customer, body FROM orders
WHERE customer IN each($1) AND (id IN each($2) OR number IN each($2) OR key IN each($2))

-- name: of_customer
SELECT body FROM orders WHERE customer IN each($1) ORDER BY changed_at DESC LIMIT $2
