-- Links that a customer goes on with elsewhere, each as a hash of its token: it is good once, until a time.
CREATE TABLE links (
  digest        TEXT PRIMARY KEY,
  customer      TEXT NOT NULL,
  expires_at    BIGINT NOT NULL,
  used_by       TEXT                      -- the event that it was used in
) CLUSTERED;
CREATE INDEX links_of_customer ON links (customer);
