"""Erasing a person: every row that is theirs in every table, in one transaction. What stays is a keyed hash.

The customer's row is locked first, then those of their parts, so that a turn under way and the end of a send come
before, and whoever comes after finds nothing: timers are gone, a part that is being sent has no row for its outcome to
be written to (what is written of a part is written while its row is held), an event on its way in begins a new
customer, and one that a provider repeats begins none. The row itself is left empty for that event's sake, and taken by
the next day's retention (`people`).

The addresses stay as hashes under the installation's key: nobody can read them back, and an import that brings one
again begins with an opt-out, which only the customer's own word here ends. That an erasure took place stays too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Final

from msgspec import Struct, json

from bot.model.address import Address
from bot.model.events import OptOutReported
from bot.store.database.database import Database
from bot.store.database.identity import identity_of
from bot.store.database.script import Row, Script, listed, once, query
from bot.store.database.statements import statements
from bot.store.database.times import micros
from bot.store.messages.claims import Claimed
from bot.store.messages.record import event_json
from bot.store.people.family import family
from bot.store.people.personal import tables

SQL = statements("erasing")
INBOX = statements("inbox")
ALERTS = statements("staff_alerts")
#: The source of the opt-out with which somebody begins who was erased before.
SUPPRESSION: Final = "suppression"


class Keyed:
    """Hashes under a key of the installation's: the same text gives the same hash, and nobody else can make it."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def __call__(self, text: str) -> str:
        return blake2b(text.encode(), key=self._key, digest_size=16).hexdigest()


class Erased(Struct, frozen=True):
    """How many rows of what, and whose files are to go from the shelf."""

    counts: dict[str, int]
    owners: tuple[str, ...]


async def owners(database: Database, customer: str) -> tuple[str, ...]:
    """Return under which names a person's files are on the shelf: their ids, and the web chat's visitors they are."""
    members = await family(database, customer)
    return _owners(members, await database.read(SQL["identities"], listed(members)))


def _owners(members: Sequence[str], places: Sequence[Row]) -> tuple[str, ...]:
    return (*members, *(id_ for _, channel, id_ in places if channel == "web"))


async def erase(database: Database, customer: str, keyed: Keyed, by: str, now: datetime) -> Erased:
    """Erase a person. Raises `StoreUnavailable`; then nothing was done."""
    held = await tables(database)
    members = await family(database, customer)
    return await database.transact(lambda: _erase(members, sorted(held), keyed, by, micros(now)), "erase.{}_commit")


def _erase(members: Sequence[str], held: Sequence[str], keyed: Keyed, by: str, now: int) -> Script[Erased]:
    who = listed(members)
    yield query(SQL["hold"], who)
    yield query(SQL["hold_parts"], who)
    places = yield query(SQL["identities"], who)
    for identity, _, _ in places:
        yield once(SQL["suppress"], keyed(identity), now)
    yield once(ALERTS["forget"], who)
    rows = yield query(" UNION ALL ".join(SQL["count"].format(table=table) for table in held), who)
    counts = {table: count for table, count in rows if count}
    yield once(SQL["blank_met"], who, now)
    yield from _part(who, now)
    for table in held:
        yield once(SQL["forget"].format(table=table), who)
    yield once(SQL["empty"], who)
    yield once(SQL["note"], keyed(members[0]), now, by, json.encode(counts).decode())
    return Erased(counts, _owners(members, places))


def _part(who: str, now: int) -> Script[None]:
    """Forget that these were once one with somebody else: the events of it, and of its undoing, hold both documents.
    A replay of the other knows neither any more.
    """
    parted = yield query(SQL["parted_from"], who)
    for other, one in parted:
        yield once(SQL["blank_parted"], other, one, now)
        yield once(SQL["forget_parted"], other, one)
    yield once(SQL["forget_merges"], who)


def suppress(claimed: Sequence[Claimed], keyed: Callable[[str], str]) -> Script[set[str]]:
    """Let those who come in for the first time and were erased before begin with an opt-out; return who they are."""
    new = [one for one in claimed if not one.state and one.waiting[0].source != SUPPRESSION]
    if not new:
        return set()
    rows = yield query(SQL["newcomers"], listed(one.id for one in new))
    hashes: Mapping[str, tuple[str, Address]] = {
        keyed(identity): (customer, Address(channel, id_)) for customer, identity, channel, id_ in rows
    }
    known = yield query(SQL["suppressed"], listed(hashes))
    found = {hashes[row[0]][0]: hashes[row[0]][1] for row in known}
    for one in new:
        if one.id in found:
            yield once(INBOX["arrive"], *_opted_out(one, found[one.id]))
    return set(found)


def suppress_added(added: Sequence[tuple[str, Address]], keyed: Callable[[str], str], now: int) -> Script[bool]:
    """Let known customers who have an address now that was erased before be opted out; tell whether there are any."""
    rows = yield query(SQL["new_since"], listed(identity_of(address) for _, address in added), now)
    new = {row[0] for row in rows}  # not those that come with a merge: they were looked up when they were new
    hashes = {keyed(identity_of(one)): (customer, one) for customer, one in added if identity_of(one) in new}
    known = yield query(SQL["suppressed"], listed(hashes))
    for (hash_,) in known:
        customer, address = hashes[hash_]
        id_ = blake2b(f"suppressed {customer} {hash_}".encode(), digest_size=16).hexdigest()
        event = OptOutReported(id=id_, address=address, reason="erased before")
        yield once(INBOX["arrive"], id_, customer, SUPPRESSION, 0, now, now, event_json(event), None)
    return bool(known)


def _opted_out(one: Claimed, address: Address) -> tuple[object, ...]:
    """The row of an event that is met before all that waits."""
    id_ = blake2b(f"suppressed {one.id} {one.version}".encode(), digest_size=16).hexdigest()
    before = min(row.due_at for row in one.waiting) - 1
    event = OptOutReported(id=id_, address=address, reason="erased before")
    return id_, one.id, SUPPRESSION, 0, before, before, event_json(event), None
