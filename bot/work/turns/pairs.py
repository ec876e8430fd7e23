"""Loading both customers of a merge, or of one that is undone, within the transaction of the turn.

An event of the source `identity` needs a second customer. Before the group's turns, for each customer whose next event
is one, the second is locked and the event completed with what the engine needs of them. Where the second is locked
by another transaction, or in another pair of this group, the first is passed over and claimed again later. A second
customer has no turn of their own in this group: what waited for them goes to the merged customer, in the same commit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct, convert, field
from msgspec.structs import replace

from bot.engine.advance import new_customer
from bot.model.customer import Customer
from bot.model.effects import Effect, LetGo
from bot.model.events import CustomersMerged, Event, MergeUndone, TimerDue
from bot.rules.people.two_people import theirs_of
from bot.store.database.script import Script, query
from bot.store.database.times import moment
from bot.store.messages.claims import Claimed, Waiting, event_of
from bot.store.messages.record import Record
from bot.store.people.links import bearer, use
from bot.store.people.merges import IDENTITY, SQL, give_events, holder, latest, partner
from bot.work.codes import Keyed, is_right

_EVENT: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


class Pairs(Struct):
    """`events` are those completed, by their rows' ids; `later` the customers who have to come again; `theirs` the
    waiting rows that go to the other, by the id of the merge's undoing; `versions` the others' versions."""

    events: dict[str, Event] = field(default_factory=dict)
    later: set[str] = field(default_factory=set)
    theirs: dict[str, list[int]] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)


def bring_together(claimed: Sequence[Claimed], now: int, keyed: Keyed | None = None) -> Script[Pairs]:
    """Complete the events that need a second customer. A link is used in the same transaction, or not at all; so is a
    code, which `keyed` makes again to compare."""
    pairs, taken = Pairs(), set[str]()
    for one in claimed:
        row = one.waiting[0]
        if row.source != IDENTITY or one.id in pairs.later:
            continue
        found, event = yield from _second(one.id, row, pairs, now, keyed)
        if event is None:
            continue
        if found is None or found[0] in pairs.later | taken:
            pairs.later.add(one.id)
            continue
        pairs.events[row.id] = event
        if isinstance(event, CustomersMerged) and event.link and event.other:
            yield from use(event.link, row.id)
        taken |= {one.id, found[0]}
        pairs.later |= {other.id for other in claimed if other.id == found[0] and other.id != one.id}
    return pairs


def _second(
    id_: str, row: Waiting, pairs: Pairs, now: int, keyed: Keyed | None
) -> Script[tuple[_Found, CustomersMerged | MergeUndone | None]]:
    """Lock whom an event needs, and complete it; it is None where it needs nobody, the second where they are taken."""
    event = _decoded(row)
    if isinstance(event, MergeUndone):
        found, undone = yield from _undone(event, id_, pairs, row.id)
        return (found, undone) if undone is not None else (None, event)
    if not isinstance(event, CustomersMerged):
        return None, None
    whose: str | None = event.other
    if event.address is not None:
        whose = yield from holder(event.address)
    elif event.how == "code" and not is_right(event, keyed):
        whose = ""
    elif event.link:
        whose = yield from bearer(event.link, row.id, now)
    found = None if whose is None else (yield from partner(whose))
    return found, event if found is None else _merged(event, id_, found, pairs)


def _decoded(row: Waiting) -> Event | None:
    try:
        return event_of(row)
    except msgspec.MsgspecError:  # a dead letter in the making: its own turn counts that
        return None


_Found = tuple[str, str, int, int] | None


def _merged(event: CustomersMerged, kept: str, found: tuple[str, str, int, int], pairs: Pairs) -> CustomersMerged:
    id_, state, version, created_at = found
    pairs.versions[id_] = version
    document: dict[str, Any] | None = None
    if id_ != kept and version + created_at:
        made = new_customer(id_, moment(created_at))
        document = msgspec.json.decode(state) if state else msgspec.to_builtins(made)
    return replace(event, other=id_, document=document)


def _undone(event: MergeUndone, kept: str, pairs: Pairs, row: str) -> Script[tuple[_Found, MergeUndone | None]]:
    merge = yield from latest(kept)
    if merge is None or merge.id != event.merge:
        return (event.merge, "", 0, 0), event
    rows = yield query(SQL["partner"], f'["{merge.other}"]')
    if not rows:
        return None, None
    pairs.versions[merge.other] = rows[0][1]
    apart = convert(merge.apart, Customer)
    waiting = yield query(SQL["waiting"], kept)
    pairs.theirs[row] = [
        position for position, source, waits in waiting if source != IDENTITY and _is_theirs(waits, merge.kept, apart)
    ]
    done = replace(event, other=merge.other, kept=merge.kept, apart=merge.apart, whole=merge.whole)
    return (merge.other, *rows[0]), done


def go_with(record: Record, effects: Iterable[Effect], waiting: Sequence[Waiting]) -> bool:
    """Hand on what waits from a phone that has just passed to another customer; tell whether one has."""
    passed = next((effect for effect in effects if isinstance(effect, LetGo)), None)
    if passed is not None:
        theirs = [row.position for row in waiting if getattr(_decoded(row), "address", None) == passed.address]
        give_events(record, theirs, passed.other)
    return passed is not None


def _is_theirs(waits: str, kept: dict[str, Any], apart: Customer) -> bool:
    """Tell whether a waiting event is of the other: at an address of theirs, or of a conversation or plan they had."""
    event = _EVENT.decode(waits)
    address = getattr(event, "address", None)
    if address is not None:
        return address in theirs_of(convert(kept, Customer), apart)
    conversation = getattr(event, "conversation", None)
    if conversation is not None:
        return any(conversation == one.id for one in (*apart.conversations, *apart.parked))
    timers = {*(plan.timer for plan in apart.planned), *(state.timer for state in apart.journeys)}
    return isinstance(event, TimerDue) and event.id in timers
