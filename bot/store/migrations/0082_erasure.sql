-- Addresses of people who were erased, as keyed hashes: who comes in again by an import is not written to for marketing.
CREATE TABLE suppressions (
  hash          TEXT PRIMARY KEY,
  at            BIGINT NOT NULL
) CLUSTERED;

-- That somebody was erased, when, by whom, and how many rows of what; `subject` is a keyed hash of their id.
CREATE TABLE erasures (
  position      POSITION_KEY,
  subject       TEXT NOT NULL,
  at            BIGINT NOT NULL,
  said_by       TEXT NOT NULL,
  counts        TEXT NOT NULL
);
