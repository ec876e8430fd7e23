-- The offers that were imported, by the shop's own id, and what a turn was told of them: prices and stock change later,
-- and a replay needs those of then. `change` grows with every batch of an import that changes something, in the order of
-- the commits, because its one row is locked until then; whoever has read up to one reads on from there.

CREATE TABLE offers_change (
  change        BIGINT NOT NULL
);
INSERT INTO offers_change (change) VALUES (0);

CREATE TABLE offers (
  id            TEXT NOT NULL PRIMARY KEY,
  change        BIGINT NOT NULL,
  changed_at    BIGINT NOT NULL,
  digest        TEXT NOT NULL,            -- of `offer` without its source: the same line again changes nothing
  offer         TEXT NOT NULL             -- JSON: bot.model.offer.Offer
);
CREATE INDEX offers_by_change ON offers (change);

CREATE TABLE offers_met (
  position      POSITION_KEY,
  event         TEXT NOT NULL UNIQUE,
  customer      TEXT NOT NULL,
  at            BIGINT NOT NULL,
  offers        TEXT NOT NULL             -- JSON: bot.model.offer.OffersMet
);
CREATE INDEX offers_met_of_customer ON offers_met (customer);
