"""What may go wrong with the database, and what the caller does then.

::

    StoreFault
    ├── BadDatabaseUrl      a setting to mend (exit 2)
    ├── AlreadyRunning      another instance has this database
    ├── NoBackup            there is no such file to restore (exit 2)
    ├── DatabaseNewer       a later version of the program has been here
    └── StoreUnavailable    full, busy, gone, or it does not come back: ask again later
        └── StoreDamaged    what is in the file can't be read: a backup must be put back
"""

from __future__ import annotations


class StoreFault(Exception):
    """Any fault of the database that its caller can name to an operator in one line."""


class BadDatabaseUrl(StoreFault):
    """`DATABASE_URL` is neither `sqlite:///PATH` nor `postgresql://…`."""


class AlreadyRunning(StoreFault):
    """Another instance runs on this database."""


class NoBackup(StoreFault):
    """There is no file where a backup was said to be."""


class DatabaseNewer(StoreFault):
    """The database was migrated by a later version of the program."""


class StoreUnavailable(StoreFault):
    """The disk is full, the database is busy or gone: nothing of what was asked has been written. Or it did
    not come back: it may have been written, and asking again does no harm."""


class StoreDamaged(StoreUnavailable):
    """The database's file is damaged. Nothing of what was asked has been written."""
