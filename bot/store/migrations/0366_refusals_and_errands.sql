-- Refused consents are counted, and outgoing webhooks of a state counted and listed, from an index alone.
DROP INDEX consents_withdrawn_at;
CREATE INDEX consents_refused ON consents (at, position, channel, purpose, customer) WHERE granted = 0 AND pending = 0;
CREATE INDEX errands_outgoing_by_state ON errands (state, position) WHERE kind IN ('emit', 'place_order');
