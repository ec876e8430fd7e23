"""The first way into the console: a one-time link, made where nobody has an account yet, told in the terminal alone."""

from __future__ import annotations

from typing import Final

from bot.model.staff import Role, Staff
from bot.wiring.clock import new_token, now
from bot.wiring.installation import Installation
from bot.work.demonstration.shop import OWNER

WELCOME: Final = "/console/welcome"


async def first_link(installation: Installation) -> str | None:
    """Return the path of a link that makes the owner's account; None where there are accounts."""
    token = new_token()
    made = await installation.store.staff_links.make_first(token, now())
    return f"{WELCOME}/{token}" if made else None


async def demonstration_link(installation: Installation) -> str | None:
    """Return the path of a link into a demonstration's console, as its owner."""
    store, token = installation.store, new_token()
    owner = await store.staff.by_email(OWNER)
    if owner is None:
        owner = Staff(id=new_token()[:22], email=OWNER, name="Camille Roy", role=Role.OWNER)
        await store.staff.add(owner, "program", now())
    await store.staff_links.make(token, "enter", owner.id, "program", now())
    return f"{WELCOME}/{token}"
