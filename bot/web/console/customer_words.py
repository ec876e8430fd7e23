"""What the program itself writes about customers, in words: states of orders and appointments, facts that it keeps.

A fact of the playbook's own stands under the name that its marketer gave it.
"""

from __future__ import annotations

import re
from typing import Final

from bot.engine.ledger import reason
from bot.engine.ledger_values import VALUES
from bot.web.console.words import marked, words

ORDERS: Final = {
    "created": marked("ordered"),
    "confirmed": marked("confirmed"),
    "paid": marked("paid"),
    "shipped": marked("shipped"),
    "ready_for_pickup": marked("ready for pickup"),
    "delivered": marked("delivered to the customer"),
    "partly_returned": marked("returned in part"),
    "returned": marked("returned"),
    "partly_refunded": marked("refunded in part"),
    "refunded": marked("refunded"),
    "cancelled": marked("order cancelled"),
}
APPOINTMENTS: Final = {
    "booked": marked("booked"),
    "cancelled": marked("appointment cancelled"),
    "missed": marked("missed"),
    "kept": marked("kept"),
}
FACTS: Final = {
    "first_name": marked("First name"),
    "last_name": marked("Last name"),
    "last_order": marked("Newest order"),
    "orders_count": marked("Number of orders"),
    "referral_code": marked("Referral code"),
    "referral_link": marked("Referral link"),
    "referred": marked("Came by a referral"),
    "point_of_sale": marked("Point of sale"),
    "city": marked("City"),
    "postcode": marked("Postcode"),
    "email": marked("E-mail address"),
    "birthday": marked("Birthday"),
}


def said(known: dict[str, str], name: str, language: str) -> str:
    """Return a name of the program's in words; another's as it is, without its underscores."""
    found = known.get(name)
    return words(language).gettext(found) if found is not None else name.replace("_", " ")


def fact_name(name: str, language: str) -> str:
    """Return what a fact is called."""
    shown = said(FACTS, name, language)
    return shown[:1].upper() + shown[1:]


def happened(cause: str, language: str) -> str:
    """Return why something was so, as a clause: what happened, or a silence; several as they were noted, by commas.

    A name of the playbook's own stays as it is. A silence was noted in the shop's language.
    """
    return ", ".join(_one(name, language) for name in cause.split(", "))


def _one(name: str, language: str) -> str:
    found = VALUES["cause"].get(name)
    if found is not None:
        return found[language != "fr"]
    for unit in ("hours of silence", "days of silence"):
        for written in ("fr", "en"):
            silence = re.fullmatch(re.escape(reason(unit, written)).replace(r"\{count\}", r"(\d+)"), name)
            if silence is not None:
                return reason(unit, language).format(count=silence[1])
    return name
