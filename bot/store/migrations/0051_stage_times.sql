-- How long those who left a stage forward had been in it: a sketch (t-digest), and what is read of it. Times in microseconds.

CREATE TABLE stage_times (
  journey       TEXT NOT NULL,
  stage         TEXT NOT NULL,
  known         BIGINT NOT NULL,
  median        BIGINT NOT NULL,
  slow          BIGINT NOT NULL,          -- nine in ten had left by then
  sketch        TEXT NOT NULL,            -- base64
  PRIMARY KEY (journey, stage)
) CLUSTERED;
