-- Who is somebody else: their rows stay theirs, what comes in for them goes on to the one they are.
ALTER TABLE customers ADD COLUMN merged_into TEXT;
CREATE INDEX customers_merged ON customers (merged_into) WHERE merged_into IS NOT NULL;

-- Two customers made one, with all that the way back needs: their documents before, and the one's right after.
CREATE TABLE merges (
  id            TEXT PRIMARY KEY,         -- the event's
  customer      TEXT NOT NULL,            -- who was kept
  other         TEXT NOT NULL,
  at            BIGINT NOT NULL,
  said_by       TEXT NOT NULL,
  reason        TEXT NOT NULL,
  kept          TEXT NOT NULL,
  apart         TEXT NOT NULL,
  whole         TEXT NOT NULL,
  undone_at     BIGINT,
  undone_by     TEXT
);
CREATE INDEX merges_of_customer ON merges (customer, at);
