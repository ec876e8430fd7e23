-- What grows is kept by the month on PostgreSQL, so that a month is forgotten by dropping a table. SQLite keeps plain tables.

-- The outbox's own row tells whether a part has been put in the transcript: a unique key over all months can't be had.
DROP INDEX transcript_parts;

-- Events that were met, once nobody can send them again: what the inbox holds stays small, and knows every repeat.
CREATE TABLE events (
  customer      TEXT NOT NULL,
  met_at        BIGINT NOT NULL,
  position      BIGINT NOT NULL,          -- in the inbox
  id            TEXT NOT NULL,
  source        TEXT NOT NULL,
  received_at   BIGINT NOT NULL,
  merged_into   TEXT,
  event         TEXT NOT NULL,
  reading       TEXT
) MONTHLY(met_at);
CREATE INDEX events_of_customer ON events (customer, met_at);

-- When a customer last did something of their own, as far as their events have left the inbox.
CREATE TABLE last_acts (
  customer      TEXT PRIMARY KEY,
  at            BIGINT NOT NULL
) CLUSTERED;

-- for postgresql

CREATE TABLE events_default PARTITION OF events DEFAULT;

-- What there is becomes the first partition, up to the end of next month, without being written anew. What a wrong clock
-- has put behind that goes to the default one, which takes whatever no month wants.
ALTER TABLE ledger RENAME TO ledger_before;
ALTER INDEX ledger_pkey RENAME TO ledger_before_pkey;
CREATE TABLE ledger (LIKE ledger_before INCLUDING DEFAULTS) PARTITION BY RANGE (at);
ALTER TABLE ledger ADD PRIMARY KEY (customer, at, number, id);
CREATE TABLE ledger_default PARTITION OF ledger DEFAULT;
WITH ahead AS (DELETE FROM ledger_before WHERE at >= MONTH_AFTER_NEXT RETURNING *) INSERT INTO ledger_default SELECT * FROM ahead;
ALTER TABLE ledger ATTACH PARTITION ledger_before FOR VALUES FROM (MINVALUE) TO (MONTH_AFTER_NEXT);

-- Positions go on where they are: whoever reads "what came after" has one in hand.
CREATE SEQUENCE transcript_positions;
SELECT setval('transcript_positions', nextval(pg_get_serial_sequence('transcript', 'position')));
ALTER TABLE transcript RENAME TO transcript_before;
ALTER TABLE transcript_before ALTER COLUMN position DROP IDENTITY;
ALTER INDEX transcript_pkey RENAME TO transcript_before_pkey;
ALTER INDEX transcript_of_customer RENAME TO transcript_before_of_customer;
CREATE TABLE transcript (LIKE transcript_before INCLUDING DEFAULTS) PARTITION BY RANGE (at);
ALTER TABLE transcript ALTER COLUMN position SET DEFAULT nextval('transcript_positions');
CREATE INDEX transcript_of_customer ON transcript (customer, position);
CREATE TABLE transcript_default PARTITION OF transcript DEFAULT;
ALTER TABLE transcript_default ADD PRIMARY KEY (position);
WITH ahead AS (DELETE FROM transcript_before WHERE at >= MONTH_AFTER_NEXT RETURNING *) INSERT INTO transcript_default SELECT * FROM ahead;
ALTER TABLE transcript ATTACH PARTITION transcript_before FOR VALUES FROM (MINVALUE) TO (MONTH_AFTER_NEXT);
