"""Where an order is to be brought, held against where the shop delivers and against itself, before it is summed up.

An address in a country that the shop does not send to is not taken; one in another country that it does send to has a
cost of its own, which the team works out. A postcode that is far from its town is asked about once.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.engine.phrases import phrase
from bot.engine.run import Run
from bot.model.conversation import Conversation
from bot.model.draft import OrderDraft
from bot.understanding.values.address_doubts import country_of, country_sent_to, mismatch_in, short_code_in
from bot.understanding.values.countries import country_name

_AT_HOME: Final = {"FR": ("FR", "MC")}
"""Countries that are brought to as the shop's own."""
FACT: Final = "address"


def is_brought_abroad(run: Run, draft: OrderDraft) -> bool:
    """Tell whether it goes to another country that the shop sends to."""
    country = _country(run, draft)
    return country not in _home(run) and country in run.shelf.current.store.delivers_to


def doubted(run: Run, conversation: Conversation, draft: OrderDraft) -> tuple[OrderDraft, str]:
    """Return the draft without an address that can't be, and what to say of it; as it is where nothing is wrong."""
    if draft.way != "home" or not draft.address:
        return draft, ""
    country = _country(run, draft)
    if country not in (*_home(run), *run.shelf.current.store.delivers_to):
        _forget(run, draft.address)
        return replace(draft, address="", part=""), abroad_in_words(run, conversation, country)
    is_french = run.shelf.current.store.country == "FR"
    short = short_code_in(draft.address) if is_french else None
    if short is not None:
        _forget(run, draft.address)
        asked = replace(draft, address="", part=short.street, doubted=f"{short.postcode} {short.town}")
        return asked, phrase(run, conversation, "order_short_code", code=short.postcode)
    found = mismatch_in(draft.address) if is_french else None
    if found is None or draft.doubted == f"{found.postcode} {found.town}":
        return draft, ""
    _forget(run, draft.address)
    asked = replace(draft, address="", part=found.street, doubted=f"{found.postcode} {found.town}")
    return asked, phrase(run, conversation, "order_mismatch", postcode=found.postcode, town=found.town)


def sent_where_nobody_delivers(run: Run, conversation: Conversation, said: str) -> str:
    """Return what to say of words that want it sent to a country that the shop does not send to; empty for others."""
    country = country_sent_to(said)
    is_served = not country or country in (*_home(run), *run.shelf.current.store.delivers_to)
    return "" if is_served else abroad_in_words(run, conversation, country)


def abroad_in_words(run: Run, conversation: Conversation, country: str) -> str:
    """Return that the shop does not deliver there."""
    return phrase(run, conversation, "order_abroad", country=country_name(country, run.language))


def _country(run: Run, draft: OrderDraft) -> str:
    home = run.shelf.current.store.country
    return country_of(draft.address, home) if draft.way == "home" and draft.address else home


def _home(run: Run) -> tuple[str, ...]:
    home = run.shelf.current.store.country
    return _AT_HOME.get(home, (home,))


def _forget(run: Run, address: str) -> None:
    """What was noted as where they live was no such thing."""
    if run.customer.facts.get(FACT) == address:
        run.change(facts={name: value for name, value in run.customer.facts.items() if name != FACT})
