-- PostgreSQL only. {table} and {piece} are names of ours.

-- name: one_at_a_time
SELECT pg_advisory_xact_lock(7162)

-- name: not_long
SET LOCAL lock_timeout = '250ms'

-- name: server_time
SELECT CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000000 AS BIGINT)

-- name: pieces
SELECT c.relname, pg_get_expr(c.relpartbound, c.oid) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
WHERE i.inhparent = to_regclass($1) ORDER BY c.relname

-- name: taken_by_default
SELECT 1 FROM {table}_default WHERE {time} >= $1 AND {time} < $2 LIMIT 1

-- name: make
CREATE TABLE {piece} (LIKE {table} INCLUDING DEFAULTS)

-- name: attach
ALTER TABLE {table} ATTACH PARTITION {piece} FOR VALUES FROM ({start}) TO ({end})

-- name: size
SELECT COUNT(*) FROM {piece}

-- name: drop
DROP TABLE {piece}
