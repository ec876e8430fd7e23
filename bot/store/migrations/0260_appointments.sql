-- Visits that customers have booked, one row each as it stands now; `made_by` is who had it first, `claim` the effect
-- that its present hour was claimed by. A row that is booked holds a place.
CREATE TABLE appointments (
  position      POSITION_KEY,
  key           TEXT NOT NULL UNIQUE,
  customer      TEXT NOT NULL,
  made_by       TEXT NOT NULL,
  place         TEXT NOT NULL,            -- a point of sale's id
  about         TEXT NOT NULL,            -- what for, as in store.yaml
  starts_at     BIGINT NOT NULL,
  ends_at       BIGINT NOT NULL,
  status        TEXT NOT NULL,            -- booked, cancelled, missed, kept
  claim         TEXT NOT NULL,
  changed_at    BIGINT NOT NULL,
  body          TEXT NOT NULL             -- the whole of it
);
CREATE INDEX appointments_by_hour ON appointments (place, about, starts_at);
CREATE INDEX appointments_of_customer ON appointments (customer);
-- The book of a point of sale: who claims an hour in it holds its row until the commit, so claims are one by one.
CREATE TABLE appointment_books (
  place         TEXT NOT NULL,
  about         TEXT NOT NULL,
  PRIMARY KEY (place, about)
) CLUSTERED;
