"""Where each fact on a customer comes from: the answer to a step of the playbook, what an import or a shop brought,
what the program counts itself, or a step that sets it.

Pure. The newest that could have set a fact is told. A step that sets one leaves no trace of when, so that it is told
without a time, and only of flows that the customer has been in. What nobody can say any more, because its history has
been forgotten or it was there before, is told to have no origin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct

from bot.engine.feedback.referring import CODE, LINK, REFERRED
from bot.engine.renewal.purchases import PROPOSED
from bot.engine.renewal.renewing import CHANGED_BRAND
from bot.playbook.compiled import Flow, Playbook, Set
from bot.store.messages.ledger import Entry
from bot.store.threads.thread_lines import Brought
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
COUNTED: Final = marked("counted by Parcours")
_OF_ORDERS: Final = ("orders_count", "last_order")
#: What the program keeps on a customer without being told by anybody.
_OWN: Final = (*_OF_ORDERS, CODE, LINK, REFERRED, PROPOSED, CHANGED_BRAND)


class Origin(Struct, frozen=True, kw_only=True):
    """`words` are to be translated where `is_ours`, else a flow's title; `url` is empty where there is no page, `event`
    where it was no message. `at` is None where nobody knows when.
    """

    words: str
    at: datetime | None = None
    url: str = ""
    event: str = ""
    is_ours: bool = True


class History(Struct, frozen=True, kw_only=True):
    """What is on record of how a customer's facts came: answers, what was brought, the flows they have been in (the
    latest first), when they last ordered.
    """

    answers: Sequence[Entry] = ()
    brought: Sequence[Brought] = ()
    flows: Sequence[str] = ()
    ordered_at: datetime | None = None


def origins(
    playbook: Playbook | None,
    history: History,
    page: Callable[[Entry], str],
    written: Callable[[str], str] = lambda _: "",
) -> dict[str, Origin]:
    """Return the origin of each fact that has one, by its name. `page` says where the step of a decision is shown,
    `written` where a place of the playbook is.
    """
    found = {name: Origin(words=COUNTED) for name in _OWN} | _set_by(playbook, history.flows, written)
    told = [(one.at, name, _of_import(one)) for one in history.brought for name in one.names]
    told += [
        (one.at, name, Origin(words=title, at=one.at, url=page(one), event=one.event, is_ours=False))
        for one in history.answers
        for name, title in _set(playbook, one)
    ]
    if history.ordered_at is not None:
        told += [(history.ordered_at, name, Origin(words=COUNTED, at=history.ordered_at)) for name in _OF_ORDERS]
    for _, name, origin in sorted(told, key=lambda one: one[0]):
        found[name] = origin
    return found


def _set_by(playbook: Playbook | None, flows: Iterable[str], written: Callable[[str], str]) -> dict[str, Origin]:
    """The steps that set facts in flows that the customer has been in: of several, the latest flow's."""
    found: dict[str, Origin] = {}
    known = playbook.flows if playbook is not None else {}
    for flow in (known[id_] for id_ in flows if id_ in known):
        for name, place in _assigned(flow):
            found.setdefault(name, Origin(words=flow.title, url=written(place), is_ours=False))
    return found


def _assigned(flow: Flow) -> list[tuple[str, str]]:
    return [
        (slot.name, str(step.place))
        for step in flow.steps.values()
        if isinstance(step, Set)
        for slot, _ in step.assignments
        if slot.owner == "customer"
    ]


def _of_import(brought: Brought) -> Origin:
    return Origin(words=SOURCES.get(brought.source, _ELSEWHERE), at=brought.at)


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
