-- name: stand
-- What staff closed or snoozed stays so until the customer writes, it is handed over anew, or staff write. Who waits has waited since their
-- first word that nobody answered.
INSERT INTO threads (customer, folder, name, called, team, reason, priority, staff, opened_at, touched_at, waiting_since,
  channel, language, journey, stage, direction, relationship, point_of_sale, heard_at, last_at, last_by, last_kind, last_line)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
ON CONFLICT (customer) DO UPDATE SET
  folder = CASE WHEN threads.closed_at >= COALESCE(excluded.heard_at, 0)
    AND threads.closed_at >= COALESCE(excluded.opened_at, 0) THEN 'closed'
    WHEN threads.folder = 'snoozed' AND threads.snoozed_at >= COALESCE(excluded.heard_at, 0)
    AND threads.snoozed_at >= COALESCE(excluded.opened_at, 0) AND threads.snoozed_at >= COALESCE(excluded.touched_at, 0)
    THEN 'snoozed' ELSE excluded.folder END,
  beneath = excluded.folder,
  closed_at = CASE WHEN threads.closed_at >= COALESCE(excluded.heard_at, 0)
    AND threads.closed_at >= COALESCE(excluded.opened_at, 0) THEN threads.closed_at END,
  waiting_since = CASE WHEN excluded.waiting_since IS NULL THEN NULL
    WHEN threads.folder IN ('us', 'snoozed') AND threads.waiting_since > COALESCE(excluded.touched_at, 0) THEN threads.waiting_since
    ELSE excluded.waiting_since END,
  name = excluded.name, called = excluded.called, team = excluded.team, reason = excluded.reason,
  priority = excluded.priority, staff = excluded.staff, opened_at = excluded.opened_at, touched_at = excluded.touched_at,
  channel = excluded.channel, language = excluded.language, journey = excluded.journey, stage = excluded.stage,
  direction = excluded.direction, relationship = excluded.relationship,
  point_of_sale = COALESCE(excluded.point_of_sale, threads.point_of_sale), heard_at = excluded.heard_at,
  last_at = CASE WHEN excluded.last_by = '' THEN threads.last_at ELSE excluded.last_at END,
  last_kind = CASE WHEN excluded.last_by = '' THEN threads.last_kind ELSE excluded.last_kind END,
  last_line = CASE WHEN excluded.last_by = '' THEN threads.last_line ELSE excluded.last_line END,
  last_by = CASE WHEN excluded.last_by = '' THEN threads.last_by ELSE excluded.last_by END

-- name: untouched
-- What staff have neither closed nor put off, and is as the last turn wrote it.
SELECT customer FROM threads WHERE customer IN each($1) AND closed_at IS NULL AND folder = beneath ROW_LOCK

-- name: move_line
-- It never inserts: SQLite does many rows of it in two thirds of an UPDATE's time.
INSERT INTO threads (customer, folder, heard_at, last_at, last_by, last_kind, last_line) VALUES ($1, '', $2, $3, $4, $5, $6)
ON CONFLICT (customer) DO UPDATE SET heard_at = excluded.heard_at, last_at = excluded.last_at, last_by = excluded.last_by,
  last_kind = excluded.last_kind, last_line = excluded.last_line

-- name: take_labels
INSERT INTO thread_labels (customer, label) SELECT $2, label FROM thread_labels WHERE customer = $1
ON CONFLICT (customer, label) DO NOTHING

-- name: forget
DELETE FROM threads WHERE customer = $1

-- name: page
-- {where}, {order} and {limit} are written by `threads`. What is unread: who waits for us and wrote since it was last read,
-- or what was marked so.
SELECT t.customer, t.folder, t.name, t.team, t.reason, t.priority, t.staff, t.assignee, t.waiting_since, t.channel,
  t.language, t.journey, t.stage, t.direction,
  (SELECT j.since FROM journeys j WHERE j.customer = t.customer AND j.journey = t.journey),
  t.relationship, t.point_of_sale, t.last_at, t.last_by, t.last_kind,
  t.last_line, t.closed_at, t.close_reason, t.snoozed_until, {due},
  CASE WHEN r.at = 0 OR (t.folder = 'us' AND t.heard_at > COALESCE(r.at, 0)) THEN 1 ELSE 0 END
FROM threads t LEFT JOIN thread_reads r ON r.customer = t.customer AND r.staff = $1
LEFT JOIN team_promises p ON p.team = t.team
WHERE {where} ORDER BY {order} LIMIT {limit}

-- name: found
-- Who stands on a page: all but their order is read from `threads_in_folder` or `threads_by_time` alone.
SELECT t.customer FROM threads t {promises} WHERE {where} ORDER BY {order} LIMIT {limit}

-- name: labels_of
SELECT customer, label FROM thread_labels WHERE customer IN each($1) ORDER BY label

