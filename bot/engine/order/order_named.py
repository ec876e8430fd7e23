"""What the customer named in their own words, as lines of an order: looked for before the turn, met at today's prices.

Of several offers that the words fit equally, and of the sizes and colours of one, it is asked which is meant: these
wait in the draft (`pending`) until that is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import convert
from msgspec.structs import replace

from bot.engine.context import event_in
from bot.engine.offers.comparisons import ids_in
from bot.engine.order.order_lines import MOST, line_of
from bot.engine.order.order_variants import MOST_SHOWN, VALUE, options_said, with_value
from bot.engine.phrases import phrase, ready
from bot.engine.run import Run
from bot.model.conversation import Conversation
from bot.model.draft import OrderDraft
from bot.model.events import MessageReceived
from bot.model.message import Value
from bot.model.offer import Named, Offer
from bot.model.order import OrderLine
from bot.playbook.compiled import Wording

MOST_ALIKE: Final = 4  # offers among which it is asked which one is meant
MOST_SIZES: Final = 500
NAMED: Final = "named"
POINTS: Final = "points"
"""They point at something ("je la prends") that nobody has shown them: it is asked for by its name."""


def named_now(run: Run) -> tuple[Named, ...]:
    """Return what the message of this turn names."""
    event = run.recalled or run.event
    reading = event.reading if isinstance(event, MessageReceived) else None
    return reading.named if reading is not None else ()


def _words(run: Run) -> str:
    event = run.recalled or run.event
    return event.text if isinstance(event, MessageReceived) else ""


def named_values(found: Iterable[Named]) -> list[Value]:
    """Return what was named as the values of a conversation (`event.named`)."""
    return [
        {"offers": list(one.offers), "quantity": one.quantity, **({"said": one.said} if one.said else {})}
        for one in found
    ]


def named_before(conversation: Conversation) -> tuple[Named, ...]:
    """Return what the words that began the conversation name; else what was shown to the customer right before."""
    event = event_in(conversation.context)
    if named := event.get(NAMED):
        return convert(named, tuple[Named, ...])
    shown = tuple(ids_in(event.get("offers")))
    return (Named(shown),) if 0 < len(shown) <= MOST_ALIKE else ()


def points_at_nothing(conversation: Conversation) -> bool:
    """Tell whether the words that began the conversation point at something, and at nothing that is known."""
    return event_in(conversation.context).get(POINTS) is True


def with_named(run: Run, draft: OrderDraft, named: Iterable[Named]) -> OrderDraft:
    """Return the draft with what was named: lines where it is clear what is meant, the rest to be asked about."""
    for one in named:
        offers = offers_meant(run, one)
        if len(offers) > MOST_SHOWN:
            offers = options_said(run, offers, _words(run)) or offers
        if len(offers) == 1:
            draft = _with_line(draft, line_of(offers[0], one.quantity))
        elif offers:
            ids = tuple(offer.id for offer in offers)
            draft = replace(draft, pending=(*draft.pending, replace(one, offers=ids)))
    return draft


def left_out(run: Run, conversation: Conversation, named: Iterable[Named]) -> tuple[Wording, ...]:
    """Return a sentence for each thing that was named beside what was understood, and was not."""
    said = (one.said for one in named if one.said and not one.offers)
    return tuple(ready(phrase(run, conversation, "order_left_out", said=one)) for one in said)


def offers_meant(run: Run, named: Named) -> list[Offer]:
    """Return what a name may mean, as it is now: what is sold, the sizes of what has sizes; what is left before what is
    sold out.
    """
    found: list[Offer] = []
    for offer in run.offers.all_of(named.offers):
        sizes = [one for one in run.offers.variants_of(offer.id) if one.is_available]
        found += sizes[: MOST_SIZES if len(named.offers) == 1 else MOST_SHOWN] or [offer]
    sold = [offer for offer in found if offer.sold]
    return [offer for offer in sold if offer.is_available] or sold


def picked(run: Run, draft: OrderDraft, value: str) -> OrderDraft:
    """Return the draft with one of those that the first name in doubt may mean; without it where it is none of them."""
    first, *rest = draft.pending
    if value.startswith(VALUE):
        ids = tuple(offer.id for offer in with_value(run.offers.all_of(first.offers), value.removeprefix(VALUE)))
        if len(ids) != 1:
            return replace(draft, pending=(replace(first, offers=ids), *rest) if ids else draft.pending)
        value = ids[0]
    draft = replace(draft, pending=tuple(rest), ours="", changed=True)
    offer = run.offers.get(value) if value in first.offers else None
    return _with_line(draft, line_of(offer, first.quantity)) if offer is not None else draft


def _with_line(draft: OrderDraft, line: OrderLine) -> OrderDraft:
    """Return the draft with a line more; of what it has already, more pieces."""
    known = next((place for place, one in enumerate(draft.lines) if one.offer == line.offer), None)
    if known is None:
        return replace(draft, lines=(*draft.lines, line), changed=True)
    quantity = min(MOST, draft.lines[known].quantity + line.quantity)
    total = line.price * quantity if line.price is not None else None
    more = replace(line, quantity=quantity, total=total)
    return replace(draft, lines=(*draft.lines[:known], more, *draft.lines[known + 1 :]), changed=True)
