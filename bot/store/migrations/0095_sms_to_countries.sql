-- How many SMS left for each country, by hour; what is older than two days goes.
CREATE TABLE sms_to_countries (
  country       TEXT NOT NULL,            -- ISO 3166; nothing for numbers of no country
  hour          BIGINT NOT NULL,          -- hours since 1970
  sent          BIGINT NOT NULL,
  PRIMARY KEY (country, hour)
);
