-- name: code_of
SELECT code FROM referrals WHERE customer IN each($1) ORDER BY at LIMIT 1

-- name: make
INSERT INTO referrals (customer, code, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING

-- name: owner
SELECT customer FROM referrals WHERE code = $1

-- name: brought
SELECT customer FROM referral_uses WHERE customer IN each($1)

-- name: use
INSERT INTO referral_uses (customer, code, at) VALUES ($1, $2, $3) ON CONFLICT (customer) DO NOTHING

-- name: friends
-- Friends of a person (all their ids), without themselves: two who were brought together are one.
SELECT u.customer FROM referral_uses u JOIN referrals r ON r.code = u.code WHERE r.customer IN each($1)
EXCEPT SELECT id FROM customers WHERE id IN each($1)
