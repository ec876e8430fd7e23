-- An agreement that waits for its confirmation (double opt-in), and the order that a soft opt-in rests on.
ALTER TABLE consents ADD COLUMN pending INTEGER NOT NULL DEFAULT 0;
ALTER TABLE consents ADD COLUMN order_id TEXT NOT NULL DEFAULT '';
