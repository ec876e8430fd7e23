"""What an order carries to the shop beside its lines, as the store's `order_notes` have it: "moulu pour filtre".

Said while ordering it is kept with the draft (by its name in the playbook), shown with the lines, and goes out with the
order (`data.notes`); an order of the same again has it once more.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from msgspec.structs import replace

from bot.engine.turn import Run
from bot.model.draft import OrderDraft
from bot.model.events import MessageReceived
from bot.model.order import Order
from bot.understanding.shopping.order_notes import notes_after

NOTES: Final = "notes"
"""Under which name an order keeps them (`more`)."""


def with_notes(run: Run, draft: OrderDraft, *said: str) -> OrderDraft:
    """Return the draft with the notes that words ask for or take back, and that what is in it can carry."""
    about = {offer.category for line in draft.lines if (offer := run.offers.get(line.offer)) is not None}
    about |= {offer.category for one in draft.pending for offer in run.offers.all_of(one.offers)}
    kinds = [
        {one.note for one in kind.notes}
        for kind in run.shelf.current.store.order_notes
        if not kind.category or kind.category in about
    ]
    phrases, notes = run.shelf.current.offer_words.notes, draft.notes
    for text in said:
        notes = notes_after(text, notes, kinds, phrases)
    possible = {note for kind in kinds for note in kind}
    notes = tuple(one for one in notes if one in possible)
    return draft if notes == draft.notes else replace(draft, notes=notes, changed=True)


def said_now(run: Run) -> str:
    """Return the words of the message of this turn."""
    event = run.recalled or run.event
    return event.text if isinstance(event, MessageReceived) else ""


def notes_of(run: Run, order: Order) -> tuple[str, ...]:
    """Return the store's notes that an order carries; the shop may have told something else by that name."""
    found, known = order.more.get(NOTES), run.shelf.current.offer_words.notes
    return tuple(one for one in found if isinstance(one, str) and one in known) if isinstance(found, list) else ()


def notes_before(run: Run, offers: Collection[str]) -> tuple[str, ...]:
    """Return the notes of the last order of any of these offers."""
    made = (one for one in reversed(run.customer.orders) if one.status != "cancelled")
    last = next((one for one in made if any(line.offer in offers for line in one.lines)), None)
    return notes_of(run, last) if last is not None else ()
