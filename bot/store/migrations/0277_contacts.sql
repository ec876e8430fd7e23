-- Where customers and the shop met: each message with the stage that the customer was in, one row for each of their journeys.
-- Written by the clock an hour after the message, when it is known whether somebody answered.
CREATE TABLE contacts (
  position      POSITION_KEY,
  customer      TEXT NOT NULL,
  at            BIGINT NOT NULL,
  journey       TEXT NOT NULL,
  stage         TEXT NOT NULL,
  channel       TEXT NOT NULL,
  direction     TEXT NOT NULL,            -- in, out
  answered      INTEGER NOT NULL          -- of what came in: something went out within the hour
);
CREATE INDEX contacts_of_customer ON contacts (customer, position);
CREATE INDEX contacts_of_cell ON contacts (journey, stage, channel, direction, at, customer, answered);

CREATE TABLE contact_hours (
  journey       TEXT NOT NULL,
  hour          BIGINT NOT NULL,          -- hours since 1970, UTC
  stage         TEXT NOT NULL,
  channel       TEXT NOT NULL,
  direction     TEXT NOT NULL,
  point_of_sale TEXT NOT NULL,            -- the customer's when it was counted; empty for none
  messages      BIGINT NOT NULL,
  answered      BIGINT NOT NULL,
  PRIMARY KEY (journey, hour, stage, channel, direction, point_of_sale)
) CLUSTERED;
