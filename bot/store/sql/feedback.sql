-- name: keep
INSERT INTO feedback (key, customer, at, changed_at, scale, about, score, level, comment, source, channel,
  conversation, flow, step, version, recovers, recovery)
VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
ON CONFLICT (key) DO UPDATE SET changed_at = excluded.changed_at, score = excluded.score, level = excluded.level,
  comment = excluded.comment,
  recovery = CASE WHEN excluded.recovery <> '' AND feedback.recovery <> '' THEN feedback.recovery
    ELSE excluded.recovery END

-- name: settle
UPDATE feedback SET recovery = $2, recovered_at = $3 WHERE key = $1

-- name: scores
SELECT scale, score, COUNT(*) FROM feedback WHERE at >= $1 AND at < $2 GROUP BY scale, score

-- name: recoveries
SELECT recovery, COUNT(*) FROM feedback WHERE at >= $1 AND at < $2 AND recovery <> '' GROUP BY recovery

-- name: of_customer
SELECT key, at, scale, about, score, level, comment, recovery FROM feedback WHERE customer IN each($1)
ORDER BY at DESC, position DESC LIMIT $2
