-- Whose point of sale a customer is, copied from their document by each turn: tokens and staff may be for some of them.
ALTER TABLE customers ADD COLUMN point_of_sale TEXT;
CREATE INDEX customers_by_time ON customers (created_at, id);

-- What integrators carry. The token itself is nowhere: `digest` is its SHA-256, `prefix` its first letters, to know it by.
CREATE TABLE api_tokens (
  id             TEXT PRIMARY KEY,
  digest         TEXT NOT NULL UNIQUE,
  prefix         TEXT NOT NULL,
  name           TEXT NOT NULL,
  scopes         TEXT NOT NULL,           -- JSON list
  points_of_sale TEXT NOT NULL,           -- JSON list; empty: all customers
  made_by        TEXT NOT NULL,
  made_at        BIGINT NOT NULL,
  expires_at     BIGINT,
  last_used_at   BIGINT,
  revoked_at     BIGINT,
  revoked_by     TEXT
);

-- Idempotency keys: what was asked under each (its digest), and what was answered; nothing while it is under way.
CREATE TABLE api_answers (
  token         TEXT NOT NULL,
  name          TEXT NOT NULL,
  digest        TEXT NOT NULL,
  began_at      BIGINT NOT NULL,
  status        INTEGER,
  answer        TEXT,
  PRIMARY KEY (token, name)
) CLUSTERED;
CREATE INDEX api_answers_by_time ON api_answers (began_at);

-- Each try to deliver an outgoing webhook; the delivery itself is an errand.
CREATE TABLE webhook_deliveries (
  position      POSITION_KEY,
  errand        TEXT NOT NULL,
  customer      TEXT NOT NULL,
  at            BIGINT NOT NULL,
  outcome       TEXT NOT NULL,            -- delivered, again, given_up, replayed
  reason        TEXT NOT NULL,
  said_by       TEXT NOT NULL DEFAULT ''
);
CREATE INDEX webhook_deliveries_of_errand ON webhook_deliveries (errand, position);
CREATE INDEX errands_outgoing ON errands (position) WHERE kind IN ('emit', 'place_order');
