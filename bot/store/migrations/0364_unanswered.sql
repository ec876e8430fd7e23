-- What customers asked that nobody answered: a row a question, so that no report looks for it in the ledger and the transcript.
-- `subject` names what it is about and is empty where it says nothing; the clock puts it in. Its words stay in the transcript.
CREATE TABLE unanswered (
  position      POSITION_KEY,
  customer      TEXT NOT NULL,            -- whose the line of the transcript is
  at            BIGINT NOT NULL,
  event         TEXT NOT NULL,            -- the source of that line
  subject       TEXT,
  offered       INTEGER NOT NULL,         -- two or three meanings were
  chosen        INTEGER NOT NULL DEFAULT 0,  -- one of them was, within a day
  point_of_sale TEXT NOT NULL             -- the customer's
);
CREATE UNIQUE INDEX unanswered_of_customer ON unanswered (customer, at, event);
CREATE INDEX unanswered_asked ON unanswered (at, subject, point_of_sale, position) WHERE subject <> '' AND chosen = 0;
CREATE INDEX unanswered_alike ON unanswered (subject, at, position) WHERE subject <> '' AND chosen = 0;
CREATE INDEX unanswered_unnamed ON unanswered (position) WHERE subject IS NULL;

-- What the ledger still knows of.
INSERT INTO unanswered (customer, at, event, offered, chosen, point_of_sale)
SELECT l.customer, l.at, l.event, MIN(CASE WHEN l.kind = 'understood' THEN 1 ELSE 0 END),
  MIN(CASE WHEN l.kind = 'understood' AND EXISTS (
    SELECT 1 FROM ledger chosen WHERE chosen.customer = l.customer AND chosen.rule = 'did you mean' AND chosen.kind = 'understood'
      AND chosen.at > l.at AND chosen.at < l.at + 86400000000 AND NOT EXISTS (
        SELECT 1 FROM ledger later WHERE later.customer = l.customer AND later.rule = 'understanding'
          AND later.at > l.at AND later.at < chosen.at)) THEN 1 ELSE 0 END),
  COALESCE(MAX(c.point_of_sale), '')
FROM ledger l LEFT JOIN customers c ON c.id = l.customer
WHERE l.rule = 'understanding' AND l.kind IN ('not_understood', 'understood')
GROUP BY l.customer, l.at, l.event ORDER BY l.at, l.customer, l.event;
DROP INDEX ledger_unanswered;
