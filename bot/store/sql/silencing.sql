-- What the bot was about to answer when a person took the thread. What was tried already is the sender's; the confirmation
-- of an opt-out (gate = 0) is owed.

-- name: note
INSERT INTO ledger
  (customer, at, number, id, event, kind, words, rule, facts, version, flow, step, conversation, outbox)
SELECT customer, $2, 0, id || 's', id, 'not_sent', $3, 'staff', '{}', version, flow, step, conversation, id FROM outbox
WHERE customer = $1 AND state = 'queued' AND attempts = 0 AND said_by = 'bot' AND purpose = 'reply' AND gate = 1
  AND created_at < $2
ON CONFLICT DO NOTHING

-- name: silence
UPDATE outbox SET state = 'dropped', error = $3, changed_at = $2
WHERE customer = $1 AND state = 'queued' AND attempts = 0 AND said_by = 'bot' AND purpose = 'reply' AND gate = 1
  AND created_at < $2
