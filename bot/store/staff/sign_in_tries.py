"""How often somebody may try to sign in, counted in the database because several processes serve the console.

A try is counted before the password is looked at and forgotten when it was right, so that a thousand tries at once are
a thousand tries. After five the next has to wait 1, 2, 4… seconds. An account's count is kept apart for browsers that
were signed in to it before, so that a stranger who tries on keeps nobody out (OWASP, "device cookies"); and the wait
is never longer than a quarter of an hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.store.database.database import StoreSubject
from bot.store.database.script import Script, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros

SQL = statements("sign_in_tries")
FREE: Final = 5
LONGEST: Final = timedelta(minutes=15)
#: A network address may try so many at once, then one in so long: an office has one, a guesser too.
BURST: Final = 30
EVERY: Final = timedelta(seconds=6)
FORGOTTEN_AFTER: Final = timedelta(days=1)


class SignInTries(StoreSubject):
    """Names are keyed hashes, made by the caller."""

    async def take(self, account: str, place: str, now: datetime) -> timedelta | None:
        """Count a try at an account from a network address. Return None, or how long to wait: then nothing counts."""
        return await self._database.transact(lambda: _take(account, place, now))

    async def forget(self, account: str) -> None:
        """Forget the tries at an account: the last one was right."""
        await self._database.transact(lambda: _forget(account))


def _take(account: str, place: str, now: datetime) -> Script[timedelta | None]:
    yield once(SQL["forget_old"], micros(now - FORGOTTEN_AFTER))
    at = micros(now)
    tries = yield from _get(sorted({account, place}), at)
    failures, free_at = tries[account]
    _, theoretical = tries[place]
    ahead = max(theoretical, at) - at
    wait = max(free_at - at, ahead - _micros(EVERY) * (BURST - 1))
    if wait > 0:
        return timedelta(microseconds=wait)
    yield once(SQL["set"], account, failures + 1, at + _micros(pause_after(failures + 1)), at)
    yield once(SQL["set"], place, 0, at + ahead + _micros(EVERY), at)
    return None


def _get(names: Sequence[str], at: int) -> Script[dict[str, tuple[int, int]]]:
    """Return how often each has failed and when it is free. What was tried at a time to come was tried by a clock that
    was ahead: nobody is kept out until it is there again.

    Locks the rows in one order for everybody, so that no two wait for each other.
    """
    found: dict[str, tuple[int, int]] = {}
    for name in names:
        yield once(SQL["make"], name)
        [(failures, free_at, tried_at)] = yield query(SQL["get"], name)
        found[name] = (failures, free_at if tried_at <= at else at)
    return found


def _forget(account: str) -> Script[None]:
    yield once(SQL["forget"], account)


def pause_after(failures: int) -> timedelta:
    """Return how long to wait after so many tries in a row."""
    if failures < FREE:
        return timedelta()
    return min(LONGEST, timedelta(seconds=2 ** min(failures - FREE, 20)))


def _micros(span: timedelta) -> int:
    """Return a span in microseconds."""
    return span // timedelta(microseconds=1)
