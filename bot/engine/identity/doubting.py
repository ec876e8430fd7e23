"""Is this still the same person? Asked once on a phone that may have passed to somebody else (`rules.people.recycled`).

While nobody knows, what is known of the customer is no part of any text (`values`), what was being talked about is put
aside, and nothing that advertises or cares is sent. "Yes" brings it all back. "No" leaves the one before without the
number, and whoever writes is a new customer, opted out where the one before was. No answer: it stays in doubt.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

from msgspec.structs import replace

from bot.engine.ledger.ledger import words
from bot.engine.listening.heard import Heard
from bot.engine.resuming import say_at_question
from bot.engine.run import Run
from bot.engine.speaking import say_situation
from bot.model.customer import Doubt, KnownAddress
from bot.model.effects import Emit, LetGo
from bot.model.events import MessageReceived
from bot.rules.people.recycled import has_passed_on
from bot.understanding.contact.known_elsewhere import says_not_me
from bot.understanding.replies.yes_no import is_no, is_yes

PHONES: Final = frozenset({"sms", "whatsapp"})


def why_in_doubt(run: Run, event: MessageReceived) -> str | None:
    """Return why whoever writes on a phone may be somebody else; and keep the name that WhatsApp gives."""
    known = _known(run, event)
    if known is None or run.customer.doubt is not None:
        return None
    name = _name(event)
    first = run.customer.facts.get("first_name") if known.last_in is None else None
    why = has_passed_on(known, name, first, run.at)
    if why is None and name and name != known.name:
        _call(run, known, name)
    return why


def _known(run: Run, event: MessageReceived) -> KnownAddress | None:
    return next((one for one in run.customer.addresses if one.address == event.address), None)


def _name(event: MessageReceived) -> str:
    return (event.profile.first_name or "")[:60] if event.profile is not None else ""


def _call(run: Run, known: KnownAddress, name: str) -> None:
    named = replace(known, name=name)
    run.change(addresses=tuple(named if one.address == known.address else one for one in run.customer.addresses))


def begin_doubt(run: Run, event: MessageReceived, why: str) -> None:
    """Ask whether it is still them, and put aside what was being talked about."""
    customer = run.customer
    run.decide("held", "doubt", "identity", doubt=why, channel=event.address.channel)
    if customer.handover is None:
        say_situation(run, "still_you" if customer.facts.get("first_name") else "still_you_unnamed")
    aside = customer.conversations
    run.change(conversations=(), doubt=Doubt(address=event.address, why=why, since=run.at, aside=aside))


def says_who_they_are(run: Run, heard: Heard) -> bool:
    """Yes or no to that question, unless another one came after it."""
    doubt = run.customer.doubt
    if doubt is None or heard.event.address != doubt.address or heard.conversation is not None:
        return False
    if is_yes(heard.text):
        _goes_on(run, heard.event, doubt)
    elif is_no(heard.text) or says_not_me(heard.text):
        _lets_go(run, doubt, heard.text.partition("\n")[2].strip())
    else:
        return False
    return True


def _goes_on(run: Run, event: MessageReceived, doubt: Doubt) -> None:
    run.change(doubt=None, conversations=(*doubt.aside, *run.customer.conversations))
    known, name = _known(run, event), _name(event)
    if known is not None and name:
        _call(run, known, name)
    run.decide("understood", "doubt_over", "identity", channel=event.address.channel)
    say_at_question(run, "it_is_you")


def _lets_go(run: Run, doubt: Doubt, said: str) -> None:
    """The number goes to a new customer, with what they `said` behind their no. By SMS and by WhatsApp it is one
    person's."""
    customer, number = run.customer, doubt.address.id
    other = blake2b(f"{customer.id} {run.event.id} passed on".encode(), digest_size=16).hexdigest()
    run.ask_for(
        LetGo(
            id=run.effect_id(),
            address=doubt.address,
            other=other,
            opted_out=customer.opted_out_at is not None,
            said=said,
            words=words("withdrawn", run.shelf.current.store.languages[0], {"channel": doubt.address.channel}),
        )
    )
    kept = tuple(one for one in customer.addresses if one.address.channel not in PHONES or one.address.id != number)
    last = customer.last_address if any(one.address == customer.last_address for one in kept) else None
    run.change(doubt=None, addresses=kept, conversations=doubt.aside, last_address=last)
    run.decide("parted", "passed_on", "identity", other=other, channel=doubt.address.channel)
    run.ask_for(Emit(id=run.effect_id(), name="number.passed_on", data={"customer": customer.id, "other": other}))
