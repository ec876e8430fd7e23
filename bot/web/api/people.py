"""Whom a body names: the addresses of one person, checked as `/api/events` checks them, and whose they are."""

from __future__ import annotations

from pydantic import ValidationError

from bot.model.address import Address
from bot.model.api_token import ApiToken
from bot.rules.api_access import sees
from bot.store import Store
from bot.web.api.shapes import PersonBody
from bot.web.problems import Fault, Problem
from bot.web.shop.shop_events import CustomerName


def names_of(person: PersonBody, *inside: str) -> tuple[Address, ...]:
    """Return them as addresses, the surest first. Raises `Problem` 422; `inside` is where in the body they stand."""
    try:
        return CustomerName(
            id=None if person.id is None else str(person.id),
            phone=person.phone,
            email=person.email,
            telegram_id=person.telegram_id,
        ).addresses
    except ValidationError as error:
        faults = tuple(
            Fault("".join(f"/{step}" for step in (*inside, *fault["loc"])), fault["msg"])
            for fault in error.errors(include_url=False, include_input=False)
        )
        raise Problem(422, "Nobody can be found by this.", faults) from None


async def owner_of(store: Store, token: ApiToken, names: tuple[Address, ...]) -> str | None:
    """Return whose these names are, the first that is somebody's; None for nobody's.

    Raises `Problem` 403 where a token for some points of sale would reach somebody of another, by any of the names.
    """
    owners = await store.customers.owners(names)
    roots = await store.lists.roots(set(owners.values()))
    if any(not sees(token, root.point_of_sale) for root in roots.values()) or set(owners.values()) - set(roots):
        raise Problem(403, "This customer is not of a point of sale that this token is for.")
    first = next((owners[name] for name in names if name in owners), None)
    return None if first is None else roots[first].id
