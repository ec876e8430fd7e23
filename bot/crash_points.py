"""Named points on the path of a message where a test may kill the process.

`reached(name)` costs one comparison unless a test armed it through the `PARCOURS_CRASH_AT` environment variable
(`NAME` or `NAME:3`, the third time), which only `arm` reads. The names are the crash tests' list: a new point
there is a
new test.
"""

from __future__ import annotations

import os
import signal
from typing import Final

POINTS: Final = (
    "inbox.before_commit",
    "inbox.after_commit",
    "inbox.after_answer",
    "turn.before_claim",
    "turn.after_claim",
    "turn.before_commit",
    "turn.after_commit",
    "timer.after_commit",
    "outbox.before_sending_commit",
    "outbox.after_sending_commit",
    "socket.before_open",
    "socket.after_answer",
    "outbox.before_settle_commit",
    "outbox.after_settle_commit",
    "status.before_commit",
    "status.after_commit",
    "poll.before_commit",
    "poll.after_commit",
    "sweep.before_commit",
    "sweep.after_commit",
    "migration.after_statement",
    "migration.before_commit",
    "migration.after_commit",
)

_armed: str | None = None
_countdown: int = 1


def arm(setting: str | None) -> None:
    """Arm one point, from the value of `PARCOURS_CRASH_AT`. Raises `ValueError` for a name that is no point."""
    global _armed, _countdown  # noqa: PLW0603 - one process, one armed point
    if not setting:
        _armed = None
        return
    name, _, count = setting.partition(":")
    if name not in POINTS:
        raise ValueError(f"no crash point is called {name!r}")
    _armed, _countdown = name, int(count or 1)


def reached(point: str) -> None:
    """Die here, at once and without a word, if this point is armed."""
    global _countdown  # noqa: PLW0603
    if point != _armed:
        return
    _countdown -= 1
    if _countdown <= 0:
        os.kill(os.getpid(), signal.SIGKILL)
