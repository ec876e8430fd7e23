"""Our own words put together: phrases that go into others, and texts that are ready to be said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct

from bot.engine.run import Run
from bot.engine.speaking import situation_wording
from bot.engine.values import channel_of, values
from bot.model.conversation import Conversation
from bot.playbook.compiled import MissingValue, Values, Wording


class Ready(Struct, frozen=True):
    """A text that is worded already, in the customer's language."""

    source: str

    def render(self, values: Values, language: str) -> str:
        return self.source


def ready(text: str, sms: str | None = None) -> Wording:
    """Return a wording of texts in hand."""
    return Wording(text=Ready(text), sms=Ready(sms) if sms is not None else None)


def is_short(run: Run) -> bool:
    """Tell whether the customer is where each character counts and choices are numbered lines."""
    return channel_of(run) == "sms"


def has_buttons(run: Run) -> bool:
    """Tell whether choices are buttons, which stand below the text; else they are lines of it."""
    return channel_of(run) in ("telegram", "web", None)


def phrase(run: Run, conversation: Conversation | None, situation: str, **more: object) -> str:
    """Return one of our own phrases, the short one by SMS; nothing where a value of it is not known."""
    return worded(run, conversation, situation, sms=is_short(run), **more)


def worded(run: Run, conversation: Conversation | None, situation: str, *, sms: bool = False, **more: object) -> str:
    """Return one of our own phrases, as it is said by `sms` or elsewhere; nothing where a value of it is not known."""
    wording = situation_wording(run, situation, conversation)
    if wording is None:
        return ""
    text = wording.sms if sms and wording.sms is not None else wording.text
    try:
        return text.render(values(run, conversation, **more), run.language)
    except MissingValue:
        return ""


def lines_worded(run: Run, lines: Iterable[tuple[str, Mapping[str, object]]], *, sms: bool) -> str:
    """Return phrases, each with its values, one a line; those that have nothing to say are left out."""
    return "\n".join(filter(None, (worded(run, None, name, sms=sms, **more) for name, more in lines)))


def amount_in_words(run: Run, conversation: Conversation | None, amount: Decimal, currency: str) -> str:
    """Return an amount as it is said, cents only where there are any; nothing costs "free"."""
    if amount == 0:
        return phrase(run, conversation, "amount_free")
    return money(run, amount, currency)


def money(run: Run, amount: Decimal, currency: str) -> str:
    """Return an amount in figures: "349 €"."""
    return phrase(run, None, "amount", amount=float(amount), currency=currency or run.shelf.current.store.currency)
