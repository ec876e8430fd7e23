"""The first words: a chat that opens, "bonjour", `/start`. Who says hello while we talk is not greeted again."""

from __future__ import annotations

from bot.engine.feedback.referring import REFERRED, comes_by
from bot.engine.follow_ups.starts import start
from bot.engine.identity.identifying import follows_link
from bot.engine.journey.moments import meet_moment
from bot.engine.journey.signals import hear_signals
from bot.engine.listening import arrival
from bot.engine.resuming import put_again
from bot.engine.run import Run
from bot.engine.speaking import say_situation
from bot.model.events import ChatOpened, ReferralFollowed
from bot.model.message import Value
from bot.playbook.compiled import Flow
from bot.rules.people.referral import code_in
from bot.understanding.replies.courtesies import asks_how_we_are

OPENED = "chat.opened"


def chat_opened(run: Run, event: ChatOpened) -> None:
    """Meet a customer at the door: with the flow that their link names, else as anybody is greeted."""
    arrival.note_address(run, event.address)
    arrival.note_profile(run, event.profile)
    arrival.first_contact(run)
    if follows_link(run, event):
        return
    code = code_in(event.payload)
    if code is not None and comes_by(run, code):
        return  # they are greeted as soon as it is known whose it is
    _at_the_door(run, "" if code else event.payload)


def referral_followed(run: Run, event: ReferralFollowed) -> None:
    """Greet who came by a friend's code; flows see `customer.referred`."""
    run.answering = True  # they have just opened the chat
    if event.holds:
        run.change(facts={**run.customer.facts, REFERRED: True})
        run.decide("understood", "referral_followed", "referral")
    else:
        run.decide("ignored", "referral_unknown", "referral")
        say_situation(run, "referral_unknown")
    _at_the_door(run, "")


def _at_the_door(run: Run, payload: str) -> None:
    context: dict[str, Value] = {"event": {"name": OPENED, "payload": payload[:64]}}
    hear_signals(run, OPENED, context)
    meet_moment(run, OPENED, context)
    if run.customer.handover is not None:
        run.decide("ignored", "held_by_staff", "handover", team=run.customer.handover.team)
        return
    greet(run, _named(run, payload), context=context)


def _named(run: Run, payload: str) -> str | None:
    """Return the flow that a deep link names, if it is one that a customer may ask for; links can be guessed."""
    flow = run.shelf.current.flows.get(payload)
    return payload if flow is not None and _may_be_asked_for(flow) else None


def _may_be_asked_for(flow: Flow) -> bool:
    return any(begin.intent is not None or begin.event == OPENED for begin in flow.starts)


def greet(run: Run, flow: str | None = None, context: dict[str, Value] | None = None) -> None:
    """Begin `flow`, or come back to the question on the table, or begin the playbook's greeting, or say hello."""
    if flow is None and put_again(run, situation="resumed"):
        return
    wanted = flow or _greeting_flow(run)
    if wanted is None or any(c.flow == wanted for c in run.customer.conversations):
        if not put_again(run, situation="resumed"):
            say_situation(run, "greeting")
        return
    start(run, wanted, cause=OPENED, context=context)


def greet_back(run: Run, flow: str | None, text: str = "") -> None:
    """Meet a "bonjour" that asks for nothing more, or for `flow`; and, while we talk, a "ça va ?"."""
    asks_for_more = flow is not None and flow != _greeting_flow(run)
    said = run.customer.last_out
    are_talking = said is not None and run.at - said <= run.shelf.current.policy.idle
    if are_talking and not asks_for_more and run.top is None:
        say_situation(run, "how_are_you" if asks_how_we_are(text) else "greeted")
    else:
        greet(run, flow)


def _greeting_flow(run: Run) -> str | None:
    for flow in run.shelf.current.flows.values():
        if any(begin.event == OPENED for begin in flow.starts):
            return flow.id
    return None
