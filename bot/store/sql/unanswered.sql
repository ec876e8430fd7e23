-- name: ask
INSERT INTO unanswered (customer, at, event, offered, point_of_sale)
VALUES ($1, $2, $3, $4, COALESCE((SELECT c.point_of_sale FROM customers c WHERE c.id = $1), ''))
ON CONFLICT DO NOTHING

-- name: choose
-- What was offered last, where nothing was said since that was to be understood.
UPDATE unanswered SET chosen = 1 WHERE customer = $1 AND offered = 1 AND at > $3 AND at < $2 AND NOT EXISTS (
  SELECT 1 FROM ledger later WHERE later.customer = $1 AND later.rule = 'understanding'
    AND later.at > unanswered.at AND later.at < $2)

-- name: belong
UPDATE unanswered SET point_of_sale = $2 WHERE customer = $1

-- name: give
-- With the lines of the transcript that a person is given back.
UPDATE unanswered SET customer = $2 WHERE customer = $1 AND at > (SELECT m.at FROM merges m WHERE m.id = $5) AND event IN (
  SELECT t.source FROM transcript t WHERE t.customer = $2 AND t.direction = 'in' AND t.channel = $3 AND t.address = $4)

-- name: unnamed
SELECT u.position, t.text FROM unanswered u LEFT JOIN transcript t
  ON t.customer = u.customer AND t.source = u.event AND t.at = u.at AND t.direction = 'in'
WHERE u.subject IS NULL ORDER BY u.position LIMIT $1

-- name: name
UPDATE unanswered SET subject = $2 WHERE position = $1

-- name: by_subject
-- $4: 1 for those that were dismissed, 0 for the others.
WITH asked AS (
  SELECT u.subject, COUNT(*) AS times, MAX(u.at) AS last, MAX(u.position) AS position FROM unanswered u
  WHERE u.subject <> '' AND u.chosen = 0 AND u.at >= $1 AND u.at < $2
    AND ($3 = '[]' OR u.point_of_sale = '' OR u.point_of_sale IN each($3))
  GROUP BY u.subject)
SELECT a.subject, a.times, a.last, a.position FROM asked a LEFT JOIN dismissed_questions d ON d.subject = a.subject
WHERE CASE WHEN d.subject IS NULL THEN 0 ELSE 1 END = $4 ORDER BY a.times DESC, a.last DESC, a.subject LIMIT $5

-- name: subjects
SELECT COUNT(*), COUNT(d.subject) FROM (
  SELECT DISTINCT u.subject FROM unanswered u
  WHERE u.subject <> '' AND u.chosen = 0 AND u.at >= $1 AND u.at < $2
    AND ($3 = '[]' OR u.point_of_sale = '' OR u.point_of_sale IN each($3))) AS a
LEFT JOIN dismissed_questions d ON d.subject = a.subject

-- name: texts
SELECT u.position, t.text FROM unanswered u JOIN transcript t
  ON t.customer = u.customer AND t.source = u.event AND t.at = u.at AND t.direction = 'in'
WHERE u.position IN numbers($1)

-- name: alike
SELECT u.customer, t.text, u.at FROM unanswered u JOIN transcript t
  ON t.customer = u.customer AND t.source = u.event AND t.at = u.at AND t.direction = 'in'
WHERE u.subject = $1 AND u.subject <> '' AND u.chosen = 0 AND u.at >= $2 AND u.at < $3
  AND ($4 = '[]' OR u.point_of_sale = '' OR u.point_of_sale IN each($4))
ORDER BY u.at DESC, u.position DESC LIMIT $5
