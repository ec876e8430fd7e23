-- name: add
INSERT INTO sms_days (day, country, state, point_of_sale, segments) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (day, country, state, point_of_sale) DO UPDATE SET segments = sms_days.segments + excluded.segments

-- name: by_country
SELECT country, SUM(segments) FROM sms_days
WHERE day >= $1 AND day <= $2 AND state IN each($3) AND ($4 = '[]' OR point_of_sale = '' OR point_of_sale IN each($4))
GROUP BY country
