"""A friend brought by a customer's personal code: the code made in time, and the first words of whoever comes by one.

The code is made of chance outside (`errands`) when a conversation begins that may name it, so that it is there
when it is said. Whose a code is, is looked up outside too; what the engine knows alone is told here: who has bought or
been spoken to already is no new friend, and nobody brings themselves.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.engine.run import Run
from bot.model.customer import Customer
from bot.model.events import ReferralMade
from bot.model.referral import MakeReferral, UseReferral
from bot.rules.people.referral import is_new

CODE: Final = "referral_code"
LINK: Final = "referral_link"
#: The fact of whoever came by another customer's code.
REFERRED: Final = "referred"
FIRST_DAY: Final = timedelta(days=1)
"""So long a new friend may still say by whose code they came, or copy it once more."""


def needs_code(customer: Customer) -> bool:
    """Tell whether a customer has no code of their own yet."""
    return CODE not in customer.facts


def ask_for_code(run: Run) -> None:
    """Have the customer's code made."""
    run.ask_for(MakeReferral(id=run.effect_id()))


def referral_made(run: Run, event: ReferralMade) -> None:
    """Know the customer's code. One that they have already stays, as friends may have it."""
    if needs_code(run.customer):
        told = {CODE: event.code} | ({LINK: event.link} if event.link else {})
        run.change(facts={**run.customer.facts, **told})
        run.decide("understood", "referral_made", "referral")


def comes_by(run: Run, code: str) -> bool:
    """Have looked up whose code it is; return False for who can't be a new friend, and is met as anybody is."""
    customer = run.customer
    if customer.facts.get(CODE) == code:
        run.decide("ignored", "referral_own", "referral")
        return False
    if REFERRED in customer.facts or not is_new(
        customer.last_out if run.at - customer.created_at > FIRST_DAY else None,
        customer.facts.get("orders_count") or customer.orders,
    ):
        run.decide("ignored", "referral_not_new", "referral")
        return False
    run.ask_for(UseReferral(id=run.effect_id(), code=code))
    return True