-- name: labelled
SELECT customer FROM thread_labels WHERE label = $1 LIMIT $2

-- name: all_labels
SELECT label, COUNT(*) FROM thread_labels GROUP BY label ORDER BY label LIMIT 200

-- name: assign
UPDATE threads SET assignee = $2 WHERE customer = $1

-- name: close
UPDATE threads SET folder = 'closed', closed_at = $2, closed_by = $3, close_reason = $4, waiting_since = NULL
WHERE customer = $1

-- name: reopen
UPDATE threads SET closed_at = NULL, folder = CASE WHEN staff IS NOT NULL OR team IS NOT NULL THEN 'customer' ELSE folder END
WHERE customer = $1 AND closed_at IS NOT NULL

-- name: snooze
UPDATE threads SET beneath = CASE WHEN folder = 'snoozed' THEN beneath ELSE folder END, folder = 'snoozed',
  snoozed_at = $2, snoozed_until = $3, snoozed_by = $4 WHERE customer = $1 AND folder <> 'closed'

-- name: wake
UPDATE threads SET folder = COALESCE(beneath, 'customer'), snoozed_until = NULL WHERE customer = $1 AND folder = 'snoozed'

-- name: unread_woken
INSERT INTO thread_reads (customer, staff, at)
SELECT customer, snoozed_by, 0 FROM threads WHERE folder = 'snoozed' AND snoozed_until <= $1
ON CONFLICT (customer, staff) DO UPDATE SET at = 0

-- name: wake_due
UPDATE threads SET folder = COALESCE(beneath, 'customer'), snoozed_until = NULL
WHERE folder = 'snoozed' AND snoozed_until <= $1

-- name: handed_over
-- What came into a team's hands after an instant and nobody has taken up yet.
SELECT t.customer, t.name, t.team, t.reason, t.opened_at FROM threads t
WHERE t.folder = 'us' AND t.staff IS NULL AND t.opened_at > $1 AND {scope} AND {teams} ORDER BY t.opened_at DESC LIMIT $2

-- name: newest_waiting
SELECT t.last_at FROM threads t WHERE t.folder = 'us' AND {scope} ORDER BY t.last_at DESC LIMIT 1

-- name: acted
-- That staff have set something on some thread: a number that only grows.
INSERT INTO cursors (name, value) VALUES ('staff.acts', '1')
ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(cursors.value AS BIGINT) + 1 AS TEXT)

-- name: acts
SELECT value FROM cursors WHERE name = 'staff.acts'

-- name: label
INSERT INTO thread_labels (customer, label) VALUES ($1, $2) ON CONFLICT (customer, label) DO NOTHING

-- name: unlabel
DELETE FROM thread_labels WHERE customer = $1 AND label = $2

-- name: place
SELECT point_of_sale FROM threads WHERE customer = $1

-- name: read
-- Up to what is there by now: what its turn has not written yet is unread, whatever the clock says.
INSERT INTO thread_reads (customer, staff, at) SELECT customer, $2, COALESCE(heard_at, 1) FROM threads WHERE customer = $1
ON CONFLICT (customer, staff) DO UPDATE SET at = excluded.at

-- name: unread
INSERT INTO thread_reads (customer, staff, at) VALUES ($1, $2, 0) ON CONFLICT (customer, staff) DO UPDATE SET at = 0

-- name: mark
-- Whether anything of a thread is another than it was: a message that came, a turn, a line said, what became of the last ones, what
-- staff set. Of what has no version, all is counted: a row may be committed after one that has a later position.
SELECT c.version, (SELECT MAX(t.position) FROM transcript t WHERE t.customer = $1),
  (SELECT COUNT(*) FROM notes n WHERE n.customer = $1),
  (SELECT SUM(o.changed_at % 1000000007) FROM outbox o WHERE o.customer = $1 AND o.state IN ('queued', 'sending', 'unknown')),
  (SELECT SUM(o.changed_at % 1000000007) FROM outbox o WHERE o.id IN (
    SELECT t.source FROM transcript t WHERE t.customer = $1 AND t.direction = 'out' ORDER BY t.position DESC LIMIT 10)),
  h.folder, h.assignee, h.closed_at, h.snoozed_until,
  (SELECT SUM(i.position) FROM inbox i WHERE i.customer = $1 AND i.state = 'waiting' AND i.source = 'later'),
  (SELECT SUM(i.position) FROM inbox i WHERE i.customer = $1 AND i.state IN ('waiting', 'dead')
    AND i.event LIKE '{"type":"message.received"%')
FROM customers c LEFT JOIN threads h ON h.customer = c.id WHERE c.id = $1

-- name: is_met
SELECT 1 FROM inbox WHERE id = $1 AND state <> 'waiting'
