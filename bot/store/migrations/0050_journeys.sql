-- Where customers are on their journeys, how they got there, and what moved the relationship.

CREATE TABLE journeys (
  customer      TEXT NOT NULL,
  journey       TEXT NOT NULL,
  stage         TEXT NOT NULL,
  since         BIGINT NOT NULL,
  direction     TEXT NOT NULL,            -- of the last move
  cause         TEXT NOT NULL,
  PRIMARY KEY (customer, journey)
) CLUSTERED;
CREATE INDEX journeys_by_stage ON journeys (journey, stage);

-- Append-only. `left_stage` is empty where the journey began; `counted` once it is in the times of its stage.
CREATE TABLE stage_moves (
  position      POSITION_KEY,
  customer      TEXT NOT NULL,
  at            BIGINT NOT NULL,
  journey       TEXT NOT NULL,
  left_stage    TEXT NOT NULL,
  entered_at    BIGINT,                   -- the stage that was left
  stage         TEXT NOT NULL,
  direction     TEXT NOT NULL,
  cause         TEXT NOT NULL,
  version       TEXT NOT NULL,
  counted       INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX stage_moves_of_customer ON stage_moves (customer, position);
CREATE INDEX stage_moves_to_count ON stage_moves (position) WHERE counted = 0;

CREATE TABLE moments (
  position      POSITION_KEY,
  customer      TEXT NOT NULL,
  at            BIGINT NOT NULL,
  journey       TEXT NOT NULL,
  cause         TEXT NOT NULL,
  change        DOUBLE PRECISION NOT NULL,
  value         DOUBLE PRECISION NOT NULL,  -- the relationship after it, 0 to 100
  rule          TEXT NOT NULL,
  version       TEXT NOT NULL
);
CREATE INDEX moments_of_customer ON moments (customer, position);
