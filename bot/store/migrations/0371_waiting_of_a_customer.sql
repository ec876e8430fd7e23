-- What a customer has waiting, without a walk over all that they ever said: asked at each message that is met as it comes
-- in, where several processes have doors.

-- for postgresql
CREATE INDEX inbox_waiting ON inbox (customer, due_at) WHERE state = 'waiting';
