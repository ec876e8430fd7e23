-- Personal codes with which customers bring friends, each made once for good; and the friends, each brought once.
-- A code is given to others by its owner, so it is kept as it is. `customer` of `referral_uses` is the friend: who
-- brought them is known by the code alone, and by nothing once the code's owner is erased.
CREATE TABLE referrals (
  customer      TEXT PRIMARY KEY,
  code          TEXT NOT NULL UNIQUE,
  at            BIGINT NOT NULL
) CLUSTERED;
CREATE TABLE referral_uses (
  customer      TEXT PRIMARY KEY,
  code          TEXT NOT NULL,
  at            BIGINT NOT NULL
) CLUSTERED;
CREATE INDEX referral_uses_of_code ON referral_uses (code);
