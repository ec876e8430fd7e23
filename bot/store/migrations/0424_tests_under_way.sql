-- How far a run of a playbook's tests is, and when that was last told: one that tells nothing any more went down with its process.
ALTER TABLE playbook_runs ADD COLUMN total INTEGER NOT NULL DEFAULT 0;
ALTER TABLE playbook_runs ADD COLUMN told_at BIGINT NOT NULL DEFAULT 0;
