-- name: keep
INSERT INTO feedback (key, customer, at, changed_at, scale, about, score, level, comment, source, channel,
  conversation, flow, step, version, recovers, recovery, journey, stage, point_of_sale)
VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
ON CONFLICT (key) DO UPDATE SET changed_at = excluded.changed_at, score = excluded.score, level = excluded.level,
  comment = excluded.comment,
  recovery = CASE WHEN excluded.recovery <> '' AND feedback.recovery <> '' THEN feedback.recovery
    ELSE excluded.recovery END

-- name: settle
UPDATE feedback SET recovery = $2, recovered_at = $3 WHERE key = $1

-- name: of_customer
SELECT key, at, scale, about, score, level, comment, recovery FROM feedback WHERE customer IN each($1)
ORDER BY at DESC, position DESC LIMIT $2

-- name: by_hour
-- Ratings of whether a low one was made good are no ratings of their own.
SELECT scale, at / 3600000000, journey, stage, score, COUNT(*) FROM feedback
WHERE at >= $1 AND at < $2 AND about <> 'recovery' AND ($3 = '[]' OR point_of_sale = '' OR point_of_sale IN each($3))
GROUP BY scale, at / 3600000000, journey, stage, score

-- name: recovered
SELECT recovery, COUNT(*) FROM feedback
WHERE at >= $1 AND at < $2 AND recovery <> '' AND ($3 = '[]' OR point_of_sale = '' OR point_of_sale IN each($3))
GROUP BY recovery

-- name: answers
-- {scale} and {which} are written by `feedback`.
SELECT position, at, customer, scale, about, score, level, comment, recovery, journey, stage, channel FROM feedback
WHERE {scale} AND at >= $2 AND (at, position) < ($3, $4) AND about <> 'recovery'
  AND ($5 = '[]' OR point_of_sale = '' OR point_of_sale IN each($5)) {which}
ORDER BY at DESC, position DESC LIMIT $6
