-- A page of the inbox under any filter is found in an index alone, in the list's order, however rare what is looked for.
DROP INDEX threads_by_time;
CREATE INDEX threads_by_time ON threads (last_at, customer, folder, journey, stage, direction, relationship, channel, language, point_of_sale);
DROP INDEX threads_in_folder;
CREATE INDEX threads_in_folder ON threads (folder, last_at, customer, journey, stage, direction, relationship, channel, language, point_of_sale);
CREATE INDEX threads_of_stage ON threads (journey, stage, last_at, customer);
