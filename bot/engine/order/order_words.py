"""An order in the making, in words: its lines, its ways and places with cost and day, its guarantee.

Where choices are buttons, each way and place has a line of the text with its cost and day, and a short button. Where
they are numbered lines (SMS, WhatsApp), the cost and the day stand in the choice itself.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from textwrap import shorten
from typing import Final

from msgspec.structs import replace

from bot.engine.order.order_lines import Repriced, amount_of, offer_of, parcel_of, shop_of
from bot.engine.phrases import amount_in_words, is_short, phrase, ready
from bot.engine.run import Run
from bot.engine.speaking import HOW_TO_REPLY
from bot.model.conversation import Conversation
from bot.model.draft import OrderDraft
from bot.model.order import OrderLine
from bot.model.selling import PointOfSale
from bot.model.sms_text import measure, normalise
from bot.playbook.compiled import Wording
from bot.rules.order.fulfilment import Possible, Shop, is_sent_nowhere, open_now
from bot.rules.order.guarantees import last_day

SHORT_LINE: Final = 28  # characters of a line whose name is cut
SHORT_WORDS: Final = 40  # characters of the customer's own words, by SMS
MOST_BY_SMS: Final = 2
"""Lines of an order that leave room for the rest in two segments."""


def line_values(run: Run, conversation: Conversation, line: OrderLine, currency: str) -> dict[str, object]:
    """Return what `line` is in our words."""
    amount = amount_of(line)
    said = amount_in_words(run, conversation, amount, currency) if amount is not None else ""
    return {"name": _with_its_notes(run, line), "quantity": line.quantity, "amount": said}


def called(run: Run, line: OrderLine) -> str:
    """Return what a line is of, in the customer's language."""
    return run.line_in_words(line.name, line.offer) if line.name else line.offer or line.sku


def _with_its_notes(run: Run, line: OrderLine) -> str:
    return ", ".join([called(run, line), *map(run.in_words, line.notes)])


def price_note(run: Run, conversation: Conversation, draft: OrderDraft, one: Repriced) -> Wording:
    """Return that the price of a line is no longer what it was."""
    unit = replace(one.line, quantity=1, total=one.line.price)
    line = line_values(run, conversation, unit, draft.currency)
    before = amount_in_words(run, conversation, one.before, draft.currency)
    return ready(phrase(run, conversation, "order_price_changed", line=line, before=before))


def lines_in_words(run: Run, conversation: Conversation, draft: OrderDraft) -> list[str]:
    """Return a line of text for each line of the order; by SMS the first few, and how many more."""
    shown = draft.lines[:MOST_BY_SMS] if is_short(run) else draft.lines
    more = len(draft.lines) - len(shown)
    return [*_each_line(run, conversation, draft, shown), *([f"(+{more})"] if more else [])]


def lines_that_fit(run: Run, conversation: Conversation, draft: OrderDraft, beside: str) -> list[str]:
    """Return the lines of the order, several of them such that an SMS with `beside` in it keeps to its segments: with
    their amounts, else their names alone, else these cut, else the first few and how many more.
    """
    full = _each_line(run, conversation, draft, draft.lines)
    names = [f"- {line.quantity} x {_with_its_notes(run, line)}" for line in draft.lines]
    fewer = (first_lines(run, draft, shown) for shown in range(min(len(names) - 1, 5), 0, -1))
    tried = [full, names, first_lines(run, draft, len(names)), *fewer] if len(full) > 1 else [full]
    most = run.book(conversation).policy.sms_segments
    reply = "x" * HOW_TO_REPLY
    fitting = (one for one in tried if measure(normalise("\n".join((*one, beside, reply)))).segments <= most)
    return next(fitting, [])


def first_lines(run: Run, draft: OrderDraft, count: int) -> list[str]:
    """Return the names of the first lines, cut, and how many more there are."""
    names = [f"- {line.quantity} x {_with_its_notes(run, line)}" for line in draft.lines[:count]]
    more = len(draft.lines) - count
    return [*(shorten(name, SHORT_LINE, placeholder="...") for name in names), *([f"(+{more})"] if more > 0 else [])]


def notes_in_words(run: Run, conversation: Conversation, draft: OrderDraft) -> list[str]:
    """Return the lines of text that show the notes, in the customer's language, and what they asked in their own words;
    none where there are none."""
    notes = ", ".join(map(run.in_words, draft.notes))
    asked = [shorten(one, SHORT_WORDS, placeholder="...") if is_short(run) else one for one in draft.instructions]
    shown = [phrase(run, conversation, "order_notes", said=notes)] if notes else []
    return [*shown, *(phrase(run, conversation, "order_instructions", said=one) for one in asked)]


