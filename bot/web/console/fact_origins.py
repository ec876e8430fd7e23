"""Where each fact on a customer comes from: the answer to a step of the playbook, or what an import or a shop brought.

Pure. The newest that could have set a fact is told; what nobody can say any more, because its history has been
forgotten or it was there before, is told to have no origin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct

from bot.playbook.compiled import Playbook
from bot.store.ledger import Entry
from bot.store.thread_lines import Brought
from bot.web.console.words import marked

SOURCES: Final = {
    "import": marked("an import"),
    "api": marked("the API"),
    "console": marked("the console"),
    "shopify": marked("the shop"),
    "woocommerce": marked("the shop"),
    "events": marked("the shop"),
}
_ELSEWHERE: Final = marked("another system")


class Origin(Struct, frozen=True):
    """`words` are to be translated where `is_ours`, else a flow's title; `url` is empty where there is no page."""

    words: str
    at: datetime
    url: str = ""
    is_ours: bool = True


def origins(
    playbook: Playbook | None, answers: Iterable[Entry], brought: Sequence[Brought], page: Callable[[Entry], str]
) -> dict[str, Origin]:
    """Return the origin of each fact that has one, by its name."""
    found: dict[str, Origin] = {}
    told = [(one.at, name, _of_import(one)) for one in brought for name in one.names]
    told += [
        (one.at, name, Origin(title, one.at, page(one), False))
        for one in answers
        for name, title in _set(playbook, one)
    ]
    for _, name, origin in sorted(told, key=lambda one: one[0]):
        found[name] = origin
    return found


def _of_import(brought: Brought) -> Origin:
    return Origin(SOURCES.get(brought.source, _ELSEWHERE), brought.at)


def _set(playbook: Playbook | None, entry: Entry) -> list[tuple[str, str]]:
    """The fact that an answer was kept in, with the flow's title."""
    flow = playbook.flows.get(entry.flow or "") if playbook is not None else None
    if flow is None:
        return []
    step = flow.steps.get(entry.step or "") or next(
        (s for s in flow.steps.values() if str(s.place) == entry.rule), None
    )
    slot = getattr(step, "save", None)
    return [(slot.name, flow.title)] if slot is not None and slot.owner == "customer" else []
