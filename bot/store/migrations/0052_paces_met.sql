-- The times of stages that a turn went by, of those that others had given it: they change later, and a replay needs those of then.

CREATE TABLE paces_met (
  position      POSITION_KEY,
  event         TEXT NOT NULL UNIQUE,
  customer      TEXT NOT NULL,
  at            BIGINT NOT NULL,
  paces         TEXT NOT NULL             -- JSON: journey, stage, how many are known, median, nine in ten
);
CREATE INDEX paces_met_of_customer ON paces_met (customer);
