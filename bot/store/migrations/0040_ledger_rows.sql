-- A ledger kept in the order of its customers puts each row on a page of its own, at every depth of the tree, and so
-- did a turn's commit. Rows in the order in which they come share a page; the index alone is by customer.

-- for sqlite
ALTER TABLE ledger RENAME TO ledger_clustered;
CREATE TABLE ledger (
  customer      TEXT NOT NULL,
  at            BIGINT NOT NULL,
  number        INTEGER NOT NULL,
  id            TEXT NOT NULL,
  event         TEXT NOT NULL,
  kind          TEXT NOT NULL,
  words         TEXT NOT NULL,
  rule          TEXT NOT NULL,
  facts         TEXT NOT NULL,
  version       TEXT,
  flow          TEXT,
  step          TEXT,
  conversation  TEXT,
  outbox        TEXT
);
INSERT INTO ledger SELECT * FROM ledger_clustered ORDER BY at, number;
DROP TABLE ledger_clustered;
CREATE INDEX ledger_of_customer ON ledger (customer, at);
