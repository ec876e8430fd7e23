"""An order that is made and has not left goes to another number or street: "mince, c'est le 51 rue Victor Hugo, pas le
15", "I got the address wrong, it's 22 rue Nationale". The shop is told of the order again, and they read back where it
goes now; the town stays.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from bot.engine.listening.heard import Heard
from bot.engine.order.order_instructions import made_lately
from bot.engine.order.orders import change_order, told_as
from bot.engine.phrases import phrase, ready
from bot.engine.run import Run
from bot.engine.slots import write_fact
from bot.engine.speaking import speak
from bot.engine.steps.ordering import OPEN
from bot.model.order import RECIPIENT
from bot.rules.order.order_values import order_values
from bot.rules.texts.plain_text import plain
from bot.understanding.lexicon import STREETS, any_of
from bot.understanding.values.address_corrections import with_number, with_street

RULE: Final = "repair/order_readdressed"
_A_SLIP: Final = re.compile(
    r"\b(?:tromp\w+|erreur|mince|zut|oups|oops|pardon|desolee?|corrig\w+|mauvaise|fausse|wrong|mistake|typo|sorry|not|pas"
    r"|oh no)\b"
)
_STREET: Final = re.compile(
    rf"\b\d{{1,4}}(?: ?(?:bis|ter|quater))?,? {any_of(STREETS)}\b[^,;.!?\n]*",
    re.IGNORECASE,
)


def sets_the_address_right(run: Run, heard: Heard) -> bool:
    """They say that the address of the order which they made is wrong, and what it is."""
    made = made_lately(run)
    if heard.step is not None or heard.event.pressed is not None or made is None or made.status not in OPEN:
        return False
    before = made.fulfilment.address
    if made.fulfilment.kind != "home" or not before or _A_SLIP.search(plain(heard.text)) is None:
        return False
    street = _STREET.search(heard.text)
    there = with_number(heard.text, before)
    if there is None and street is not None:
        there = with_street(street[0].strip(), before, run.country)
    if there is None or there == before:
        return False
    run.decide("understood", "answered", RULE, value=there, asked="address")
    run.change(not_understood=0, offered=())
    if not made.more.get(RECIPIENT):  # somebody else's is not where they live
        write_fact(run, "address", there)
    changed = change_order(run, made, told_as(made), fulfilment=replace(made.fulfilment, address=there))
    number = order_values(changed).get("number")
    speak(run, None, ready(phrase(run, None, "order_readdressed", number=number, address=there)), rule=RULE)
    return True
