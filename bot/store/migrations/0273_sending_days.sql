-- How sending goes, by day, for the reports. `counted` is the state, and why, as which the clock has counted a part; empty
-- as long as it has not left and was not stopped.
ALTER TABLE outbox ADD COLUMN counted TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN counted_why TEXT NOT NULL DEFAULT '';
CREATE INDEX outbox_to_count ON outbox (position)
  WHERE counted <> state AND (counted <> '' OR state NOT IN ('queued', 'sending'));
-- Who is behind what went wrong.
CREATE INDEX outbox_went_wrong ON outbox (counted, counted_why, created_at, position)
  WHERE counted IN ('undelivered', 'failed', 'refused', 'dropped', 'unknown', 'abandoned');
CREATE INDEX consents_withdrawn_at ON consents (at) WHERE granted = 0;

-- Days are the shop's, counted from 0001-01-01, at which a message was written; `lowest` and `highest` are positions.
CREATE TABLE sending_days (
  day           INTEGER NOT NULL,
  channel       TEXT NOT NULL,
  purpose       TEXT NOT NULL,
  state         TEXT NOT NULL,
  why           TEXT NOT NULL,
  point_of_sale TEXT NOT NULL,
  parts         BIGINT NOT NULL,
  segments      BIGINT NOT NULL,          -- SMS only
  lowest        BIGINT NOT NULL,
  highest       BIGINT NOT NULL,
  PRIMARY KEY (day, channel, purpose, state, why, point_of_sale)
) CLUSTERED;
