-- How many threads stand where, kept as they move, so that who looks at the inbox counts none of them; and who is nobody's.
-- On PostgreSQL a move adds two rows and waits for nobody else's: `threads` may be negative, sums are what counts, and the
-- clock makes one row of many.
CREATE TABLE thread_counts (
  folder        TEXT NOT NULL,
  journey       TEXT NOT NULL,            -- empty for none, as are the next two
  stage         TEXT NOT NULL,
  point_of_sale TEXT NOT NULL,
  threads       BIGINT NOT NULL
);
INSERT INTO thread_counts (folder, journey, stage, point_of_sale, threads)
SELECT folder, COALESCE(journey, ''), COALESCE(stage, ''), COALESCE(point_of_sale, ''), COUNT(*) FROM threads GROUP BY 1, 2, 3, 4;
DROP INDEX threads_counted;
CREATE INDEX threads_unassigned ON threads (folder, team, point_of_sale) WHERE assignee IS NULL AND folder IN ('us', 'customer');

-- for sqlite
CREATE UNIQUE INDEX thread_counts_once ON thread_counts (folder, journey, stage, point_of_sale);
CREATE TRIGGER threads_tallied_first AFTER INSERT ON threads BEGIN INSERT INTO thread_counts (folder, journey, stage, point_of_sale, threads) VALUES (new.folder, COALESCE(new.journey, ''), COALESCE(new.stage, ''), COALESCE(new.point_of_sale, ''), 1) ON CONFLICT (folder, journey, stage, point_of_sale) DO UPDATE SET threads = threads + 1; END;
CREATE TRIGGER threads_tallied_again AFTER UPDATE OF folder, journey, stage, point_of_sale ON threads WHEN (old.folder, old.journey, old.stage, old.point_of_sale) IS NOT (new.folder, new.journey, new.stage, new.point_of_sale) BEGIN UPDATE thread_counts SET threads = threads - 1 WHERE folder = old.folder AND journey = COALESCE(old.journey, '') AND stage = COALESCE(old.stage, '') AND point_of_sale = COALESCE(old.point_of_sale, ''); INSERT INTO thread_counts (folder, journey, stage, point_of_sale, threads) VALUES (new.folder, COALESCE(new.journey, ''), COALESCE(new.stage, ''), COALESCE(new.point_of_sale, ''), 1) ON CONFLICT (folder, journey, stage, point_of_sale) DO UPDATE SET threads = threads + 1; END;
CREATE TRIGGER threads_tallied_gone AFTER DELETE ON threads BEGIN UPDATE thread_counts SET threads = threads - 1 WHERE folder = old.folder AND journey = COALESCE(old.journey, '') AND stage = COALESCE(old.stage, '') AND point_of_sale = COALESCE(old.point_of_sale, ''); END;

-- for postgresql
CREATE FUNCTION tally_threads() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP <> 'INSERT' THEN INSERT INTO thread_counts (folder, journey, stage, point_of_sale, threads) VALUES (OLD.folder, COALESCE(OLD.journey, ''), COALESCE(OLD.stage, ''), COALESCE(OLD.point_of_sale, ''), -1); END IF; IF TG_OP <> 'DELETE' THEN INSERT INTO thread_counts (folder, journey, stage, point_of_sale, threads) VALUES (NEW.folder, COALESCE(NEW.journey, ''), COALESCE(NEW.stage, ''), COALESCE(NEW.point_of_sale, ''), 1); END IF; RETURN NULL; END $$;
CREATE FUNCTION tally_no_threads() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM thread_counts; RETURN NULL; END $$;
CREATE TRIGGER threads_tallied_first AFTER INSERT OR DELETE ON threads FOR EACH ROW EXECUTE FUNCTION tally_threads();
CREATE TRIGGER threads_tallied_again AFTER UPDATE OF folder, journey, stage, point_of_sale ON threads FOR EACH ROW WHEN ((OLD.folder, OLD.journey, OLD.stage, OLD.point_of_sale) IS DISTINCT FROM (NEW.folder, NEW.journey, NEW.stage, NEW.point_of_sale)) EXECUTE FUNCTION tally_threads();
CREATE TRIGGER threads_tallied_no_more AFTER TRUNCATE ON threads FOR EACH STATEMENT EXECUTE FUNCTION tally_no_threads();

-- for both
-- Why customers went back is read from an index alone.
CREATE INDEX stage_moves_back ON stage_moves (journey, at, cause) WHERE direction = 'receding';
