-- Backtests asked for in the console: who asked, the playbook that is tried (its files), over which time, how far it is.
CREATE TABLE backtests (
  position     POSITION_KEY,
  id           TEXT NOT NULL UNIQUE,
  asked_by     TEXT NOT NULL,           -- a staff id
  asked_at     BIGINT NOT NULL,
  title        TEXT NOT NULL,           -- what the tried playbook is called among staff
  used         TEXT NOT NULL,           -- the version in use then
  tried        TEXT NOT NULL,
  sources      TEXT NOT NULL,           -- JSON: the tried playbook's files by path
  since_at     BIGINT NOT NULL,
  until_at     BIGINT NOT NULL,
  state        TEXT NOT NULL,           -- waiting, running, done, cancelled, failed
  seen_at      BIGINT NOT NULL,         -- the last sign of life of whoever runs it
  reached      TEXT NOT NULL DEFAULT '',-- the last customer that was compared, in the order of ids
  people       BIGINT,                  -- how many there are; NULL: not counted yet
  figures      TEXT NOT NULL DEFAULT '{}',
  fault        TEXT NOT NULL DEFAULT '',
  ended_at     BIGINT
);
CREATE INDEX backtests_under_way ON backtests (position) WHERE state IN ('waiting', 'running');

-- Everybody who would have been treated differently.
CREATE TABLE backtest_customers (
  backtest     TEXT NOT NULL,
  customer     TEXT NOT NULL,
  pairs        TEXT NOT NULL,           -- JSON: the lines of both courses side by side
  PRIMARY KEY (backtest, customer)
) CLUSTERED;
CREATE INDEX backtest_customers_of ON backtest_customers (customer);
