"""What is kept: the only place that knows SQL, and knows nothing but the vocabulary.

`Store.open(url)` is the door; `migrate(url)` makes and updates the tables; `restore(url, file, now)` is the way back
from a backup. A write returns when it is on disk. What may go wrong is `StoreFault`'s family (`faults`).

`database` runs statements on either database, `messages` is the path of a message; then by subject: `people`, `shop`,
`playbooks`, `threads` (what staff read), `staff`, `reports`, `copies`.
"""

from bot.store.copies.backup import is_database, restore
from bot.store.database.faults import (
    AlreadyRunning,
    BadDatabaseUrl,
    DatabaseNewer,
    NoBackup,
    StoreFault,
    StoreUnavailable,
)
from bot.store.database.migrate import migrate
from bot.store.store import Store

__all__ = [
    "AlreadyRunning",
    "BadDatabaseUrl",
    "DatabaseNewer",
    "NoBackup",
    "Store",
    "StoreFault",
    "StoreUnavailable",
    "is_database",
    "migrate",
    "restore",
]
