"""`customer.again` in texts and conditions: what they bought last of something that is bought again, at today's price.

It is of the family that the conversation is about; out of such a conversation, of what they bought last among what is
simply bought again. What is sold out is named, with the likest that can be ordered in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct

from bot.engine.context import event_in
from bot.engine.order.order_notes import draft_notes, order_before
from bot.engine.renewal.purchases import bought, goes_with
from bot.engine.run import Run
from bot.model.draft import OrderDraft
from bot.model.message import Value
from bot.model.offer import Offer
from bot.model.order import OrderLine
from bot.playbook.offer_facts import plain_amount
from bot.rules.order.renewals import Line, Purchase, is_short

ABOUT: Final = "renewal.due"


class Again(Struct, frozen=True):
    """What can be ordered today of what was bought: each line with its offer of now; what is `sold_out`, and what can
    take its place. `was` is what the same lines cost then, None where that is not known of all.
    """

    family: str
    lines: tuple[tuple[Offer, int], ...]
    sold_out: tuple[Offer, ...]
    instead: tuple[Offer, ...]
    total: Decimal | None
    was: Decimal | None


def again(run: Run) -> Again | None:
    """Return what would be bought again."""
    every = bought(run)
    family = _family(run, every)
    return _today(run, family, every[family][-1].lines) if family in every else None


def again_shown(run: Run) -> dict[str, Value] | None:
    """Return `customer.again`: `items` in words, with the notes that went with them ("moulu pour filtre"); their
    `total` today; `was`, what they cost then, where that differs; `ids`; `sold_out` and `instead`, names, where
    something is; `nearest`, the ids of the latter as `order` takes them.
    """
    found = again(run)
    if found is None:
        return None
    noted = _as_noted(run, found)
    named = [
        " ".join([_counted(run.in_words(line.name), line.quantity), *map(run.in_words, line.notes)])
        for line in noted.lines
    ]
    moved = found.was is not None and found.total is not None and found.was != found.total
    shown: dict[str, Value] = {
        "family": found.family,
        "items": ", ".join([*named, *map(run.in_words, noted.notes)]),
        "ids": ";".join(offer.id for offer, _ in found.lines),
        "total": plain_amount(found.total),
        "was": plain_amount(found.was) if moved else None,
        "sold_out": ", ".join(run.in_words(offer.name) for offer in found.sold_out),
        "instead": ", ".join(dict.fromkeys(run.in_words(offer.name) for offer in found.instead)),
        "nearest": ";".join(dict.fromkeys(offer.id for offer in found.instead)),
    }
    return {name: value for name, value in shown.items() if value not in (None, "")}


def lines_again(found: Again) -> tuple[OrderLine, ...]:
    """Return the lines of a cart with the same, at today's price."""
    return tuple(
        OrderLine(
            name=offer.name,
            quantity=count,
            price=offer.price,
            total=offer.price * count if offer.price is not None else None,
            offer=offer.id,
            picture=offer.picture,
        )
        for offer, count in found.lines
    )


def _as_noted(run: Run, found: Again) -> OrderDraft:
    """Return the same as an order in the making, with the notes that went with it the last time."""
    draft = OrderDraft(lines=lines_again(found))
    last = order_before(run, {line.offer for line in draft.lines})
    return draft_notes(run, draft, last) if last is not None else draft


def _counted(name: str, count: int) -> str:
    return f"{count} × {name}" if count > 1 else name


def _family(run: Run, every: dict[str, list[Purchase]]) -> str:
    for talk in reversed(run.customer.conversations):
        event = event_in(talk.context)
        if event.get("name") == ABOUT:
            return str(event.get("family", ""))
    short = [(made[-1].at, family) for family, made in every.items() if is_short(made[-1].lasts)]
    return max(short)[1] if short else ""


def _today(run: Run, family: str, lines: Sequence[Line]) -> Again:
    here: list[tuple[Offer, int]] = []
    sold_out: list[Offer] = []
    instead: list[Offer] = []
    for line in lines:
        offer = run.offers.get(line.offer)
        if offer is None:
            continue
        if offer.is_available:
            here.append((offer, line.quantity))
        else:
            sold_out.append(offer)
            instead += run.offers.similar(offer.id, 1)
    prices: list[Any] = [offer.price for offer, _ in here]
    known = {line.offer: line.paid for line in lines}
    paid: list[Any] = [known.get(offer.id) for offer, _ in here]
    counts = [count for _, count in here]
    return Again(family, tuple(here), tuple(sold_out), tuple(instead), _sum(prices, counts), _sum(paid, counts))


def _sum(prices: Sequence[Decimal | None], counts: Sequence[int]) -> Decimal | None:
    if not prices or None in prices:
        return None
    return sum((price * count for price, count in zip(prices, counts, strict=True) if price is not None), Decimal(0))


#: What is worked out of `customer` about buying again.
AGAIN: Final[dict[str, Callable[[Run], object]]] = {"again": again_shown, "goes_with": goes_with}
