-- What staff attached to a reply: the file lies on the shelf under `ref`. `event` is the message that it left with, or is to leave with;
-- without one it stands in the reply box of who attached it.
CREATE TABLE attachments (
  id            TEXT PRIMARY KEY,
  customer      TEXT NOT NULL,
  staff         TEXT NOT NULL,
  at            BIGINT NOT NULL,
  ref           TEXT NOT NULL,
  name          TEXT NOT NULL,
  kind          TEXT NOT NULL,
  mime          TEXT NOT NULL,
  size          BIGINT NOT NULL,            -- bytes
  event         TEXT
);
CREATE INDEX attachments_of_customer ON attachments (customer, staff, at);
CREATE INDEX attachments_of_event ON attachments (event) WHERE event IS NOT NULL;
CREATE INDEX attachments_by_time ON attachments (at);
