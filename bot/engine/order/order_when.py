"""They ask when it comes, or when they can fetch it: "il arrivera avant le 10 ?", "c'est prêt quand ?".

While the order is being made, the day of the way that they have chosen is told, held against the one that they name;
asked how it is to reach them, the days stand beside the ways. Of an order that was made, what was promised is told.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from bot.engine.listening.heard import Heard
from bot.engine.order.order_instructions import made_lately
from bot.engine.order.order_lines import shop_of
from bot.engine.order.order_questions import chosen, ways_of
from bot.engine.order.order_under_way import Making, note, puts_again
from bot.engine.order.order_ways import spoken_of
from bot.engine.order.order_words import way_values
from bot.engine.phrases import phrase, ready
from bot.engine.run import Run
from bot.engine.speaking import speak
from bot.engine.steps.ordering import OPEN
from bot.engine.values import local_now
from bot.model.order import Order
from bot.rules.order.order_values import order_values
from bot.understanding.shopping.when_asked import asks_when_it_comes, is_before
from bot.understanding.values.dates import days_in

RULE: Final = "repair/order_made_when"


def asks_for_the_day(run: Run, heard: Heard, making: Making) -> bool:
    """The day of what is being ordered, and whether that is soon enough."""
    conversation, _, draft = making
    if not asks_when_it_comes(heard.text):
        return False
    way = spoken_of(run, conversation, draft, heard.text) or draft.way  # "si je prends la livraison, ça arrive quand ?"
    ways = ways_of(run, draft) if way else ()
    possible = chosen(run, draft) if way == draft.way else None
    possible = possible or next((one for one in ways if one.way == way), None)
    if possible is None:
        return draft.phase == "way" and puts_again(run, making, phrase(run, conversation, "order_when_each"))
    on = possible.at.astimezone(shop_of(run).timezone).date()
    note(run, making, on.isoformat(), asked="day")
    situation = {None: "order_when", True: "order_in_time", False: "order_not_in_time"}[_is_soon_enough(run, heard, on)]
    return puts_again(run, making, phrase(run, conversation, situation, **way_values(run, conversation, possible)))


def _is_soon_enough(run: Run, heard: Heard, on: date) -> bool | None:
    """Tell whether it comes by the day that they name; None where they name none."""
    days = days_in(heard.text, run.language, local_now(run))
    latest = max(days, default=None)
    if latest is None:
        return None
    return on <= latest - timedelta(days=1 if is_before(heard.text) else 0)


def asks_when_the_order_comes(run: Run, heard: Heard) -> bool:
    """Of the order that they made, what was said of its day."""
    made = made_lately(run)
    if heard.step is not None or heard.event.pressed is not None or made is None or made.status not in OPEN:
        return False
    if not made.fulfilment.kind or not asks_when_it_comes(heard.text):
        return False
    run.decide("understood", "answered", RULE, value=made.fulfilment.day, asked="day")
    run.change(not_understood=0, offered=())
    number = order_values(made).get("number")
    told = phrase(run, None, "order_made_when", number=number, label=_label(run, made), on=made.fulfilment.day or None)
    speak(run, None, ready(told), rule=RULE)
    return True


def _label(run: Run, made: Order) -> str | None:
    """Return how it reaches them in the words of the day it was made, while "today" is that day still."""
    at = made.placed_at
    is_today = at is not None and at.astimezone(shop_of(run).timezone).date() == local_now(run).date()
    return made.fulfilment.label if is_today and made.fulfilment.label else None
