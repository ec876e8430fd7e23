-- What customers buy: one row an order, a line, a cart, as each stands now; `made_by` is who had it first.
CREATE TABLE orders (
  customer      TEXT NOT NULL,
  key           TEXT NOT NULL,
  made_by       TEXT NOT NULL,
  id            TEXT NOT NULL,            -- the shop's
  number        TEXT NOT NULL,            -- the shop's, as customers read it
  status        TEXT NOT NULL,
  currency      TEXT NOT NULL,
  total         TEXT,                     -- exact, in units of the currency
  placed_at     BIGINT,
  changed_at    BIGINT NOT NULL,
  body          TEXT NOT NULL,            -- the whole of it
  PRIMARY KEY (customer, key)
) CLUSTERED;
CREATE INDEX orders_by_id ON orders (id);
CREATE INDEX orders_by_number ON orders (number);
CREATE TABLE order_lines (
  customer      TEXT NOT NULL,
  order_key     TEXT NOT NULL,
  place         INTEGER NOT NULL,
  offer         TEXT NOT NULL,
  sku           TEXT NOT NULL,
  name          TEXT NOT NULL,
  quantity      INTEGER NOT NULL,
  price         TEXT,
  total         TEXT,
  PRIMARY KEY (customer, order_key, place)
) CLUSTERED;
CREATE TABLE carts (
  customer      TEXT NOT NULL,
  key           TEXT NOT NULL,
  made_by       TEXT NOT NULL,
  state         TEXT NOT NULL,            -- open, abandoned, ordered
  changed_at    BIGINT NOT NULL,
  body          TEXT NOT NULL,
  PRIMARY KEY (customer, key)
) CLUSTERED;
