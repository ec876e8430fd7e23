-- Whose point of sale stands on a journey, beside the place on it: staff of some points of sale count from an index alone. It is the
-- thread's, kept by triggers whoever writes `threads` or `journeys`; empty for none.
ALTER TABLE journeys ADD COLUMN point_of_sale TEXT NOT NULL DEFAULT '';
UPDATE journeys SET point_of_sale = COALESCE((SELECT t.point_of_sale FROM threads t WHERE t.customer = journeys.customer), '')
WHERE customer IN (SELECT t.customer FROM threads t WHERE t.point_of_sale IS NOT NULL);
DROP INDEX journeys_of_stage;
CREATE INDEX journeys_of_stage ON journeys (journey, stage, since, customer, point_of_sale);

-- for sqlite
CREATE TRIGGER journeys_placed AFTER INSERT ON journeys BEGIN UPDATE journeys SET point_of_sale = COALESCE((SELECT t.point_of_sale FROM threads t WHERE t.customer = new.customer), '') WHERE customer = new.customer AND journey = new.journey; END;
CREATE TRIGGER threads_placed_first AFTER INSERT ON threads WHEN new.point_of_sale IS NOT NULL BEGIN UPDATE journeys SET point_of_sale = new.point_of_sale WHERE customer = new.customer; END;
CREATE TRIGGER threads_placed_again AFTER UPDATE OF point_of_sale ON threads WHEN old.point_of_sale IS NOT new.point_of_sale BEGIN UPDATE journeys SET point_of_sale = COALESCE(new.point_of_sale, '') WHERE customer = new.customer; END;
CREATE TRIGGER threads_placed_gone AFTER DELETE ON threads WHEN old.point_of_sale IS NOT NULL BEGIN UPDATE journeys SET point_of_sale = '' WHERE customer = old.customer; END;

-- for postgresql
CREATE FUNCTION place_journey() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.point_of_sale := COALESCE((SELECT t.point_of_sale FROM threads t WHERE t.customer = NEW.customer), ''); RETURN NEW; END $$;
CREATE FUNCTION place_journeys() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE journeys SET point_of_sale = COALESCE(NEW.point_of_sale, '') WHERE customer = NEW.customer; RETURN NULL; END $$;
CREATE FUNCTION place_journeys_nowhere() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE journeys SET point_of_sale = '' WHERE customer = OLD.customer; RETURN NULL; END $$;
CREATE TRIGGER journeys_placed BEFORE INSERT ON journeys FOR EACH ROW EXECUTE FUNCTION place_journey();
CREATE TRIGGER threads_placed_first AFTER INSERT ON threads FOR EACH ROW WHEN (NEW.point_of_sale IS NOT NULL) EXECUTE FUNCTION place_journeys();
CREATE TRIGGER threads_placed_again AFTER UPDATE OF point_of_sale ON threads FOR EACH ROW WHEN (OLD.point_of_sale IS DISTINCT FROM NEW.point_of_sale) EXECUTE FUNCTION place_journeys();
CREATE TRIGGER threads_placed_gone AFTER DELETE ON threads FOR EACH ROW WHEN (OLD.point_of_sale IS NOT NULL) EXECUTE FUNCTION place_journeys_nowhere();
