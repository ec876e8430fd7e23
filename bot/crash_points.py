"""Named points on the path of a message where a test may kill the process.

`reached(name)` costs one comparison unless a test armed it through the `PARCOURS_CRASH_AT` environment variable
(`NAME`; `NAME:3`, the third time; `NAME:3:stop` stands still there until SIGCONT comes), which only `arm` reads. The
names are the crash tests' list: a new point there is a new case (`tests/crash/cases.py`, whose table fails where one is
missing).
"""

from __future__ import annotations

import os
import signal
from typing import Final

POINTS: Final = (
    # a message comes in
    "inbox.before_commit",
    "inbox.after_commit",
    "inbox.before_answer",
    "inbox.after_answer",
    "press.before_answer",
    "press.after_answer",
    "poll.after_fetch",
    "poll.before_commit",
    "poll.after_commit",
    "poll.before_acknowledging",
    "sweep.after_list",
    "sweep.before_commit",
    "sweep.after_commit",
    "shelf.before_replace",
    "shelf.after_replace",
    "attachment.before_commit",
    "attachment.after_commit",
    # it is met
    "reading.before_commit",
    "reading.after_commit",
    "turn.before_claim",
    "turn.after_claim",
    "turn.before_commit",
    "turn.after_commit",
    "timer.after_commit",
    # what it asked for goes out
    "outbox.before_sending_commit",
    "outbox.after_sending_commit",
    "outbox.after_claim",
    "socket.before_open",
    "socket.after_write",
    "socket.after_answer",
    "news.before_commit",
    "news.after_commit",
    "outbox.before_settle_commit",
    "outbox.after_settle_commit",
    "drop.before_commit",
    "drop.after_commit",
    "status.before_commit",
    "status.after_commit",
    "status.before_answer",
    "errand.before_open",
    "errand.after_answer",
    "errand.before_commit",
    "errand.after_commit",
    # nobody knows whether it went out
    "recover.before_commit",
    "recover.after_commit",
    "uncertain.after_look",
    "missed.before_commit",
    "missed.after_commit",
    "resend.before_commit",
    "resend.after_commit",
    "abandon.before_commit",
    "abandon.after_commit",
    # the program starts, stops and is looked after
    "key.before_link",
    "migration.half_way",
    "migration.before_commit",
    "migration.after_commit",
    "publish.before_commit",
    "publish.after_commit",
    "promote.before_commit",
    "promote.after_commit",
    "cursor.before_commit",
    "cursor.after_commit",
    "retention.before_commit",
    "retention.after_commit",
    "erase.before_commit",
    "erase.after_commit",
    "stop.before_drain",
    "stop.after_drain",
    "backup.half_way",
    "backup.before_replace",
    "backup.after_replace",
    "restore.before_hold",
    "restore.after_hold",
    "restore.before_replace",
    "restore.after_replace",
)

_armed: str | None = None
_countdown: int = 1
_signal: signal.Signals = signal.SIGKILL


def arm(setting: str | None) -> None:
    """Arm one point, from the value of `PARCOURS_CRASH_AT`. Raises `ValueError` for a name that is no point."""
    global _armed, _countdown, _signal  # noqa: PLW0603 - one process, one armed point
    if not setting:
        _armed = None
        return
    name, count, how = [*setting.split(":"), "", ""][:3]
    if name not in POINTS:
        raise ValueError(f"no crash point is called {name!r}")
    _armed, _countdown = name, int(count or 1)
    _signal = signal.SIGSTOP if how == "stop" else signal.SIGKILL


def reached(point: str) -> None:
    """Die here (or stand still), at once and without a word, if this point is armed."""
    global _countdown  # noqa: PLW0603 - as above
    if point != _armed:
        return
    _countdown -= 1
    if _countdown == 0:
        os.kill(os.getpid(), _signal)
