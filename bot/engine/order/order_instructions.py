"""While an order is being made, they ask something of whoever makes it ready: no invoice in the parcel, a word with it,
somebody else who comes for it. It is kept word for word, shown with the order, and goes out with it
(`data.instructions`).
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.engine.listening.heard import Heard
from bot.engine.order.order_under_way import Making, goes_on, note
from bot.engine.order.order_ways import with_way
from bot.engine.turn import Run
from bot.understanding.shopping.instructions import asks_of_whoever_prepares
from bot.understanding.values.addresses import parts_of

MOST: Final = 4
LONGEST: Final = 200  # characters


def asks_of_the_shop(run: Run, heard: Heard, making: Making) -> bool:
    """Keep what they ask, and go on with the order where it stood. A text with an address in it answers for that."""
    conversation, _, draft = making
    if not asks_of_whoever_prepares(heard.text):
        return False
    there = parts_of(heard.text, run.country)
    if draft.phase == "address" and there.street and there.place:
        return False
    said = " ".join(heard.text.split())[:LONGEST]
    kept = (*(one for one in draft.instructions if one != said), said)[-MOST:]
    note(run, making, said, asked="instructions")
    told = with_way(run, conversation, replace(draft, instructions=kept, changed=True), heard.text)
    return goes_on(run, making.with_draft(told))
