-- Moves between stages by the hour, for reports: written by the clock with the times of stages, in one transaction. What is
-- not `counted` yet is read from the moves themselves.
CREATE TABLE journey_hours (
  journey       TEXT NOT NULL,
  hour          BIGINT NOT NULL,          -- hours since 1970, UTC
  left_stage    TEXT NOT NULL,
  stage         TEXT NOT NULL,
  direction     TEXT NOT NULL,
  point_of_sale TEXT NOT NULL,            -- the customer's when it was counted; empty for none
  moves         BIGINT NOT NULL,
  PRIMARY KEY (journey, hour, left_stage, stage, direction, point_of_sale)
) CLUSTERED;

INSERT INTO journey_hours (journey, hour, left_stage, stage, direction, point_of_sale, moves)
SELECT m.journey, m.at / 3600000000, m.left_stage, m.stage, m.direction, COALESCE(c.point_of_sale, ''), COUNT(*)
FROM stage_moves m LEFT JOIN customers c ON c.id = m.customer WHERE m.counted = 1
GROUP BY m.journey, m.at / 3600000000, m.left_stage, m.stage, m.direction, COALESCE(c.point_of_sale, '');

-- The lists of customers behind the numbers, in their order.
CREATE INDEX stage_moves_by_time ON stage_moves (journey, at, position, direction, left_stage, stage);
DROP INDEX journeys_by_stage;
CREATE INDEX journeys_of_stage ON journeys (journey, stage, since, customer);
CREATE INDEX journeys_by_time ON journeys (journey, since, customer);
CREATE INDEX threads_by_place ON threads (point_of_sale, customer);
CREATE INDEX threads_by_relationship ON threads (journey, relationship, point_of_sale) WHERE relationship IS NOT NULL;
