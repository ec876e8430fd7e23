-- What customers did in conversations, for the reports: one row a thing, once; the clock counts it by day.
-- `kind`: started, reached (a step), lost (not understood at a step), ended (`name`: the outcome), stopped (the step at
-- which it ended, and the outcome), arm (of a split), won (an arm's customer was won), ordered. `key`: the conversation;
-- of an arm, the split and the customer; of an order, its own.
CREATE TABLE flow_marks (
  position      POSITION_KEY,
  customer      TEXT NOT NULL,
  at            BIGINT NOT NULL,
  kind          TEXT NOT NULL,
  flow          TEXT NOT NULL,
  step          TEXT NOT NULL,
  name          TEXT NOT NULL,
  key           TEXT NOT NULL,
  event         TEXT NOT NULL,            -- of what can happen more than once
  began         BIGINT,                   -- when the conversation did; known once counted
  point_of_sale TEXT NOT NULL DEFAULT '',
  counted       INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX flow_marks_once ON flow_marks (key, kind, step, name, event);
CREATE INDEX flow_marks_to_count ON flow_marks (position) WHERE counted = 0;
CREATE INDEX flow_marks_behind ON flow_marks (kind, flow, step, name, began, position);
CREATE INDEX flow_marks_of_customer ON flow_marks (customer, kind, at);

-- Days are the shop's, counted from 0001-01-01; all that a conversation comes to stands at the day on which it began.
-- Beside the kinds above: passed (from `step` to `name`), lasted (`name`: a class of length).
CREATE TABLE flow_days (
  kind          TEXT NOT NULL,
  day           INTEGER NOT NULL,
  flow          TEXT NOT NULL,
  step          TEXT NOT NULL,
  name          TEXT NOT NULL,
  point_of_sale TEXT NOT NULL,
  times         BIGINT NOT NULL,
  PRIMARY KEY (kind, day, flow, step, name, point_of_sale)
) CLUSTERED;

-- What the ledger and the conversations still know of before.
INSERT INTO flow_marks (customer, at, kind, flow, step, name, key, event)
SELECT customer, at, 'started', flow, '', '', conversation, '' FROM ledger
WHERE kind = 'started' AND conversation IS NOT NULL AND flow IS NOT NULL ORDER BY at, customer, number
ON CONFLICT DO NOTHING;
INSERT INTO flow_marks (customer, at, kind, flow, step, name, key, event)
SELECT customer, started_at, 'started', flow, '', '', id, '' FROM conversations WHERE 1 = 1 ORDER BY position
ON CONFLICT DO NOTHING;
INSERT INTO flow_marks (customer, at, kind, flow, step, name, key, event)
SELECT customer, at, 'reached', flow, step, '', conversation, '' FROM ledger
WHERE kind IN ('sent', 'understood', 'not_understood', 'handed_over') AND conversation IS NOT NULL AND step <> ''
ORDER BY at, customer, number
ON CONFLICT DO NOTHING;
INSERT INTO flow_marks (customer, at, kind, flow, step, name, key, event)
SELECT customer, at, 'lost', flow, step, '', conversation, event FROM ledger
WHERE kind = 'not_understood' AND conversation IS NOT NULL AND step <> '' ORDER BY at, customer, number
ON CONFLICT DO NOTHING;
INSERT INTO flow_marks (customer, at, kind, flow, step, name, key, event)
SELECT customer, ended_at, 'ended', flow, '', outcome, id, '' FROM conversations WHERE 1 = 1 ORDER BY position
ON CONFLICT DO NOTHING;
INSERT INTO flow_marks (customer, at, kind, flow, step, name, key, event)
SELECT l.customer, l.at, 'stopped', l.flow, l.step, c.outcome, c.id, '' FROM conversations c
JOIN ledger l ON l.customer = c.customer AND l.at = c.ended_at AND l.conversation = c.id
WHERE l.kind = 'ended' AND l.rule = 'outcome' AND l.step <> '' ORDER BY c.position
ON CONFLICT DO NOTHING;
