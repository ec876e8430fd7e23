"""The table of the crash tests: for every named point, the scene in which the program dies there."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.crash import scenes, showing
from tests.crash.bench import Bench

Scene = Callable[[Bench, str], Coroutine[Any, Any, None]]
Kind = Literal["sqlite", "postgresql"]
BOTH: frozenset[Kind] = frozenset({"sqlite", "postgresql"})
SQLITE: frozenset[Kind] = frozenset({"sqlite"})


@dataclass(frozen=True)
class Case:
    """`times`: the point is also reached while nothing is to do; so many are let pass.

    `on` are the databases that have the point; on those of `always` it runs without --slow.
    """

    scene: Scene
    times: int = 1
    on: frozenset[Kind] = BOTH
    always: frozenset[Kind] = frozenset()
    settings: Mapping[str, str] = field(default_factory=dict)
    is_polling: bool = False
    starts_empty: bool = False


TALKING = Case(scenes.talking)
ALWAYS = Case(scenes.talking, always=SQLITE)
STARTING = Case(scenes.starting, starts_empty=True)
POLLING = Case(scenes.polling, is_polling=True)
SWEEPING = Case(scenes.sweeping)
NOT_KNOWING = Case(scenes.not_knowing)
LEAVING_ALONE = Case(scenes.leaving_alone)
REFUSED = Case(scenes.being_refused)
DROPPING = Case(scenes.dropping)
ERRANDS = Case(scenes.telling_the_shop)
FORGETTING = Case(scenes.forgetting)
SHOWING = Case(showing.showing, on=SQLITE)
ATTACHING = Case(showing.attaching, on=SQLITE)
COPYING = Case(scenes.copying, on=SQLITE)
PUTTING_BACK = Case(scenes.putting_back, on=SQLITE)

CASES: Mapping[str, Case] = {
    "inbox.before_commit": TALKING,
    "inbox.after_commit": ALWAYS,
    "inbox.before_answer": TALKING,
    "inbox.after_answer": TALKING,
    "press.before_answer": Case(scenes.pressing),
    "press.after_answer": Case(scenes.pressing),
    "poll.after_fetch": POLLING,
    "poll.before_commit": Case(scenes.polling, is_polling=True, always=SQLITE),
    "poll.after_commit": POLLING,
    "poll.before_acknowledging": POLLING,
    "sweep.after_list": SWEEPING,
    "sweep.before_commit": SWEEPING,
    "sweep.after_commit": Case(scenes.sweeping, always=SQLITE),
    "shelf.before_replace": SHOWING,
    "shelf.after_replace": Case(showing.showing, on=SQLITE, always=SQLITE),
    "attachment.before_commit": ATTACHING,
    "attachment.after_commit": Case(showing.attaching, times=2, on=SQLITE),  # taken, and the message is not in yet
    "reading.before_commit": TALKING,
    "reading.after_commit": TALKING,
    "turn.before_claim": Case(scenes.talking, times=8),
    "turn.after_claim": Case(scenes.talking, times=8),
    "turn.before_commit": Case(scenes.talking, always=BOTH),
    "turn.after_commit": ALWAYS,
    "timer.after_commit": ALWAYS,
    "outbox.before_sending_commit": Case(scenes.talking, times=8),
    "outbox.after_sending_commit": Case(scenes.talking, times=8, always=frozenset({"postgresql"})),
    "outbox.after_claim": TALKING,
    "socket.before_open": TALKING,
    "socket.after_write": TALKING,
    "socket.after_answer": ALWAYS,
    "news.before_commit": REFUSED,
    "news.after_commit": REFUSED,
    "outbox.before_settle_commit": TALKING,
    "outbox.after_settle_commit": TALKING,
    "drop.before_commit": DROPPING,
    "drop.after_commit": DROPPING,
    "status.before_commit": TALKING,
    "status.after_commit": TALKING,
    "status.before_answer": TALKING,
    "errand.before_open": ERRANDS,
    "errand.after_answer": ERRANDS,
    "errand.before_commit": ERRANDS,
    "errand.after_commit": ERRANDS,
    "recover.before_commit": NOT_KNOWING,
    "recover.after_commit": NOT_KNOWING,
    "uncertain.after_look": Case(scenes.asking),
    "missed.before_commit": Case(scenes.looking_in_vain),
    "missed.after_commit": Case(scenes.looking_in_vain, always=SQLITE),
    "resend.before_commit": NOT_KNOWING,
    "resend.after_commit": NOT_KNOWING,
    "abandon.before_commit": LEAVING_ALONE,
    "abandon.after_commit": LEAVING_ALONE,
    "key.before_link": Case(scenes.starting, on=SQLITE, settings={"SECRET_KEY": ""}, starts_empty=True),
    "migration.half_way": Case(scenes.starting, times=9, starts_empty=True),
    "migration.before_commit": Case(scenes.starting, starts_empty=True, always=SQLITE),
    "migration.after_commit": STARTING,
    "publish.before_commit": STARTING,
    "publish.after_commit": STARTING,
    "promote.before_commit": STARTING,
    "promote.after_commit": STARTING,
    "cursor.before_commit": STARTING,
    "cursor.after_commit": STARTING,
    "retention.before_commit": FORGETTING,
    "retention.after_commit": FORGETTING,
    "erase.before_commit": Case(scenes.erasing, always=SQLITE),
    "erase.after_commit": Case(scenes.erasing),
    "stop.before_drain": Case(scenes.stopping),
    "stop.after_drain": Case(scenes.stopping),
    "backup.half_way": COPYING,
    "backup.before_replace": COPYING,
    "backup.after_replace": COPYING,
    "restore.before_hold": PUTTING_BACK,
    "restore.after_hold": PUTTING_BACK,
    "restore.before_replace": PUTTING_BACK,
    "restore.after_replace": PUTTING_BACK,
}
