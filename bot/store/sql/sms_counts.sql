-- name: add
INSERT INTO sms_to_countries (country, hour, sent) VALUES ($1, $2, 1)
ON CONFLICT (country, hour) DO UPDATE SET sent = sms_to_countries.sent + 1

-- name: forget
DELETE FROM sms_to_countries WHERE hour < $1

-- name: since
SELECT country, SUM(sent) FROM sms_to_countries WHERE hour > $1 GROUP BY country ORDER BY country
