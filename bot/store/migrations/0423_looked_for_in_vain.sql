-- When the provider of a part that is `unknown` first did not know of it: the second look counts from there, also where
-- the program was restarted in between. Older than `changed_at` it is of an earlier doubt.
ALTER TABLE outbox ADD COLUMN missed_at BIGINT;
