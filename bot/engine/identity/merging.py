"""Two customers are one person, or were no one person after all: see `one_person` and `two_people`."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from msgspec import ValidationError, convert, to_builtins
from msgspec.structs import replace

from bot.engine.follow_ups.waking import wait_again
from bot.engine.identity.identifying import is_doubtful, takes_address
from bot.engine.identity.linking import goes_on
from bot.engine.identity.proving import code_met, leaves_to_staff
from bot.engine.ledger.ledger import words
from bot.engine.run import Run
from bot.model.conversation import Conversation
from bot.model.customer import Customer
from bot.model.effects import Absorb, CloseHandover, SetTimer, SplitOff
from bot.model.events import CustomersMerged, MergeUndone
from bot.rules.people.one_person import joined
from bot.rules.people.two_people import parted, theirs_of

#: Who closes a handover that another one stands for; it is opened again where the two are parted.
MERGE = "merge"


def customers_merged(run: Run, event: CustomersMerged) -> None:
    """Make one customer of two: everything of the other is the kept one's from now on."""
    if event.how != "staff":
        run.answering = True  # they have just opened the chat, shown a card or typed a code
    are_one = _become_one(run, event)
    if event.how == "link":
        goes_on(run, event)
    elif event.how == "code":
        code_met(run, event, are_one=are_one)


def _become_one(run: Run, event: CustomersMerged) -> bool:
    """Return whether both are one customer now."""
    kept, other = run.customer, _read(event.document)
    if event.address is not None and not event.other:
        takes_address(run, event.address)
        return False
    if other is not None and is_doubtful(run, event, other):
        leaves_to_staff(run)
        return False
    if other is None or other.id == kept.id:
        if event.how != "code":
            run.decide("ignored", "merge_ignored", "identity", other=event.other)
        return event.other == kept.id
    whole = joined(kept, other)
    run.customer = whole
    if kept.handover is not None and other.handover is not None:
        closed = other.handover if whole.handover == kept.handover else kept.handover
        run.ask_for(CloseHandover(closed.id, MERGE))
    run.ask_for(
        Absorb(
            other=other.id,
            by=event.by,
            reason=event.reason,
            kept=to_builtins(kept),
            apart=to_builtins(other),
            whole=to_builtins(whole),
        )
    )
    for waits in _that_wait(kept, other, whole):
        run.decide("held", "merge_waits", "identity", conversation=waits, flow=waits.flow)
    run.decide("merged", "merged", "identity", other=other.id, how=event.how, by=event.by, reason=event.reason)
    return True


def _that_wait(kept: Customer, other: Customer, whole: Customer) -> list[Conversation]:
    """Of two that were talked in, the one that was talked in last goes on; the other waits below it."""
    tops = {side.conversations[-1].id for side in (kept, other) if side.conversations}
    return [one for one in whole.conversations[:-1] if one.id in tops]


def merge_undone(run: Run, event: MergeUndone) -> None:
    """Make two customers of one again: the other is given back what is theirs."""
    kept, other, whole = (_read(document) for document in (event.kept, event.apart, event.whole))
    if kept is None or other is None or whole is None or kept.id != run.customer.id:
        run.decide("ignored", "part_ignored", "identity", merge=event.merge)
        return
    two, twins = parted(run.customer, kept, other, whole, run.at), {one.id for one in run.customer.twins}
    theirs_again = _waiting_again(run, two.other, twins)
    run.customer = two.kept
    wait_again(run, twins)
    told: dict[str, Any] = {"other": event.other, "by": event.by, "reason": event.reason}
    theirs = theirs_of(kept, other)
    run.ask_for(
        SplitOff(
            merge=event.merge,
            other=other.id,
            by=event.by,
            document=to_builtins(theirs_again),
            addresses=tuple(sorted(theirs)),
            words=words("parted", run.shelf.current.store.languages[0], told),
        )
    )
    run.decide("parted", "parted", "identity", **told)


def _waiting_again(run: Run, other: Customer, twins: Container[str]) -> Customer:
    """Return the other with what was set aside for them waiting again, by timers that are theirs."""
    run.customer = other
    wait_again(run, twins)
    run.effects = [replace(one, customer=other.id) if isinstance(one, SetTimer) else one for one in run.effects]
    return run.customer


def _read(document: Any) -> Customer | None:
    if document is None:
        return None
    try:
        return convert(document, Customer)
    except ValidationError:  # kept by a program whose customers had another shape
        return None
