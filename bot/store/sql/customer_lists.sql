-- {where} and {limit} are written by `customer_lists`. `t` is the thread of who the customer is now.

-- name: moved
SELECT t.customer, t.name, t.channel, t.direction, t.relationship, t.point_of_sale, t.last_at, t.last_line, t.last_by,
  m.journey, m.stage, m.at, m.left_stage, m.direction, m.cause, NULL, m.position
FROM stage_moves m JOIN customers c ON c.id = m.customer JOIN threads t ON t.customer = COALESCE(c.merged_into, c.id)
WHERE {where} ORDER BY m.at DESC, m.position DESC LIMIT {limit}

-- name: few
SELECT t.customer FROM threads t WHERE {where} LIMIT {limit}

-- name: moved_of_few
-- The same of few customers, whose own moves and those of who became them are read; SQLite keeps a CROSS JOIN's order.
SELECT t.customer, t.name, t.channel, t.direction, t.relationship, t.point_of_sale, t.last_at, t.last_line, t.last_by,
  m.journey, m.stage, m.at, m.left_stage, m.direction, m.cause, NULL, m.position
FROM (SELECT f.value AS id, f.value AS root FROM each({few}) AS f
  UNION ALL SELECT c.id, c.merged_into FROM each({few}) AS f CROSS JOIN customers c WHERE c.merged_into = f.value) AS who
CROSS JOIN stage_moves m CROSS JOIN threads t
WHERE m.customer = who.id AND t.customer = who.root AND {where} ORDER BY m.at DESC, m.position DESC LIMIT {limit}

-- name: standing
SELECT t.customer, t.name, t.channel, j.direction, t.relationship, t.point_of_sale, t.last_at, t.last_line, t.last_by,
  j.journey, j.stage, j.since, '', j.direction, j.cause, j.since, j.customer
FROM journeys j JOIN threads t ON t.customer = j.customer
WHERE {where} ORDER BY {order} LIMIT {limit}

-- name: standing_of_few
SELECT t.customer, t.name, t.channel, j.direction, t.relationship, t.point_of_sale, t.last_at, t.last_line, t.last_by,
  j.journey, j.stage, j.since, '', j.direction, j.cause, j.since, j.customer
FROM each({few}) AS f CROSS JOIN journeys j CROSS JOIN threads t
WHERE j.customer = f.value AND t.customer = f.value AND {where} ORDER BY {order} LIMIT {limit}

-- name: known
SELECT t.customer, t.name, t.channel, t.direction, t.relationship, t.point_of_sale, t.last_at, t.last_line, t.last_by,
  t.journey, t.stage, t.last_at, '', t.direction, '',
  (SELECT j.since FROM journeys j WHERE j.customer = t.customer AND j.journey = t.journey),
  t.customer
FROM threads t WHERE {where} ORDER BY t.last_at DESC, t.customer DESC LIMIT {limit}

-- name: met_postgresql
-- Who was met in a cell of the map of contacts, the latest first: where few are asked for, PostgreSQL puts together whoever was there.
SELECT t.customer, t.name, t.channel, t.direction, t.relationship, t.point_of_sale, t.last_at, t.last_line, t.last_by,
  t.journey, t.stage, k.at, '', t.direction, CAST(k.messages AS TEXT),
  (SELECT j.since FROM journeys j WHERE j.customer = t.customer AND j.journey = t.journey),
  k.customer
FROM (SELECT k.customer, MAX(k.at) AS at, COUNT(*) AS messages FROM contacts k WHERE {cell} GROUP BY k.customer) AS k
JOIN customers c ON c.id = k.customer JOIN threads t ON t.customer = COALESCE(c.merged_into, c.id)
WHERE {where} ORDER BY k.at DESC, k.customer DESC LIMIT {limit}

-- name: met
-- The same along the cell, each customer by their last contact there ({again} is the cell once more, of `n`): a page costs what it holds.
-- The OFFSET keeps PostgreSQL from joining all contacts with all.
SELECT t.customer, t.name, t.channel, t.direction, t.relationship, t.point_of_sale, t.last_at, t.last_line, t.last_by,
  t.journey, t.stage, k.at, '', t.direction,
  CAST((SELECT COUNT(*) FROM contacts n WHERE n.customer = k.customer AND {again}) AS TEXT),
  (SELECT j.since FROM journeys j WHERE j.customer = t.customer AND j.journey = t.journey),
  k.customer
FROM contacts k JOIN customers c ON c.id = k.customer JOIN threads t ON t.customer = COALESCE(c.merged_into, c.id)
WHERE {cell} AND {where} AND NOT EXISTS (
  SELECT 1 FROM contacts n WHERE n.customer = k.customer AND {again} AND (n.at, n.position) > (k.at, k.position) LIMIT 1 OFFSET 0)
ORDER BY k.at DESC, k.customer DESC LIMIT {limit}

-- name: met_of_few
SELECT t.customer, t.name, t.channel, t.direction, t.relationship, t.point_of_sale, t.last_at, t.last_line, t.last_by,
  t.journey, t.stage, k.at, '', t.direction, CAST(k.messages AS TEXT),
  (SELECT j.since FROM journeys j WHERE j.customer = t.customer AND j.journey = t.journey),
  k.customer
FROM (SELECT who.root, n.customer, MAX(n.at) AS at, COUNT(*) AS messages
  FROM (SELECT f.value AS id, f.value AS root FROM each({few}) AS f
    UNION ALL SELECT c.id, c.merged_into FROM each({few}) AS f CROSS JOIN customers c WHERE c.merged_into = f.value) AS who
  CROSS JOIN contacts n WHERE n.customer = who.id AND {again} GROUP BY who.root, n.customer) AS k
JOIN threads t ON t.customer = k.root
WHERE {where} ORDER BY k.at DESC, k.customer DESC LIMIT {limit}
