-- Events of one customer and one instant are claimed in the order in which they came in: the index has that order.
DROP INDEX inbox_due;
CREATE INDEX inbox_due ON inbox (due_at, position, customer) WHERE state = 'waiting';
