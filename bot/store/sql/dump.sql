-- PostgreSQL only. {table} and {columns} are names of ours.

-- name: tables
-- Those of `thread_counts` are counted anew as threads are put back.
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = CURRENT_SCHEMA() AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname NOT IN ('schema_version', 'thread_counts')
ORDER BY c.relname

-- name: rows
SELECT * FROM {table}

-- name: empty
TRUNCATE {table}

-- name: positions
SELECT c.table_name, c.column_name,
  COALESCE(pg_get_serial_sequence(c.table_name, c.column_name), substring(c.column_default FROM 'nextval\(''([^'']+)'))
FROM information_schema.columns c
WHERE c.table_schema = CURRENT_SCHEMA() AND c.table_name = $1 AND (c.is_identity = 'YES' OR c.column_default LIKE 'nextval(%')

-- name: go_on
SELECT setval($1, (SELECT COALESCE(MAX({column}), 0) FROM {table}) + $2)

-- name: in_use
SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 7162 AND database =
  (SELECT oid FROM pg_database WHERE datname = CURRENT_DATABASE())
