-- What the bot was about to answer when a person took the thread. What may have been seen already (an uncertain send, a
-- copy that failed) is the sender's; the confirmation of an opt-out (gate = 0) is owed.

-- name: silence
UPDATE outbox SET state = 'dropped', error = $3, changed_at = $2
WHERE customer = $1 AND state = 'queued' AND resent = 0 AND former_ids = '[]' AND said_by = 'bot' AND purpose = 'reply'
  AND gate = 1 AND created_at < $2

-- name: note
-- After it: what the sender has taken meanwhile was not silenced.
INSERT INTO ledger
  (customer, at, number, id, event, kind, words, rule, facts, version, flow, step, conversation, outbox)
SELECT customer, $2, 0, id || 's', id, 'not_sent', $3, 'staff', '{}', version, flow, step, conversation, id FROM outbox
WHERE customer = $1 AND state = 'dropped' AND changed_at = $2 AND error = $3
ON CONFLICT DO NOTHING
