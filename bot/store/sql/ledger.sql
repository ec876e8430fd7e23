-- name: note
INSERT INTO ledger
  (customer, at, number, id, event, kind, words, rule, facts, version, flow, step, conversation, outbox)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
ON CONFLICT DO NOTHING

-- name: of
SELECT id, at, event, kind, words, rule, facts, version, flow, step, conversation, outbox FROM ledger
WHERE customer IN each($1) AND at >= $2 ORDER BY at, number

-- name: sent
SELECT id, channel, state, body FROM outbox WHERE id IN each($1) ORDER BY id

-- name: not_understood
SELECT DISTINCT transcript.position, transcript.customer, transcript.text, transcript.at {said} ORDER BY transcript.position

-- name: wordings
-- The same words of many are one row.
SELECT text, MAX(at), COUNT(*) FROM (SELECT DISTINCT transcript.position, transcript.text, transcript.at {said}) AS once
GROUP BY text

-- name: said
-- A turn's instant is that of its messages and of its decisions: of the months of a transcript it names the one.
FROM ledger CROSS JOIN transcript
WHERE transcript.customer = ledger.customer AND transcript.source = ledger.event AND transcript.at = ledger.at
  AND ledger.rule = 'understanding' AND ledger.at >= $1 AND ledger.at < $3 AND transcript.direction = 'in' AND transcript.text <> ''
  AND (ledger.kind = 'not_understood' OR ledger.kind = 'understood' AND NOT EXISTS (
    SELECT 1 FROM ledger AS chosen WHERE chosen.customer = ledger.customer AND chosen.rule = 'did you mean'
      AND chosen.at > ledger.at AND chosen.at < ledger.at + $2 AND NOT EXISTS (
        SELECT 1 FROM ledger AS later WHERE later.customer = ledger.customer AND later.rule = 'understanding'
          AND later.at > ledger.at AND later.at < chosen.at)))
  AND ($4 = '[]' OR NOT EXISTS (SELECT 1 FROM customers c WHERE c.id = ledger.customer AND c.point_of_sale NOT IN each($4)))
