"""What a playbook must not do, found without running it: one module a subject, each check a function over the draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from bot.playbook.draft import Draft
from bot.playbook.faults import Fault

Check = Callable[[Draft], Iterable[Fault]]

CHECKS: Final[tuple[Check, ...]] = ()


def check(draft: Draft) -> Iterator[Fault]:
    """Yield everything that is wrong with a playbook whose files each fit their kind."""
    for one in CHECKS:
        yield from one(draft)
