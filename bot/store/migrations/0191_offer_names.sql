-- What the shop's own system calls an offer (`shopify product 632910392`, `shopify item 808950810`): its news of a
-- deletion or of stock name nothing else. One product is several offers where it has sizes.
CREATE TABLE offer_names (
  name          TEXT NOT NULL,
  offer         TEXT NOT NULL,
  PRIMARY KEY (name, offer)
) CLUSTERED;
-- The pieces of an item at each of the shop's places, as told last.
CREATE TABLE offer_levels (
  name          TEXT NOT NULL,
  place         TEXT NOT NULL,
  pieces        BIGINT NOT NULL,
  at            BIGINT NOT NULL,
  PRIMARY KEY (name, place)
) CLUSTERED;
