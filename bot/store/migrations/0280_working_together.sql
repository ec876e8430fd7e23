-- How long a team may let a customer wait; a team without a row, an hour.
CREATE TABLE team_promises (
  team          TEXT PRIMARY KEY,
  lasts         BIGINT NOT NULL             -- microseconds
);

-- A thread put aside until a time: `folder` is snoozed, `beneath` where it would be otherwise, kept by the turns.
ALTER TABLE threads ADD COLUMN beneath TEXT;
ALTER TABLE threads ADD COLUMN snoozed_at BIGINT;
ALTER TABLE threads ADD COLUMN snoozed_until BIGINT;
ALTER TABLE threads ADD COLUMN snoozed_by TEXT;
CREATE INDEX threads_snoozed ON threads (snoozed_until) WHERE folder = 'snoozed';

-- Who is called by name in a note and has not looked yet.
CREATE TABLE note_mentions (
  staff         TEXT NOT NULL,
  customer      TEXT NOT NULL,
  note          TEXT NOT NULL,
  PRIMARY KEY (staff, customer, note)
) CLUSTERED;
CREATE INDEX note_mentions_of_customer ON note_mentions (customer);

-- Who has a thread open, and who is writing in it: leases that run out by themselves.
CREATE TABLE thread_presence (
  customer      TEXT NOT NULL,
  staff         TEXT NOT NULL,
  until         BIGINT NOT NULL,
  typing_until  BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (customer, staff)
) CLUSTERED;

-- Who answered last, and when: another's answer asks once before it goes over this one.
CREATE TABLE thread_claims (
  customer      TEXT PRIMARY KEY,
  staff         TEXT NOT NULL,
  at            BIGINT NOT NULL
);

CREATE TABLE saved_filters (
  id            TEXT PRIMARY KEY,
  staff         TEXT NOT NULL,
  name          TEXT NOT NULL,
  query         TEXT NOT NULL
);
CREATE INDEX saved_filters_of_staff ON saved_filters (staff, name);
