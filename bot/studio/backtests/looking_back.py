"""A backtest over all customers, one after the other: memory holds a page of names and one customer's history.

Knows where histories are kept; what is compared is `backtest`'s. `keep_up` runs one that staff asked for: what is
reached is kept as it goes, so that any web process can show it and another process can go on.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Final

from bot.model.backtest import Compared
from bot.store import Store
from bot.store.playbooks.backtests import Asked, Treated
from bot.studio.backtests.backtest import Sides, compare, side_by_side
from bot.studio.backtests.replaying import events_of

#: Names read at a time.
PAGE: Final = 500
#: Seconds between two times that what was reached is kept.
KEPT_EVERY: Final = 1.0


async def look_back(
    store: Store, before: Sides, after: Sides, *, since: datetime, until: datetime, behind: str = ""
) -> AsyncIterator[Compared]:
    """Yield each customer to whom something happened since then, in the order of ids, behind one."""
    while page := await store.inbox.heard_of(since, behind, PAGE):
        for customer, created_at in page:
            recorded = list(events_of(await store.inbox.met(customer, created_at)))
            yield compare(customer, created_at, recorded, before, after, since=since, until=until)
        behind = page[-1][0]


async def keep_up(
    store: Store,
    asked: Asked,
    before: Sides,
    after: Sides,
    *,
    clock: Callable[[], datetime],
    seconds: Callable[[], float],
) -> bool:
    """Run a backtest from where it is, keeping what is reached; False where it is not wanted any more."""
    if not await store.backtests.count(asked.id, await store.inbox.count_heard_of(asked.since), clock()):
        return False
    figures, reached, treated, kept = asked.figures, asked.reached, list[Treated](), seconds()
    span = {"since": asked.since, "until": asked.until}
    async for one in look_back(store, before, after, **span, behind=reached):
        figures, reached = figures.plus(one), one.customer
        if one.differs:
            treated.append(Treated(customer=one.customer, pairs=side_by_side(one)))
        if seconds() - kept >= KEPT_EVERY:
            if not await store.backtests.go_on(asked.id, reached, figures, treated, clock()):
                return False
            treated, kept = [], seconds()
    if not await store.backtests.go_on(asked.id, reached, figures, treated, clock()):
        return False
    await store.backtests.finish(asked.id, clock())
    return True
