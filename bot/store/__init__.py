"""What is kept: the only place that knows SQL, and knows nothing but the vocabulary.

`Store.open(url)` is the door; `migrate(url)` makes and updates the tables; `restore(url, file, now)` is the way back
from a backup. A write returns when it is on disk. What may go wrong is `StoreFault`'s family (`faults`).
"""

from bot.store.backup import restore
from bot.store.faults import AlreadyRunning, BadDatabaseUrl, DatabaseNewer, NoBackup, StoreFault, StoreUnavailable
from bot.store.migrate import migrate
from bot.store.store import Store

__all__ = [
    "AlreadyRunning",
    "BadDatabaseUrl",
    "DatabaseNewer",
    "NoBackup",
    "Store",
    "StoreFault",
    "StoreUnavailable",
    "migrate",
    "restore",
]
