-- What was done to accounts, exports, playbooks, customers' data: append-only, each row with the hash of the one before.
CREATE TABLE audit (
  position        BIGINT PRIMARY KEY,
  at              BIGINT NOT NULL,
  who             TEXT NOT NULL,            -- a staff id, or cli:USER, or program
  act             TEXT NOT NULL,
  subject         TEXT NOT NULL,
  details         TEXT NOT NULL,            -- JSON
  previous        TEXT NOT NULL,
  hash            TEXT NOT NULL
);
CREATE INDEX audit_by_subject ON audit (subject, position);
-- The end of the chain, locked by whoever appends: a row cut off at the end is missed here.
CREATE TABLE audit_end (
  id              INTEGER PRIMARY KEY,
  position        BIGINT NOT NULL,
  hash            TEXT NOT NULL
);
INSERT INTO audit_end (id, position, hash) VALUES (1, 0, '');
-- for sqlite
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
-- for postgresql
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
-- for both
