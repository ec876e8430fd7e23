-- name: of
SELECT id, at, purpose, channel, granted, wording, version, source, evidence, language, pending, order_id FROM consents
WHERE customer IN each($1) ORDER BY position

-- name: record
INSERT INTO consents (id, customer, at, purpose, channel, granted, wording, version, source, evidence, language,
  pending, order_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
