-- Times are microseconds since 1970, UTC. Ids are made by us. JSON is text. Nothing is deleted by the schema itself.

CREATE TABLE customers (
  id            TEXT PRIMARY KEY,
  created_at    BIGINT NOT NULL,
  state         TEXT NOT NULL,            -- the customer's document; empty before the first turn
  version       BIGINT NOT NULL DEFAULT 0,  -- turns met
  met_at        BIGINT NOT NULL DEFAULT 0,  -- `at` of the last event met: the next one is later
  -- what staff search and sort by, copied from the document by each turn
  language      TEXT,
  flow          TEXT,                     -- of the conversation being talked in
  playbook      TEXT,                     -- and its version
  last_in       BIGINT,
  last_out      BIGINT,
  opted_out_at  BIGINT,
  team          TEXT                      -- whose hands the thread is in
);
CREATE INDEX customers_handed_over ON customers (team, last_in) WHERE team IS NOT NULL;

-- Whose an address is. One number is one person by SMS and by WhatsApp: they share their identity.
CREATE TABLE addresses (
  identity      TEXT NOT NULL,
  channel       TEXT NOT NULL,
  id            TEXT NOT NULL,
  customer      TEXT NOT NULL,
  since         BIGINT NOT NULL,
  PRIMARY KEY (identity, channel)
) CLUSTERED;
CREATE INDEX addresses_of_customer ON addresses (customer);

-- Append-only: what was agreed to or taken back, in which words, and how we know.
CREATE TABLE consents (
  position      POSITION_KEY,
  id            TEXT NOT NULL UNIQUE,
  customer      TEXT NOT NULL,
  at            BIGINT NOT NULL,
  purpose       TEXT NOT NULL,
  channel       TEXT NOT NULL,
  granted       INTEGER NOT NULL,
  wording       TEXT NOT NULL,
  version       TEXT NOT NULL,
  source        TEXT NOT NULL,
  evidence      TEXT NOT NULL,
  language      TEXT NOT NULL
);
CREATE INDEX consents_of_customer ON consents (customer, position);

-- The only way in. `state`: waiting, done, dead (a fault of ours, with its traceback). A timer waits for its `due_at`.
CREATE TABLE inbox (
  position      POSITION_KEY,
  id            TEXT NOT NULL UNIQUE,
  customer      TEXT NOT NULL,
  source        TEXT NOT NULL,
  ordinal       BIGINT NOT NULL,
  received_at   BIGINT NOT NULL,
  due_at        BIGINT NOT NULL,
  state         TEXT NOT NULL DEFAULT 'waiting',
  attempts      INTEGER NOT NULL DEFAULT 0,
  met_at        BIGINT,
  merged_into   TEXT,                     -- the later message that it was read with
  event         TEXT NOT NULL,
  reading       TEXT,                     -- what was understood of it before the turn
  raw           TEXT,                     -- the provider's own body, for a while
  fault         TEXT
);
CREATE INDEX inbox_due ON inbox (due_at, customer) WHERE state = 'waiting';
CREATE INDEX inbox_of_customer ON inbox (customer, position);
CREATE INDEX inbox_dead ON inbox (position) WHERE state = 'dead';

-- The only way out: one row a part of a message.
CREATE TABLE outbox (
  position      POSITION_KEY,
  id            TEXT NOT NULL UNIQUE,
  customer      TEXT NOT NULL,
  channel       TEXT NOT NULL,
  address       TEXT NOT NULL,
  urgency       INTEGER NOT NULL,         -- 0 reply, 1 service, 2 care, 3 marketing
  purpose       TEXT NOT NULL,
  state         TEXT NOT NULL,
  created_at    BIGINT NOT NULL,
  due_at        BIGINT NOT NULL,
  changed_at    BIGINT NOT NULL,
  not_after     BIGINT,
  attempts      INTEGER NOT NULL DEFAULT 0,
  resent        INTEGER NOT NULL DEFAULT 0,
  gate          INTEGER NOT NULL,
  language      TEXT NOT NULL,
  provider_id   TEXT,
  error         TEXT,
  event         TEXT NOT NULL,            -- the turn that said it
  conversation  TEXT,
  flow          TEXT,
  step          TEXT,
  version       TEXT,
  said_by       TEXT NOT NULL,
  body          TEXT NOT NULL
);
CREATE INDEX outbox_queued ON outbox (channel, urgency, due_at) WHERE state = 'queued';
CREATE INDEX outbox_on_its_way ON outbox (customer, position) WHERE state IN ('queued', 'sending', 'unknown');
CREATE INDEX outbox_uncertain ON outbox (state, changed_at) WHERE state IN ('sending', 'unknown');
CREATE INDEX outbox_of_provider ON outbox (provider_id) WHERE provider_id IS NOT NULL;

