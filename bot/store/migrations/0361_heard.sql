-- What a customer wrote is found by its event: the questions that nobody answered are, each, for a report. On PostgreSQL a transcript has
-- a piece for each month, and a customer's lines were looked through in all of them; SQLite walks them in one index, quickly enough.

-- for postgresql
CREATE INDEX transcript_heard ON transcript (customer, source) WHERE direction = 'in';
