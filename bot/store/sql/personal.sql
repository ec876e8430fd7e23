-- {table}, {columns} and {key} are names out of the database's own catalogue.

-- name: tables_sqlite
SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid

-- name: tables_postgresql
SELECT c.relname, a.attname FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE n.nspname = CURRENT_SCHEMA() AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT a.attisdropped
ORDER BY c.relname, a.attnum

-- name: rows
SELECT {columns} FROM {table} WHERE customer IN each($1) ORDER BY {key}

-- name: page
SELECT {columns} FROM {table} WHERE customer IN each($1) AND position > $2 ORDER BY position LIMIT $3

-- name: row_of_customer
SELECT {columns} FROM customers WHERE id IN each($1) ORDER BY id

-- name: messages
SELECT t.position, t.at, t.direction, t.channel, t.address, t.source, t.said_by, t.text, t.body,
  o.purpose, o.state, o.flow, o.step, o.version, o.conversation
FROM transcript t LEFT JOIN outbox o ON o.id = t.source AND t.direction = 'out'
WHERE t.customer IN each($1) AND t.position > $2 ORDER BY t.position LIMIT $3

-- name: ledger
SELECT at, number, id, event, kind, words, rule, facts, version, flow, step, conversation, outbox FROM ledger
WHERE customer IN each($1) AND (at, number, id) > ($2, $3, $4) ORDER BY at, number, id LIMIT $5
