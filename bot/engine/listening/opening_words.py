"""What a customer has already said when a conversation begins at their wish, so that its flow need not ask it again.

"On est 12 au bureau", "a quiet machine, 300 euros at most": the flow sees the words as `event.said` (lower case, no
accents, no signs), the only number in them as `event.number`, an amount of money as `event.amount`, the only day as
`event.day`; offers that were shown right before as `event.offers`, what is named to have it as `event.named`; the
questions of the flow that they answer as `event.answers` (`wanting`). They are kept with the conversation, so they
are cut short.
"""

from __future__ import annotations

from typing import Final

from bot.engine.context import event_in
from bot.engine.offers.comparisons import ids_in
from bot.engine.offers.recommendations import RECOMMENDED, STATE
from bot.engine.order.order_named import NAMED, named_now, named_values
from bot.engine.run import Run
from bot.engine.values import local_now
from bot.model.conversation import Conversation
from bot.model.events import MessageReceived
from bot.model.message import Value
from bot.rules.texts.plain_text import plain
from bot.understanding.replies.outcome import Understood
from bot.understanding.values.dates import days_in
from bot.understanding.values.money import names_money, read_money
from bot.understanding.values.numbers import read_number

KEPT: Final = 400  # characters
FEWEST: Final = 2  # words; less is a number of a list or a yes, and says nothing beside it
NAME: Final = "customer.asked"


def opening_words(run: Run) -> dict[str, Value]:
    """Return the context of a conversation that the message of this turn begins; empty where it says nothing more."""
    held: list[Value] = [one.partition(":")[2] for one in run.held if one.startswith("offer:")]
    told: dict[str, Value] = {"name": NAME, "offers": held} if held else {"name": NAME}
    text = words_of(run)
    said = plain(text, KEPT)
    if named := named_now(run):
        told[NAMED] = named_values(named)
    if said.count(" ") + 1 < FEWEST:
        return {"event": told} if len(told) > 1 else {}
    told["said"] = said
    days = days_in(text, run.language, local_now(run))
    if len(days) == 1:
        told["day"] = days.pop().isoformat()
    if names_money(text):
        amount = read_money(text, run.language, run.shelf.current.store.currency)
        if isinstance(amount, Understood):
            told["amount"] = amount.value
    else:
        number = read_number(text, run.language)
        if isinstance(number, Understood) and _counts(number.value):
            told["number"] = number.value
    return {"event": told}


def words_of(run: Run) -> str:
    """Return the words that a conversation begins with: those of the message, or those that the offer of ours answered
    which it takes. Cut short; empty for a button.
    """
    event = run.recalled or run.event
    if run.meant:
        return run.meant
    return event.text[:KEPT] if isinstance(event, MessageReceived) and event.pressed is None else ""


def for_called(run: Run, conversation: Conversation) -> dict[str, Value]:
    """Return what a called flow sees of its caller's context: its event, but not the words that began the caller.

    Those were said of the caller's subject; "Aroma or Presto?" began a comparison, and orders neither. What the caller
    has just recommended, and what comes next to it, is shown to the called one as `event.offers`.
    """
    context = conversation.context
    if offers := _recommended(run, conversation):
        return {**context, "event": {"name": NAME, "offers": offers}}
    if event_in(context).get("name") == NAME:
        return {name: value for name, value in context.items() if name != "event"}
    return context


def _recommended(run: Run, conversation: Conversation) -> list[Value]:
    state, kept = conversation.saved.get(STATE), run.customer.facts.get(RECOMMENDED)
    if not isinstance(state, dict) or not isinstance(kept, dict) or state.get("offer") != kept.get("id"):
        return []
    return list(ids_in(kept.get("offers")))


def _counts(value: Value) -> bool:
    """A machine is "une machine": one counts nothing."""
    return isinstance(value, int | float) and value > 1
