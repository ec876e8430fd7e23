"""What the program itself writes about customers, in words: states of orders and appointments, facts that it keeps.

A fact of the playbook's own stands under the name that its marketer gave it.
"""

from __future__ import annotations

from typing import Final

from bot.engine.ledger.fact_names import fact_word
from bot.engine.ledger.retelling import clause
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
    "company": marked("Company"),
    "last_score": marked("Last rating"),
    "machine": marked("Machine"),
    "objection": marked("What holds them back"),
    "people": marked("How many people"),
    "reason": marked("What decided them"),
    "remedy": marked("What would make it good"),
    "wants": marked("What they want"),
    "renewal": marked("Renewal"),
    "recommended": marked("Last advice"),
    "last_comparison": marked("Chosen after comparing"),
    "proposed": marked("Was offered before"),
    "complemented": marked("Has been offered extras for"),
    "refused": marked("Does not want"),
    "matters": marked("What counts"),
    "changed_brand": marked("Buys elsewhere"),
    "budget": marked("Budget"),
}
#: What a rating was about, where the program or the example store names it so.
RATED: Final = {
    "order": marked("an order"),
    "store": marked("the shop"),
    "visit": marked("a visit"),
    "delivery": marked("the delivery"),
    "recovery": marked("how it was made good"),
}


def said(known: dict[str, str], name: str, language: str) -> str:
    """Return a name of the program's in words; another's as it is, without its underscores."""
    found = known.get(name)
    return words(language).gettext(found) if found is not None else name.replace("_", " ")


def fact_name(name: str, language: str) -> str:
    """Return what a fact is called."""
    shown = said(FACTS, name, language)
    return shown[:1].upper() + shown[1:]


def decided_on(name: str, language: str) -> str:
    """Return what a fact beside a decision is called."""
    shown = fact_word(name, language)
    return shown[:1].upper() + shown[1:]


def happened(cause: str, language: str) -> str:
    """Return why something was so, as a clause: what happened, or a silence; several as they were noted, by commas.

    A name of the playbook's own stays as it is.
    """
    return clause("cause", cause, language)
