"""Links that a customer goes on with elsewhere: whose one is, once, until it is over."""

from __future__ import annotations

from datetime import datetime

from bot.store.database.script import Script, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros

SQL = statements("links")


def make(digest: str, customer: str, made_at: datetime, expires_at: datetime) -> Script[None]:
    """Keep a new link, and forget those that are over."""
    yield once(SQL["forget_over"], micros(made_at))
    yield once(SQL["make"], digest, customer, micros(expires_at))


def bearer(digest: str, event: str, now: int) -> Script[str | None]:
    """Return whose a link is, to be used in this event alone; empty for nobody's, None while another event has it.

    The row stays locked until the transaction ends.
    """
    rows = yield query(SQL["bearer"], digest, now, event)
    if rows:
        return str(rows[0][0])
    return None if (yield query(SQL["taken"], digest, now)) else ""


def use(digest: str, event: str) -> Script[None]:
    """Note in which event a link was used: it is good for no other."""
    yield once(SQL["use"], digest, event)
