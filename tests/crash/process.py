"""`python -m tests.crash.process run …`: the program itself, on a clock of its own.

The wiring owns the only clock, so that is where time is replaced: it begins on a working day at 14:00 in Paris (a test
may run on a Sunday night, when no offer leaves) and runs `PARCOURS_TEST_SPEED` times as fast, so that minutes of
patience with a provider pass in seconds. `PARCOURS_TEST_EPOCH` is the real instant that counts as its beginning, the
same for every process of one test.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from bot.wiring import clock

BEGINNING = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)  # a Tuesday


def shifted() -> datetime:
    real = datetime.now(UTC).timestamp() - float(os.environ["PARCOURS_TEST_EPOCH"])
    return BEGINNING + timedelta(seconds=real * float(os.environ["PARCOURS_TEST_SPEED"]))


if __name__ == "__main__":
    clock.now = shifted
    from bot.cli import main  # only now: everybody takes `now` from the clock by name

    main()