-- A provider's word on a part that we can't name yet: it came before the answer to our own request.
CREATE TABLE stray_reports (
  provider_id   TEXT PRIMARY KEY,
  state         TEXT NOT NULL,
  error         TEXT,
  at            BIGINT NOT NULL
);

-- What was said, in the order in which it was said: a message of the customer's when its turn comes, a part of ours when it has left.
CREATE TABLE transcript (
  position      POSITION_KEY,
  customer      TEXT NOT NULL,
  at            BIGINT NOT NULL,
  direction     TEXT NOT NULL,            -- in, out
  channel       TEXT NOT NULL,
  address       TEXT NOT NULL,
  source        TEXT NOT NULL,            -- the event met, or the part sent
  said_by       TEXT NOT NULL,            -- customer, bot, or the member of staff
  text          TEXT NOT NULL,
  body          TEXT NOT NULL
);
CREATE INDEX transcript_of_customer ON transcript (customer, position);
CREATE UNIQUE INDEX transcript_parts ON transcript (source) WHERE direction = 'out';

-- One row a decision. `number` orders those of one turn.
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
  outbox        TEXT,
  PRIMARY KEY (customer, at, number, id)
) CLUSTERED;

CREATE TABLE conversations (
  position      POSITION_KEY,
  id            TEXT NOT NULL UNIQUE,
  customer      TEXT NOT NULL,
  flow          TEXT NOT NULL,
  version       TEXT NOT NULL,
  outcome       TEXT NOT NULL,
  started_at    BIGINT NOT NULL,
  ended_at      BIGINT NOT NULL
);
CREATE INDEX conversations_of_flow ON conversations (flow, ended_at);
CREATE INDEX conversations_of_customer ON conversations (customer, position);

CREATE TABLE handovers (
  position      POSITION_KEY,
  id            TEXT NOT NULL UNIQUE,
  customer      TEXT NOT NULL,
  team          TEXT NOT NULL,
  reason        TEXT NOT NULL,
  priority      TEXT NOT NULL,
  conversation  TEXT,
  opened_at     BIGINT NOT NULL,
  closed_at     BIGINT,
  closed_by     TEXT
);
CREATE INDEX handovers_open ON handovers (team, opened_at) WHERE closed_at IS NULL;
CREATE INDEX handovers_of_customer ON handovers (customer, position);

-- What the engine asked of the world beside messages: facts to fetch, news for the shop's systems.
CREATE TABLE errands (
  position      POSITION_KEY,
  id            TEXT NOT NULL UNIQUE,
  customer      TEXT NOT NULL,
  kind          TEXT NOT NULL,            -- fetch, emit
  body          TEXT NOT NULL,
  state         TEXT NOT NULL,            -- waiting, done, given_up
  created_at    BIGINT NOT NULL,
  due_at        BIGINT NOT NULL,
  attempts      INTEGER NOT NULL DEFAULT 0,
  error         TEXT
);
CREATE INDEX errands_due ON errands (due_at) WHERE state = 'waiting';

-- Every published version of the playbook, whole.
CREATE TABLE playbooks (
  version       TEXT PRIMARY KEY,
  sources       TEXT NOT NULL,
  note          TEXT NOT NULL,
  published_at  BIGINT NOT NULL,
  current_since BIGINT
);

-- How far we have read what a provider numbers.
CREATE TABLE cursors (
  name          TEXT PRIMARY KEY,
  value         TEXT NOT NULL
);
