-- Which teams somebody belongs to; empty: all of them.
ALTER TABLE staff ADD COLUMN teams TEXT NOT NULL DEFAULT '[]';
-- One chat is one person's.
CREATE UNIQUE INDEX staff_by_telegram ON staff (telegram_id) WHERE telegram_id IS NOT NULL;
-- One-time links to our bot that make a chat a person's, by the hash of their token.
CREATE TABLE staff_chat_links (
  digest          TEXT PRIMARY KEY,
  staff           TEXT NOT NULL,
  expires_at      BIGINT NOT NULL
);
-- Whether who may be told of a handover has been told; what was handed over before is told of to nobody.
ALTER TABLE handovers ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
UPDATE handovers SET told = 1;
CREATE INDEX handovers_to_tell ON handovers (position) WHERE told = 0;
