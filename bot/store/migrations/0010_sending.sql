-- Who sent a part, and the provider's ids of copies of it that failed to arrive (a JSON list).
ALTER TABLE outbox ADD COLUMN sender TEXT;
ALTER TABLE outbox ADD COLUMN former_ids TEXT NOT NULL DEFAULT '[]';
-- Only SMS pay for these two: how a sender's last ones ended, and how many one number got.
CREATE INDEX outbox_sms_ended ON outbox (sender, position)
  WHERE channel = 'sms' AND state IN ('sent', 'delivered', 'read', 'undelivered', 'failed');
CREATE INDEX outbox_sms_of_number ON outbox (address, created_at) WHERE channel = 'sms';

-- What a sender (a bot, a phone number) may not do for a while.
CREATE TABLE senders (
  name          TEXT PRIMARY KEY,
  paused_until  BIGINT NOT NULL DEFAULT 0,  -- the provider said "wait"
  stopped_until BIGINT NOT NULL DEFAULT 0,  -- carriers filter what it sends: no marketing
  stop_reason   TEXT NOT NULL DEFAULT '',
  counted_from  BIGINT NOT NULL DEFAULT 0   -- the position in the outbox from which filtered parts count
);

-- Figures that outlive a process and that several processes share.
CREATE TABLE measures (
  name          TEXT NOT NULL,
  label         TEXT NOT NULL,
  value         DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (name, label)
);
CREATE INDEX consents_withdrawn ON consents (position) WHERE granted = 0;
