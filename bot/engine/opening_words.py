"""What a customer has already said when a conversation begins at their wish, so that its flow need not ask it again.

"On est 12 au bureau", "a quiet machine, 300 euros at most": the flow sees the words as `event.said` (lower case, no
accents, no signs), the only number in them as `event.number`, an amount of money as `event.amount`. They are kept with
the conversation, so they are cut short.
"""

from __future__ import annotations

from typing import Final

from bot.engine.turn import Run
from bot.model.events import MessageReceived
from bot.model.message import Value
from bot.rules.plain_text import plain
from bot.understanding.money import names_money, read_money
from bot.understanding.numbers import read_number
from bot.understanding.outcome import Understood

KEPT: Final = 160  # characters
FEWEST: Final = 2  # words; less is a number of a list or a yes, and says nothing beside it
NAME: Final = "customer.asked"


def opening_words(run: Run) -> dict[str, Value]:
    """Return the context of a conversation that the message of this turn begins; empty where it says nothing more."""
    event = run.recalled or run.event
    if not isinstance(event, MessageReceived) or event.pressed is not None:
        return {}
    said = plain(event.text, KEPT)
    if said.count(" ") + 1 < FEWEST:
        return {}
    told: dict[str, Value] = {"name": NAME, "said": said}
    text = event.text[:KEPT]
    if names_money(text):
        amount = read_money(text, run.language, run.shelf.current.store.currency)
        if isinstance(amount, Understood):
            told["amount"] = amount.value
    else:
        number = read_number(text, run.language)
        if isinstance(number, Understood) and _counts(number.value):
            told["number"] = number.value
    return {"event": told}


def for_called(context: dict[str, Value]) -> dict[str, Value]:
    """Return what a called flow sees of its caller's context: its event, but not the words that began the caller.

    Those were said of the caller's subject; "Aroma or Presto?" began a comparison, and orders neither.
    """
    event = context.get("event")
    if isinstance(event, dict) and event.get("name") == NAME:
        return {name: value for name, value in context.items() if name != "event"}
    return context


def _counts(value: Value) -> bool:
    """A machine is "une machine": one counts nothing."""
    return isinstance(value, int | float) and value > 1
