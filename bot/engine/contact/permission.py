"""Whether the conversation that is running may speak in this turn, and as what.

An answer to the customer's own message is a reply and needs nobody's leave. Everything else is asked of
`rules.contact.contact_policy`, once for each purpose in a turn: two messages in a row are one contact.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bot.engine.run import Run
from bot.engine.stack import find
from bot.model.address import CHANNELS, Address
from bot.model.conversation import Conversation
from bot.model.customer import Customer, Followed, KnownAddress, SentRecord
from bot.model.events import TimerDue
from bot.model.message import Purpose
from bot.playbook.compiled import Flow, Wording
from bot.rules.contact.contact_policy import (
    ANSWER_WITHIN,
    Allowed,
    Home,
    Refused,
    Speech,
    Verdict,
    consents,
    may_send,
    may_speak,
    window_is_over,
)
from bot.rules.journey.follow_ups import MOST_COUNTED

NEWS: Final = frozenset({"stage.entered", "stage.left", "journey.receded", "journey.stalled", "relationship.broken"})
"""What the bot itself finds out about a customer."""
MOST_SENT = 60
"""Contacts kept for the caps; more than any cap of a month counts."""


def purpose_of(run: Run, conversation: Conversation | None) -> Purpose:
    """Return what a message said now would be: a reply, or what its flow is for.

    What a move on the journey starts is nobody's answer, though the customer's own word may have been behind the move.
    """
    if run.answering:
        return "reply"
    if conversation is None:
        return "reply" if heard_lately(run) else "service"
    if _took_part(run.customer, conversation) and heard_lately(run):
        return "reply"
    return "service" if conversation.purpose == "reply" else conversation.purpose


def heard_lately(run: Run) -> bool:
    """Tell whether the customer wrote within the day in which an answer is still a reply."""
    last = run.customer.last_in
    return last is not None and run.at - last < ANSWER_WITHIN


def _took_part(customer: Customer, conversation: Conversation) -> bool:
    if customer.last_in is None or customer.last_in != conversation.started_at:
        return customer.last_in is not None and customer.last_in > conversation.started_at
    return conversation.cause not in NEWS


def home(run: Run) -> Home:
    store = run.shelf.current.store
    return Home(store.country, store.timezone)


def permission(run: Run, conversation: Conversation, wording: Wording | None = None) -> Verdict:
    """Decide whether `conversation` may say something now; what was allowed once in a turn stays so until its end.

    `wording` is what it wants to say: one with a template may be said on WhatsApp at any time.
    """
    purpose = purpose_of(run, conversation)
    template = wording is not None and wording.template is not None
    if run.answering:
        return Allowed()
    given = run.permitted.get(purpose)
    if given is not None:
        return given
    address = address_for(run.customer, purpose, run.at, template=template)
    if address is None:
        return Refused("reach", {"channel": None})
    nudge = isinstance(run.event, TimerDue) and run.event.kind != "start"
    speech = Speech(purpose, address.channel, run.at, conversation.id, nudge, template)
    verdict = may_speak(run.customer, run.shelf.current.policy, home(run), speech)
    if isinstance(verdict, Allowed):
        run.permitted = {**run.permitted, purpose: verdict}
    return verdict


def address_for(customer: Customer, purpose: Purpose, at: datetime, *, template: bool = False) -> Address | None:
    """Return where to write, of what is reachable; what is not agreed to there comes last, and is refused.

    A reply, and what goes out within a day of the customer's last word, goes where that was. Else, in this order: the
    channel they wish, the one they write on most, the one they last wrote on. WhatsApp comes last once it takes no free
    text, unless the message has a template.
    """
    last = customer.last_address
    lately = purpose == "reply" or (customer.last_in is not None and at - customer.last_in < ANSWER_WITHIN)
    wished = customer.wishes.channel if customer.wishes is not None and purpose != "reply" else None
    if purpose != "marketing" and last is not None and wished is None and (lately or len(customer.addresses) == 1):
        for known in customer.addresses:
            if known.reachable and known.address == last and _takes(known, at, template=template):
                return last
    here = [known for known in customer.addresses if known.reachable and known.address.channel in CHANNELS]

    def order(known: KnownAddress) -> tuple[bool, bool, bool, bool, int, bool]:
        is_last = known.address == last
        return (
            purpose == "marketing" and consents(customer, purpose, known.address.channel, at) is not True,
            not _takes(known, at, template=template),
            wished is not None and known.address.channel != wished,
            not (lately and is_last),
            -known.replies,
            not is_last,
        )

    return min(here, key=order).address if here else None


def _takes(known: KnownAddress, at: datetime, *, template: bool) -> bool:
    """Tell whether a message may go to an address now, as far as its channel is concerned."""
    return known.address.channel != "whatsapp" or template or not window_is_over(known.last_in, at)


def may_go_at(run: Run, flow: Flow, at: datetime) -> bool:
    """Tell whether a flow could speak first at some time to come, as far as consent, reach and hours foresee it."""
    address = address_for(run.customer, flow.purpose, at)
    if address is None:
        return False
    speech = Speech(flow.purpose, address.channel, at)
    return isinstance(may_send(run.customer, run.shelf.current.policy, home(run), speech), Allowed)


def count_contact(run: Run, purpose: Purpose, flow: str) -> None:
    """Count a contact against the caps, once a turn."""
    if purpose in ("reply", "service") or purpose in run.counted:
        return
    run.counted = run.counted | {purpose}
    run.change(sent=(*run.customer.sent[-MOST_SENT:], SentRecord(run.at, purpose, flow)))


def count_follow_up(run: Run, conversation: Conversation) -> None:
    """Count a follow-up against its own `at_most`, with the first word that is said of it, in a called flow too."""
    while not conversation.follow_up and conversation.caller:
        caller = find(run, conversation.caller)
        if caller is None:
            return
        conversation = caller
    key, followed = conversation.follow_up, run.customer.followed
    if key and not any(one.key == key and one.at >= conversation.started_at for one in followed):
        run.change(followed=(*followed[1 - MOST_COUNTED :], Followed(key, run.at)))
