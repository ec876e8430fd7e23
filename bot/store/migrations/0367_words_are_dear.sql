-- PostgreSQL is told what the words of a message cost to take apart, some 15 us: it took that for nothing, and walked through messages where it
-- has an index of words. With a setting of its own the function is no longer put in the place of its call, where its cost would be lost.

-- for postgresql
ALTER FUNCTION plain_words(TEXT) COST 2000 SET search_path = '';
