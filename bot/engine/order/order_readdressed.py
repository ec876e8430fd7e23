"""An order that is made and has not left goes to another number or street: "mince, c'est le 51 rue Victor Hugo, pas le
15", "I got the address wrong, it's 22 rue Nationale", "I've moved, it's 8 quai Rambaud 69002 Lyon". The shop is told of
the order again, and they read back where it goes now; the town stays where none is said. Of one that has left, people
see what can be done.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from bot.engine.handovers import to_a_person
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
from bot.understanding.values.addresses import door_in

RULE: Final = "repair/order_readdressed"
_A_SLIP: Final = re.compile(
    r"\b(?:tromp\w+|erreur|mince|zut|oups|oops|pardon|desolee?|corrig\w+|mauvaise|fausse|wrong|mistake|typo|sorry|not|pas"
    r"|oh no|demenag\w*|moved|nouvelle adresse|new address|changed? d adresse|instead|plutot)\b"
)
_STREET: Final = re.compile(
    rf"\b\d{{1,4}}(?: ?(?:bis|ter|quater))?,? {any_of(STREETS)}\b[^,;.!?\n]*",
    re.IGNORECASE,
)


def sets_the_address_right(run: Run, heard: Heard) -> bool:
    """They say that the address of the order which they made is wrong, and what it is."""
    made = made_lately(run)
    if heard.step is not None or heard.event.pressed is not None or made is None or made.fulfilment.kind != "home":
        return False
    before = made.fulfilment.address
    there = _there(run, heard.text, before) if _A_SLIP.search(plain(heard.text)) is not None else None
    if there is None or there == before:
        return False
    if made.status not in OPEN:
        to_a_person(run, reason="order_too_late", rule=RULE, say="order_too_late", conversation=run.top)
        return True
    run.decide("understood", "answered", RULE, value=there, asked="address")
    run.change(not_understood=0, offered=())
    if not made.more.get(RECIPIENT):  # somebody else's is not where they live
        write_fact(run, "address", there)
    changed = change_order(run, made, told_as(made), fulfilment=replace(made.fulfilment, address=there))
    number = order_values(changed).get("number")
    speak(run, None, ready(phrase(run, None, "order_readdressed", number=number, address=there)), rule=RULE)
    return True


def _there(run: Run, text: str, before: str) -> str | None:
    """Return the address that a text says: a whole one, else another number or street in the town of before."""
    whole = door_in(text, run.country)
    if whole or not before:
        return whole or None
    street = _STREET.search(text)
    return with_number(text, before) or (with_street(street[0].strip(), before, run.country) if street else None)
