"""While an order is being made, they ask something of whoever makes it ready: no invoice in the parcel, a word with it,
somebody else who comes for it. It is kept word for word, shown with the order, and goes out with it
(`data.instructions`).
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.listening.heard import Heard
from bot.engine.order.adjusting import order_in
from bot.engine.order.order_ways import with_way
from bot.engine.questions import settle
from bot.engine.steps.ordering import go_on
from bot.engine.turn import Run
from bot.engine.walking import follow
from bot.understanding.shopping.instructions import asks_of_whoever_prepares
from bot.understanding.values.addresses import parts_of

MOST: Final = 4
LONGEST: Final = 200  # characters
PHASES: Final = ("way", "place", "where", "address", "postcode", "recap", "change")


def asks_of_the_shop(run: Run, heard: Heard) -> bool:
    """Keep what they ask, and go on with the order where it stood. A text with an address in it answers for that."""
    making = order_in(run, heard)
    if making is None or heard.event.pressed is not None or making[2].phase not in PHASES:
        return False
    if not asks_of_whoever_prepares(heard.text):
        return False
    there = parts_of(heard.text, run.country)
    if making[2].phase == "address" and there.street and there.place:
        return False
    conversation, step, draft = making
    said = " ".join(heard.text.split())[:LONGEST]
    kept = (*(one for one in draft.instructions if one != said), said)[-MOST:]
    run.decide("understood", "answered", str(step.place), conversation=conversation, value=said, asked="instructions")
    run.change(not_understood=0, offered=())
    stack.lift(run, conversation)
    conversation, _ = settle(run, conversation)
    told = with_way(run, conversation, replace(draft, instructions=kept, changed=True), heard.text)
    follow(run, go_on(run, conversation, step, told))
    return True
