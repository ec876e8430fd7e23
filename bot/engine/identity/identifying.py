"""A customer shows that an address is theirs, or a link of ours; who else was known by it may be the same person.

Telegram says whether a shared card is the sender's own, and its numbers are proven, so such a card shows whose the
number is. It does not show who had the number before: numbers are given to new people. So where the other customer has
another Telegram account, goes by another name, or has been silent for longer than a number is left alone, nobody is
merged and nothing of the other is shown; the ledger tells staff, who may merge the two.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Final

from bot.engine.run import Run
from bot.model.address import Address
from bot.model.customer import Customer, KnownAddress
from bot.model.effects import Identify
from bot.model.events import ChatOpened, CustomersMerged, MessageReceived
from bot.model.message import Contact
from bot.rules.people.recycled import doubt

#: What a link of ours carries to `/start`: no flow is called so.
_LINK: Final = re.compile(r"go-([A-Za-z0-9_-]{22,60})")


def digest_of(token: str) -> str:
    """Return what is kept of a link's token: with it nobody can make the link."""
    return blake2b(token.encode(), digest_size=16).hexdigest()


def follows_link(run: Run, event: ChatOpened) -> bool:
    """Ask whom we gave the link that opened this chat, if it is one of those."""
    link = _LINK.fullmatch(event.payload) if event.address.channel == "telegram" else None
    if link is not None:
        run.ask_for(Identify(id=run.effect_id(), how="link", link=digest_of(link[1])))
    return link is not None


def shows_own_number(run: Run, event: MessageReceived, card: Contact) -> None:
    """Ask whose the number on the sender's own card is, unless it is known to be theirs. Of a card that is not surely
    the sender's, nothing is made here (`proving`)."""
    number = Address("sms", card.phone)
    known = {one.address.id for one in run.customer.addresses if one.address.channel in ("sms", "whatsapp")}
    if card.own and event.address.channel == "telegram" and card.phone not in known:
        run.ask_for(Identify(id=run.effect_id(), address=number, how="contact"))


def is_doubtful(run: Run, event: CustomersMerged, other: Customer) -> bool:
    """Tell whether who had the address may be somebody else, and say so in the ledger."""
    if event.address is None and event.how != "code":
        return False
    found = doubt(other, run.customer, run.at)
    if found is not None:
        run.decide("ignored", "number_in_doubt", "identity", other=other.id, doubt=found)
    return found is not None


def takes_address(run: Run, address: Address) -> None:
    """Have an address that was nobody's. It brings no consent."""
    if all(known.address != address for known in run.customer.addresses):
        run.change(addresses=(*run.customer.addresses, KnownAddress(address=address)))
        run.decide("understood", "address_shown", "identity", channel=address.channel)
