-- Where on the journey a rating was given, and whose customer gave it: for figures by stage.
ALTER TABLE feedback ADD COLUMN journey TEXT NOT NULL DEFAULT '';
ALTER TABLE feedback ADD COLUMN stage TEXT NOT NULL DEFAULT '';
ALTER TABLE feedback ADD COLUMN point_of_sale TEXT NOT NULL DEFAULT '';
UPDATE feedback SET point_of_sale = COALESCE((SELECT c.point_of_sale FROM customers c WHERE c.id = feedback.customer), '');
DROP INDEX feedback_by_time;
CREATE INDEX feedback_by_time ON feedback (at, scale, score, journey, stage, about, recovery, point_of_sale);
CREATE INDEX feedback_of_scale ON feedback (scale, at, position);

-- Questions that nobody is to write an answer to, by a hash of what they are about.
CREATE TABLE dismissed_questions (
  subject       TEXT PRIMARY KEY,
  text          TEXT NOT NULL,            -- as it was last put
  at            BIGINT NOT NULL,
  dismissed_by  TEXT NOT NULL
) CLUSTERED;
