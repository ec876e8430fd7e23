-- Counts of folders and of their stages are read from an index alone, in its order, for who sees all and for who does not.
DROP INDEX threads_counted;
CREATE INDEX threads_counted ON threads (folder, journey, stage, point_of_sale);
