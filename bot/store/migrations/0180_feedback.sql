-- Ratings, one row each as it stands now: a change of mind rewrites it. `recovery` is where a low one stands: open until
-- the customer was asked again, then solved or unresolved; empty for all others.
CREATE TABLE feedback (
  position      POSITION_KEY,
  key           TEXT NOT NULL UNIQUE,
  customer      TEXT NOT NULL,
  at            BIGINT NOT NULL,
  changed_at    BIGINT NOT NULL,
  scale         TEXT NOT NULL,
  about         TEXT NOT NULL,
  score         INTEGER NOT NULL,
  level         TEXT NOT NULL,
  comment       TEXT NOT NULL,
  source        TEXT NOT NULL,
  channel       TEXT NOT NULL,
  conversation  TEXT,
  flow          TEXT,
  step          TEXT,
  version       TEXT NOT NULL,
  recovers      TEXT NOT NULL,
  recovery      TEXT NOT NULL,
  recovered_at  BIGINT
);
CREATE INDEX feedback_of_customer ON feedback (customer);
CREATE INDEX feedback_by_time ON feedback (at);
