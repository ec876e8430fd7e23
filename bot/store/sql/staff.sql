-- name: all
SELECT id, email, name, role, points_of_sale, language, theme, timezone, disabled_at IS NOT NULL,
  password IS NOT NULL, second_factor IS NOT NULL, shortcuts, teams, telegram_id IS NOT NULL FROM staff ORDER BY disabled_at IS NOT NULL, email

-- name: get
SELECT id, email, name, role, points_of_sale, language, theme, timezone, disabled_at IS NOT NULL,
  password IS NOT NULL, second_factor IS NOT NULL, shortcuts, teams, telegram_id IS NOT NULL FROM staff WHERE id = $1

-- name: by_email
SELECT id, email, name, role, points_of_sale, language, theme, timezone, disabled_at IS NOT NULL,
  password IS NOT NULL, second_factor IS NOT NULL, shortcuts, teams, telegram_id IS NOT NULL FROM staff WHERE email = $1

-- name: any
SELECT 1 FROM staff LIMIT 1

-- name: secrets
SELECT password, second_factor, code_used FROM staff WHERE id = $1

-- name: add
INSERT INTO staff (id, email, name, role, points_of_sale, language, created_at, teams) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (email) DO NOTHING RETURNING id

-- name: owners
SELECT id FROM staff WHERE role = 'owner' AND disabled_at IS NULL ROW_LOCK

-- name: change
UPDATE staff SET name = $2, role = $3, points_of_sale = $4, teams = $5 WHERE id = $1

-- name: prefer
UPDATE staff SET name = $2, language = $3, theme = $4, timezone = $5, shortcuts = $6 WHERE id = $1

-- name: disable
UPDATE staff SET disabled_at = $2, telegram_id = NULL WHERE id = $1 AND disabled_at IS NULL

-- name: enable
UPDATE staff SET disabled_at = NULL WHERE id = $1

-- name: set_password
UPDATE staff SET password = $2 WHERE id = $1

-- name: set_second_factor
UPDATE staff SET second_factor = $2, code_used = $3 WHERE id = $1

-- name: use_code
-- A code may be of the step before or after: one used later than that was used by a clock that was ahead.
UPDATE staff SET code_used = $2 WHERE id = $1 AND (code_used < $2 OR code_used > $2 + 2) RETURNING id

-- name: forget_recovery_codes
DELETE FROM staff_recovery_codes WHERE staff = $1

-- name: add_recovery_code
INSERT INTO staff_recovery_codes (staff, digest) VALUES ($1, $2)

-- name: use_recovery_code
DELETE FROM staff_recovery_codes WHERE staff = $1 AND digest = $2 RETURNING staff

-- name: recovery_codes_left
SELECT COUNT(*) FROM staff_recovery_codes WHERE staff = $1