def _each_line(run: Run, conversation: Conversation, draft: OrderDraft, lines: tuple[OrderLine, ...]) -> list[str]:
    return [
        phrase(run, conversation, "order_line", line=line_values(run, conversation, line, draft.currency))
        for line in lines
    ]


def total_in_words(run: Run, conversation: Conversation, total: Decimal, currency: str) -> str:
    return phrase(run, conversation, "order_total", amount=amount_in_words(run, conversation, total, currency))


def guarantees_in_words(run: Run, conversation: Conversation, draft: OrderDraft, arrives: datetime | None) -> list[str]:
    """Return the guarantee of each line that has one, with its last day counted from the one on which it `arrives`."""
    since, found = (arrives or run.at).astimezone(shop_of(run).timezone).date(), []
    for line in draft.lines:
        offer = offer_of(run, line)
        if offer is not None and offer.guarantee:
            unit, count = unit_of(offer.guarantee)
            until = last_day(since, offer.guarantee).isoformat()
            said = {"name": offer.name, "count": count, "until": until}
            found.append(phrase(run, conversation, f"order_guarantee_{unit}", **said))
    return list(dict.fromkeys(found))


def unit_of(span: timedelta) -> tuple[str, int]:
    """Return a span as people say it: in years where it is some, else in months, else in days."""
    if span.days and span.days % 365 == 0:
        return "years", span.days // 365
    return ("months", span.days // 30) if span.days and span.days % 30 == 0 else ("days", span.days)


def when_in_words(run: Run, conversation: Conversation | None, possible: Possible, shop: Shop) -> str:
    """Return when it is there: "demain dès 10 h", "mardi 10 mars au plus tard"."""
    if not possible.is_hour:
        return phrase(run, conversation, "when_day", at=possible.at.isoformat())
    day = _day(possible.at, run.at, shop)
    return phrase(run, conversation, f"when_{day}", at=possible.at.isoformat())


def _day(at: datetime, now: datetime, shop: Shop) -> str:
    days = (at.astimezone(shop.timezone).date() - now.astimezone(shop.timezone).date()).days
    return {0: "today", 1: "tomorrow"}.get(days, "then")


def hours_in_words(run: Run, conversation: Conversation | None, place: PointOfSale, shop: Shop) -> str:
    """Return until when a point of sale is open today, or when it opens next; nothing where nobody knows."""
    opening = open_now(place, shop, run.at)
    if opening is None:
        return ""
    opens, closes = opening
    day = "until" if opens <= run.at else _day(opens, run.at, shop)
    return phrase(run, conversation, f"hours_{day}", opens=opens.isoformat(), closes=closes.isoformat())


def way_values(run: Run, conversation: Conversation | None, possible: Possible) -> dict[str, object]:
    """Return what a way is in our words: its name, cost, day and point of sale."""
    shop = shop_of(run)
    currency = run.shelf.current.store.currency
    return {
        "way": phrase(run, conversation, f"way_{possible.way}"),
        "amount": amount_in_words(run, conversation, possible.cost, currency),
        "when": when_in_words(run, conversation, possible, shop),
        "place": possible.place.name if possible.place is not None else None,
    }


def place_values(run: Run, conversation: Conversation | None, possible: Possible) -> dict[str, object]:
    """Return what a point of sale is in our words: how far, open until when, ready when."""
    shop, place = shop_of(run), possible.place
    return {
        "place": {"name": place.name if place else "", "address": place.address if place else ""},
        "distance": _kilometres(possible.distance),
        "hours": hours_in_words(run, conversation, place, shop) if place is not None else "",
        "when": when_in_words(run, conversation, possible, shop),
    }


def _kilometres(distance: float | None) -> float | None:
    """A tenth of a kilometre counts in town, and not beyond ten."""
    if distance is None:
        return None
    return round(distance, 1 if distance < 10 else 0)


def label_in_words(run: Run, conversation: Conversation, draft: OrderDraft, possible: Possible | None) -> str:
    """Return how an order reaches the customer, to be read within a sentence: "retrait en magasin, …, demain"."""
    if possible is None:
        is_nothing = is_sent_nowhere(parcel_of(run, draft))
        return phrase(run, conversation, "order_not_brought" if is_nothing else "order_arranged")
    said = phrase(run, conversation, "order_label", **way_values(run, conversation, possible))
    return said[:1].lower() + said[1:]
