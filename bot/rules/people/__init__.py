"""Who is whom: two records of one person, a number that passed on, friends who were brought."""
