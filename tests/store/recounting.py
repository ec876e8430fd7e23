"""What customers asked that nobody answered, found from scratch in the ledger and the transcript, a row at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from bot.rules.texts.unanswered import key_of
from bot.store import Store

DAY = 24 * 3600 * 1_000_000


class Told(NamedTuple):
    """A decision, as far as it matters here."""

    customer: str
    at: int
    event: str
    kind: str
    rule: str


class Found(NamedTuple):
    """A question: whose line of the transcript it is."""

    customer: str
    at: int
    event: str
    subject: str


async def decisions(store: Store) -> list[Told]:
    rows = await store.database.read("SELECT customer, at, event, kind, rule FROM ledger")
    return [Told(*row) for row in rows]


async def recounted(store: Store, told: Iterable[Told]) -> set[Found]:
    """Return the questions that these decisions tell of and whose words are still there."""
    of_customer, about = defaultdict(list), defaultdict(list)
    for one in told:
        of_customer[one.customer].append(one)
        about[one.event, one.at].append(one)
    lines = await store.database.read("SELECT customer, at, source, text FROM transcript WHERE direction = 'in'")
    return {
        Found(customer, at, source, key_of(text))
        for customer, at, source, text in lines
        if key_of(text) and any(_unanswered(one, of_customer[one.customer]) for one in about[source, at])
    }


async def kept(store: Store) -> set[Found]:
    """Return the questions that the reports count."""
    sql = "SELECT customer, at, event, subject FROM unanswered WHERE chosen = 0 AND subject <> ''"
    return {Found(*row) for row in await store.database.read(sql)}


def _unanswered(one: Told, every: list[Told]) -> bool:
    if one.rule != "understanding":
        return False
    if one.kind == "not_understood":
        return True
    later = [other for other in every if other.at > one.at]
    again = min((other.at for other in later if other.rule == "understanding"), default=one.at + DAY)
    chosen = [other for other in later if other.rule == "did you mean" and other.kind == "understood"]
    return one.kind == "understood" and not any(other.at <= again and other.at < one.at + DAY for other in chosen)


async def miscounted(store: Store) -> set[Found]:
    """Return the questions that are counted and should not be, or the other way; but for those of whom only the words
    are left, with whom was parted from somebody who is erased by now."""
    told = await decisions(store)
    known = {(one.event, one.at) for one in told}
    return {one for one in await kept(store) ^ await recounted(store, told) if (one.event, one.at) in known}
