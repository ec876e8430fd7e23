"""Going on with Telegram: a link for the customer alone, and the talk goes on there where it stood.

Whoever opens the link is taken for the one who asked for it, so it is made of chance (`errands`), kept as a hash,
used once and over after a day. One that is no good is not told apart from one that never was.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine import stack
from bot.engine.contact.permission import address_for, purpose_of
from bot.engine.listening.greeting import greet
from bot.engine.resuming import say_at_question
from bot.engine.run import Run
from bot.engine.speaking import compose, label, say_situation, send, situation_wording
from bot.engine.values import channel_of, values
from bot.model.effects import MakeLink
from bot.model.events import CustomersMerged, LinkMade
from bot.model.message import Link


def wants_telegram(run: Run) -> None:
    """Have a link made, unless we are there already."""
    if channel_of(run) == "telegram":
        say_at_question(run, "link_here")
        return
    run.ask_for(MakeLink(id=run.effect_id()))


def link_made(run: Run, event: LinkMade) -> None:
    """Send the customer the link they asked for, or say why there is none."""
    run.answering = True
    wording = situation_wording(run, "link" if event.url else "no_link")
    address = address_for(run.customer, "reply", run.at)
    if wording is None or address is None:
        run.decide("not_sent", "no_address", "identity")
        return
    if not event.url:
        say_at_question(run, "no_link")
        return
    content = compose(run, values(run, None), wording)
    content = replace(content, links=(Link(label(run, "label_telegram"), event.url),))
    send(run, None, content, address, purpose_of(run, None), rule="identity")


def goes_on(run: Run, event: CustomersMerged) -> None:
    """Take up the talk where it stood, or greet whoever came with a link that is no good."""
    if not event.other:
        run.decide("ignored", "link_over", "identity")
        say_situation(run, "link_over")
        greet(run)
    elif run.customer.handover is not None:
        say_situation(run, "waiting_for_staff")
    else:
        _to_their_question(run, event)
        say_at_question(run, "linked")


def _to_their_question(run: Run, event: CustomersMerged) -> None:
    """Put the conversation in which they asked for the link on top again."""
    document = event.document or {}
    theirs = document.get("conversations")
    last = theirs[-1].get("id") if isinstance(theirs, list) and theirs and isinstance(theirs[-1], dict) else None
    conversation = stack.find(run, last) if isinstance(last, str) else None
    if conversation is not None:
        stack.lift(run, conversation)
        stack.push(run, conversation)
