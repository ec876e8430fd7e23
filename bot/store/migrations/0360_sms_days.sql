-- SMS segments by the country that they went to, for what they cost. Of what was counted before, nobody knows the country.
CREATE TABLE sms_days (
  day           INTEGER NOT NULL,         -- as in sending_days
  country       TEXT NOT NULL,            -- ISO 3166; nothing for numbers of no country
  state         TEXT NOT NULL,
  point_of_sale TEXT NOT NULL,
  segments      BIGINT NOT NULL,
  PRIMARY KEY (day, country, state, point_of_sale)
) CLUSTERED;
INSERT INTO sms_days (day, country, state, point_of_sale, segments)
SELECT day, '', state, point_of_sale, SUM(segments) FROM sending_days WHERE channel = 'sms' GROUP BY day, state, point_of_sale;
