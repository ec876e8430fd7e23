-- Who works in the console. `password` is an argon2id hash; `second_factor` is encrypted under a key that the database
-- does not have; `code_used` is the last time step whose code was used, so that none is used twice.
CREATE TABLE staff (
  id              TEXT PRIMARY KEY,
  email           TEXT NOT NULL UNIQUE,     -- lower case
  name            TEXT NOT NULL,
  role            TEXT NOT NULL,
  points_of_sale  TEXT NOT NULL,            -- a JSON list; empty: all
  language        TEXT NOT NULL,
  theme           TEXT,
  timezone        TEXT,
  shortcuts       INTEGER NOT NULL DEFAULT 1,
  password        TEXT,
  second_factor   TEXT,
  code_used       BIGINT NOT NULL DEFAULT 0,
  telegram_id     TEXT,
  created_at      BIGINT NOT NULL,
  disabled_at     BIGINT
);
-- Codes on paper, for who lost the phone: keyed hashes, each good once.
CREATE TABLE staff_recovery_codes (
  staff           TEXT NOT NULL,
  digest          TEXT NOT NULL,
  PRIMARY KEY (staff, digest)
) CLUSTERED;
-- Only the hash of what the browser holds. `proof`: password, code (password and code), link (from the terminal).
CREATE TABLE staff_sessions (
  digest          TEXT PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE,
  staff           TEXT NOT NULL,
  proof           TEXT NOT NULL,
  browser         TEXT NOT NULL,
  place           TEXT NOT NULL,            -- the network address it was opened from
  created_at      BIGINT NOT NULL,
  seen_at         BIGINT NOT NULL
);
CREATE INDEX staff_sessions_by_staff ON staff_sessions (staff);
-- One-time links, by the hash of their token. `purpose`: owner (the first account), password, enter. No `staff` for the first.
CREATE TABLE staff_links (
  digest          TEXT PRIMARY KEY,
  purpose         TEXT NOT NULL,
  staff           TEXT,
  expires_at      BIGINT NOT NULL
);
-- Tries to sign in, by a keyed hash of the account, the browser or the network address.
CREATE TABLE sign_in_tries (
  name            TEXT PRIMARY KEY,
  failures        INTEGER NOT NULL,
  free_at         BIGINT NOT NULL,          -- not tried again before
  tried_at        BIGINT NOT NULL
);
CREATE INDEX sign_in_tries_by_time ON sign_in_tries (tried_at);
