"""Who says that they talk with the shop elsewhere already shows it with a six-digit code, sent there and typed here.

Whoever is known at the number or e-mail is sent the code where they can be reached (`CodeAsked`, a turn of theirs).
What is said here is the same whether somebody is known there or nobody is, so that nobody learns who is a customer; so
are the limits, which count what this customer asked for. Those of whom is known count what was sent to them: an
attacker with many chats has five codes a day, and five guesses at each.

The code itself is not known here (`work.codes`): a text has its place, and what was typed goes on as a digest.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Final

from msgspec.structs import replace

from bot.engine.handovers import to_a_person
from bot.engine.listening.heard import Heard
from bot.engine.resuming import say_at_question
from bot.engine.run import Run
from bot.engine.speaking import compose, say_situation, situation_wording
from bot.engine.values import values
from bot.model.address import Address
from bot.model.customer import KnownAddress, Proving
from bot.model.effects import AskForCode, Identify, Send
from bot.model.events import CodeAsked, CustomersMerged
from bot.rules.contact.contact_policy import window_is_over
from bot.understanding.contact.known_elsewhere import named_address
from bot.understanding.replies.yes_no import is_no, is_yes

GOOD_FOR: Final = timedelta(minutes=10)
MOST_TRIES: Final = 5
#: Codes asked for by one customer, and codes sent to one.
LIMITS: Final = ((3, timedelta(hours=1)), (5, timedelta(days=1)))
#: The code's place in a text: as long as a code, and in every alphabet of SMS.
MARK: Final = "******"
PHONES: Final = frozenset({"sms", "whatsapp"})
_CODE: Final = re.compile(r"\D{0,25}(\d{3})[\s\u00a0\u202f.-]?(\d{3})[\s.!]*")


def proof_of(request: str, code: str) -> str:
    """Return what stands for a typed code on its way to be compared."""
    return blake2b(f"{request} {code}".encode(), digest_size=16).hexdigest()


def wants_to_be_known(run: Run, text: str) -> None:
    """Ask which number or e-mail, or have a code sent to the one that was said."""
    address = named_address(text, run.country)
    if address is not None:
        _ask_for_code(run, address)
        return
    run.change(proving=Proving(stage="which", until=run.at + GOOD_FOR))
    say_situation(run, "code_which")  # one question at a time: the flow's comes back with the end of this


def offers_code(run: Run, phone: str) -> bool:
    """A card that the channel does not vouch for: ask whether the number is their own, while nothing else is asked."""
    if run.top is not None or run.customer.handover is not None or _is_mine(run, Address("sms", phone)):
        return False
    run.change(proving=Proving(stage="own", until=run.at + GOOD_FOR, address=Address("sms", phone)))
    say_situation(run, "card_own")
    return True


def proves(run: Run, heard: Heard) -> bool:
    """Take what answers one of our own questions on who they are; anything else is left to the others."""
    proving = run.customer.proving
    if proving is None:
        return False
    if run.at > proving.until:
        run.change(proving=None)
        if proving.stage != "code" or _typed(heard) is None:
            return False
        say_at_question(run, "code_over")
        return True
    if proving.stage == "code":
        return _tries(run, heard, proving)
    if proving.stage == "own":
        return _owns(run, heard, proving)
    address = named_address(heard.text, run.country)
    if address is not None:
        _ask_for_code(run, address)
    return address is not None


def _owns(run: Run, heard: Heard, proving: Proving) -> bool:
    if is_yes(heard.text) and proving.address is not None:
        _ask_for_code(run, proving.address)
        return True
    run.change(proving=None)
    if is_no(heard.text):
        say_at_question(run, "media_kept")
        return True
    return False


def _tries(run: Run, heard: Heard, proving: Proving) -> bool:
    code = _typed(heard)
    if code is None:
        return False
    run.change(proving=replace(proving, tries=proving.tries + 1))
    proof = proof_of(proving.request, code)
    run.ask_for(Identify(id=run.effect_id(), how="code", link=proving.request, proof=proof))
    return True


def _typed(heard: Heard) -> str | None:
    """Return the six digits of a message that is little else."""
    found = _CODE.fullmatch(heard.text) if heard.event.pressed is None else None
    return found[1] + found[2] if found else None


def _ask_for_code(run: Run, address: Address) -> None:
    if _is_mine(run, address):
        run.change(proving=None)
        say_at_question(run, "code_own")
        return
    asked = _lately(run.customer.asked_codes, run.at)
    if _is_too_often(asked, run.at):
        run.decide("not_sent", "code_too_often", "identity", channel=address.channel)
        run.change(proving=None)
        say_at_question(run, "code_too_often")
        return
    request = run.effect_id()
    run.ask_for(AskForCode(id=request, address=address))
    proving = Proving(stage="code", until=run.at + GOOD_FOR, address=address, request=request)
    run.change(proving=proving, asked_codes=(*asked, run.at))
    run.decide("understood", "code_asked", "identity", channel=address.channel)
    say_situation(run, "code_on_its_way")


def _is_mine(run: Run, address: Address) -> bool:
    family = PHONES if address.channel in PHONES else {address.channel}
    return any(one.address.id == address.id and one.address.channel in family for one in run.customer.addresses)


def _lately(times: tuple[datetime, ...], at: datetime) -> tuple[datetime, ...]:
    return tuple(one for one in times if at - one < LIMITS[-1][1])


def _is_too_often(times: tuple[datetime, ...], at: datetime) -> bool:
    return any(sum(at - one < span for one in times) >= most for most, span in LIMITS)


def code_asked(run: Run, event: CodeAsked) -> None:
    """Send this customer a code, where they are surely reached; say nothing where they are not."""
    sent = _lately(run.customer.sent_codes, run.at)
    if run.at > event.until or run.customer.doubt is not None or run.customer.opted_out_at is not None:
        run.decide("not_sent", "code_not_sent", "identity", channel=event.address.channel)
        return
    if _is_too_often(sent, run.at):
        run.decide("not_sent", "code_too_often", "identity", channel=event.address.channel)
        return
    address, wording = _where(run, event.address), situation_wording(run, "code")
    if address is None or wording is None:
        run.decide("not_sent", "no_address", "identity")
        return
    content = compose(run, values(run, None), wording)
    short = f"{content.sms} {MARK}" if content.sms else None
    content = replace(content, text=f"{content.text}\n\n{MARK}", sms=short)
    part = Send(
        id=run.effect_id(),
        address=address,
        content=content,
        purpose="service",
        version=run.shelf.current.version,
        not_after=event.until,
        code=event.request,
    )
    run.ask_for(part)
    run.decide("sent", "code_sent", "identity", outbox=part.id, purpose="service", channel=address.channel)
    run.change(sent_codes=(*sent, run.at), last_out=run.at)


def _where(run: Run, known_at: Address) -> Address | None:
    """Return where a code goes: to the phone itself; for an e-mail to the chat or phone they last wrote on. A page of
    the web chat is nobody's for long.
    """

    def takes(one: KnownAddress) -> bool:
        if not one.reachable or one.address.channel not in ("telegram", "sms", "whatsapp"):
            return False
        if known_at.channel in PHONES and one.address.id != known_at.id:
            return False
        return one.address.channel != "whatsapp" or not window_is_over(one.last_in, run.at)

    def order(one: KnownAddress) -> tuple[bool, float]:
        return one.last_in is not None, one.last_in.timestamp() if one.last_in is not None else 0.0

    best = max(filter(takes, run.customer.addresses), key=order, default=None)
    return best.address if best is not None else None


def code_met(run: Run, event: CustomersMerged, *, are_one: bool) -> None:
    """Say what came of a code that was typed. `are_one`: it was right, and both are one customer now."""
    proving = run.customer.proving
    if are_one:
        run.change(proving=None)
        say_at_question(run, "code_linked")
    elif event.other:
        run.change(proving=None)  # right, and yet in doubt: staff see to it
    elif proving is not None and proving.tries >= MOST_TRIES:
        run.change(proving=None)
        run.decide("ignored", "code_given_up", "identity", tries=proving.tries)
        say_at_question(run, "code_over")
    else:
        run.decide("ignored", "code_wrong", "identity")
        say_situation(run, "code_wrong")


def leaves_to_staff(run: Run) -> None:
    """Hand a doubtful identity to staff; until they have looked, nothing of the other customer is shown."""
    if run.customer.handover is None:
        to_a_person(run, reason="identity", rule="identity", say="identity_check", conversation=run.top)
