-- What people say is met before timers, however many of these are due: each has an index of its own, and a row is in one.
DROP INDEX inbox_due;
CREATE INDEX inbox_brought ON inbox (due_at, position, customer) WHERE state = 'waiting' AND source <> 'timer';
CREATE INDEX inbox_timers ON inbox (due_at, position, customer) WHERE state = 'waiting' AND source = 'timer';
