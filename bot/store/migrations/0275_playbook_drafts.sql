-- Who published a version; a staff id or cli:USER, empty for what was published before this was kept.
ALTER TABLE playbooks ADD COLUMN published_by TEXT NOT NULL DEFAULT '';

-- Playbooks that are being written: what differs from a published version, file by file.
CREATE TABLE playbook_drafts (
  id            TEXT PRIMARY KEY,
  title         TEXT NOT NULL,
  base          TEXT NOT NULL,        -- the version that it starts from
  made_by       TEXT NOT NULL,
  made_at       BIGINT NOT NULL,
  changed_by    TEXT NOT NULL,
  changed_at    BIGINT NOT NULL,
  closed_at     BIGINT,               -- published, or thrown away
  published     TEXT                  -- as which version
);
CREATE INDEX playbook_drafts_open ON playbook_drafts (changed_at) WHERE closed_at IS NULL;

CREATE TABLE playbook_draft_files (
  draft         TEXT NOT NULL,
  path          TEXT NOT NULL,
  text          TEXT,                 -- NULL: the file is taken away
  revision      BIGINT NOT NULL,      -- one more at each save; a file that is the base's has none
  changed_by    TEXT NOT NULL,
  changed_at    BIGINT NOT NULL,
  PRIMARY KEY (draft, path)
) CLUSTERED;

-- A draft being tried out by one person: what was said and done, from which all else follows again.
CREATE TABLE playbook_trials (
  draft         TEXT NOT NULL,
  staff         TEXT NOT NULL,
  channel       TEXT NOT NULL,
  language      TEXT NOT NULL,
  began_at      BIGINT NOT NULL,
  lines         TEXT NOT NULL,
  PRIMARY KEY (draft, staff)
) CLUSTERED;

-- The tests of a playbook, by what is in it: run once, known to whoever has the same files.
CREATE TABLE playbook_runs (
  version       TEXT NOT NULL,
  program       TEXT NOT NULL,        -- the program's own version: another one may judge otherwise
  began_at      BIGINT NOT NULL,
  ended_at      BIGINT,
  passed        INTEGER NOT NULL DEFAULT 0,
  failed        INTEGER NOT NULL DEFAULT 0,
  report        TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (version, program)
) CLUSTERED;

-- How many talk, and have talked, on a version is counted without reading everybody.
CREATE INDEX customers_on_version ON customers (playbook) WHERE playbook IS NOT NULL;
CREATE INDEX conversations_of_version ON conversations (version);
