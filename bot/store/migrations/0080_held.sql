-- When a restore held a part: only staff's word lets it go, or lets it be.
ALTER TABLE outbox ADD COLUMN held_at BIGINT;
CREATE INDEX outbox_held ON outbox (position) WHERE held_at IS NOT NULL;
