-- The console's inbox: one row a customer's thread, written by the turns that change it; what staff set stands beside it.
-- `folder`: us (in staff's hands, the customer waits), customer (in staff's hands, answered), bot, closed (nothing is under
-- way, or staff closed it). `staff` has the thread by the customer's document, `assignee` by staff's own word.
CREATE TABLE threads (
  customer      TEXT PRIMARY KEY,
  folder        TEXT NOT NULL,
  name          TEXT NOT NULL DEFAULT '',
  called        TEXT NOT NULL DEFAULT '',   -- the name as it is searched: lower case, no accents
  team          TEXT,
  reason        TEXT,                       -- of the handover
  priority      TEXT,
  staff         TEXT,
  assignee      TEXT,
  opened_at     BIGINT,                     -- when it came into staff's hands
  touched_at    BIGINT,                     -- when they last did something there
  waiting_since BIGINT,                     -- of the customer's first word that nobody answered
  channel       TEXT,
  language      TEXT,
  journey       TEXT,
  stage         TEXT,
  direction     TEXT,
  relationship  DOUBLE PRECISION,           -- as of the last turn
  point_of_sale TEXT,
  heard_at      BIGINT,                     -- the customer's last word
  last_at       BIGINT NOT NULL,
  last_by       TEXT NOT NULL DEFAULT '',   -- customer, bot, or the member of staff
  last_kind     TEXT NOT NULL DEFAULT '',   -- text, photo, voice…
  last_line     TEXT NOT NULL DEFAULT '',
  closed_at     BIGINT,
  closed_by     TEXT,
  close_reason  TEXT
);
CREATE INDEX threads_in_folder ON threads (folder, last_at, customer);
CREATE INDEX threads_waiting ON threads (waiting_since, customer) WHERE folder = 'us';
CREATE INDEX threads_of_assignee ON threads (assignee, last_at, customer) WHERE assignee IS NOT NULL;
CREATE INDEX threads_by_time ON threads (last_at, customer);
CREATE INDEX threads_by_stage ON threads (stage, folder, last_at, customer);
CREATE INDEX threads_counted ON threads (folder, point_of_sale, journey, stage);

-- What is known of customers who were there before; the next turn of each fills in the rest.
INSERT INTO threads (customer, folder, team, waiting_since, language, heard_at, last_at)
SELECT id, CASE WHEN team IS NOT NULL THEN 'us' WHEN flow IS NOT NULL THEN 'bot' ELSE 'closed' END, team,
  CASE WHEN team IS NOT NULL THEN last_in END, language, last_in, COALESCE(last_in, last_out, created_at)
FROM customers WHERE merged_into IS NULL AND state <> '';

CREATE TABLE thread_labels (
  customer      TEXT NOT NULL,
  label         TEXT NOT NULL,
  PRIMARY KEY (customer, label)
) CLUSTERED;
CREATE INDEX thread_labels_by_label ON thread_labels (label, customer);

-- Up to which instant somebody has read a thread; without a row, never.
CREATE TABLE thread_reads (
  customer      TEXT NOT NULL,
  staff         TEXT NOT NULL,
  at            BIGINT NOT NULL,
  PRIMARY KEY (customer, staff)
) CLUSTERED;

-- Private: no customer ever sees one.
CREATE TABLE notes (
  position      POSITION_KEY,
  id            TEXT NOT NULL UNIQUE,
  customer      TEXT NOT NULL,
  at            BIGINT NOT NULL,
  staff         TEXT NOT NULL,
  text          TEXT NOT NULL
);
CREATE INDEX notes_of_customer ON notes (customer, at);

CREATE TABLE saved_replies (
  id            TEXT PRIMARY KEY,
  name          TEXT NOT NULL,
  language      TEXT NOT NULL,
  text          TEXT NOT NULL,
  changed_at    BIGINT NOT NULL,
  changed_by    TEXT NOT NULL
);
CREATE INDEX saved_replies_by_name ON saved_replies (language, name);
