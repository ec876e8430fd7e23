"""What the console needs to work on a playbook: checking, drawing, trying out, testing, publishing.

The work itself is the studio's, and heavy; the wiring hands it over as a `Workbench`, which does it in processes of its
own so that nobody's request waits for another's.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from bot.playbook.faults import Fault

#: A playbook's files, path to text.
Sources = Mapping[str, str]
#: Told every few seconds how far a run of tests is: how many passed and failed, of how many; all 0 until they begin.
Tell = Callable[[int, int, int], Awaitable[None]]


class Busy(Exception):
    """The work could not be done just now: it took too long, or its process went down."""


class Refused(Exception):
    """What was asked for can't be done; the message says why, in words for staff."""


class Checkup(Struct, frozen=True, kw_only=True):
    """A playbook that was checked. `version` is its content's; `flows`: id, title and file of each, where it can be
    used.
    """

    version: str
    usable: bool
    faults: tuple[Fault, ...]
    flows: tuple[tuple[str, str, str], ...] = ()


class Report(Struct, frozen=True, kw_only=True):
    """How a playbook's tests went: `covered` percent of steps and branches; `missed` what none reaches."""

    passed: int
    failed: tuple[FailedTest, ...]
    covered: int
    missed: tuple[str, ...]


class FailedTest(Struct, frozen=True, kw_only=True):
    """A test that failed, with its transcript: tone and words of each line."""

    name: str
    place: str
    lines: tuple[tuple[str, str], ...]


class Heard(Struct, frozen=True, kw_only=True):
    """A line of a trial. `who`: customer, bot, staff, back, shop, clock, held, moved. `labels`: choices under it."""

    at: datetime
    who: str
    text: str
    labels: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


class Noted(Struct, frozen=True, kw_only=True):
    """A decision of the ledger, as it is read."""

    at: datetime
    kind: str
    label: str
    words: str
    why: tuple[str, ...] = ()


class Standing(Struct, frozen=True, kw_only=True):
    """How a trial stands. `stage`: journey and stage; `planned`: when and what."""

    now: datetime
    zone: str
    stage: tuple[str, str] | None = None
    direction: str = ""
    relationship: float | None = None
    flow: str = ""
    step: str = ""
    planned: tuple[tuple[datetime, str], ...] = ()


class Trial(Struct, frozen=True, kw_only=True):
    """A conversation replayed: what was heard, how it stands, what was decided. `refused`: why the last line was not
    taken.
    """

    heard: tuple[Heard, ...]
    standing: Standing
    ledger: tuple[Noted, ...]
    refused: str = ""


class Asked(Struct, frozen=True, kw_only=True):
    """A conversation to be replayed: `lines` as the terminal's `parcours chat` takes them."""

    channel: str
    language: str
    began_at: datetime
    lines: tuple[str, ...]


class Workbench(Protocol):
    """Every method may raise `Busy`."""

    @property
    def program(self) -> str:
        """The program's own version: test results are as good as the program that made them."""
        ...

    async def check(self, sources: Sources) -> Checkup: ...

    async def draw(self, sources: Sources, flow: str, before: Sources | None, language: str) -> str:
        """Return a flow as SVG, empty where it is not there; with `before`, what differs from it is marked."""
        ...

    async def converse(self, sources: Sources, asked: Asked) -> Trial | None:
        """Replay a conversation; None where the playbook can't be used."""
        ...

    async def test(self, sources: Sources, tell: Tell) -> Report: ...

    async def publish(self, version: str, sources: Sources, *, note: str, at: datetime, by: str) -> None: ...

    async def roll_back(self, version: str, *, at: datetime, by: str) -> None:
        """Raises `Refused`."""
        ...

    def close(self) -> None:
        """Give back what the work holds; the next work takes it again."""
        ...
