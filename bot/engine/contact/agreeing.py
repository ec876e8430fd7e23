"""Consent outside a flow's own question: from a form or the till, from an order (soft opt-in), and the question that
the bot hangs beside the talk, to ask for it or to have it confirmed.

A grant needs its proof: the words that were shown and where. One without is no consent, whoever sends it. Where the
country asks for a double opt-in, a yes from elsewhere is confirmed in the chat, on the channel it is for, before it is
one. A soft opt-in is nobody's yes: it needs that very order among the customer's, a country that knows it, and nobody
who ever said no.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bot.engine.contact.consent import Proof, needs_confirmation, record, rendered, usual_wording
from bot.engine.contact.permission import address_for
from bot.engine.listening.offering import extras_for, offer
from bot.engine.run import Run
from bot.engine.speaking import say_situation, speak
from bot.model.customer import PendingConsent
from bot.model.events import ConsentGiven
from bot.playbook.compiled import Wording
from bot.rules.contact.contact_policy import consents
from bot.rules.contact.contact_policy_countries import rules_of

OFFERED: Final = ("consent:yes", "consent:no")


def consent_given(run: Run, event: ConsentGiven) -> None:
    """A word on consent from a form, the till, an order or an import. It undoes no opt-out (only the customer's own
    word here does), nor any refusal that came after it.
    """
    if event.granted and event.happened_at is not None and _refused_since(run, event, event.happened_at):
        run.decide("ignored", "older_consent", "consent", purpose=event.purpose, channel=event.channel)
        return
    refused = _refusal(run, event) if event.granted else None
    if refused is not None:
        run.decide("ignored", "consent_refused", refused, purpose=event.purpose, channel=event.channel)
        return
    pending = event.granted and not event.order and not event.confirmed and needs_confirmation(run, event.purpose)
    proof = Proof(event.wording, event.source, event.evidence or event.id, event.order)
    record(run, event.purpose, event.channel, proof, granted=event.granted, pending=pending)
    if pending:
        _have_it_confirmed(run, event)


def _refusal(run: Run, event: ConsentGiven) -> str | None:
    """Return why a grant is none."""
    if not (event.wording.strip() and event.source.strip()):
        return "no proof"
    if not event.order:
        return None
    customer = run.customer
    if event.purpose != "marketing" or not rules_of(run.country).soft_opt_in:
        return "no soft opt-in here"
    if not _is_theirs(run, event.order):
        return "no such order"
    objected = consents(customer, event.purpose, event.channel) is False or customer.opted_out_at is not None
    return "objected before" if objected else None


def _is_theirs(run: Run, order: str) -> bool:
    """Tell whether an order, by its id or number, is known as this customer's."""
    mine = {name for one in run.customer.orders for name in (one.id, one.number)}
    return order in mine or str(run.customer.facts.get("last_order")) == order


def _refused_since(run: Run, event: ConsentGiven, at: datetime) -> bool:
    return any(
        not grant.granted
        and grant.at > at
        and grant.purpose in (event.purpose, "all")
        and (grant.channel in (event.channel, "all") or event.channel == "all")
        for grant in run.customer.grants
    )


def _have_it_confirmed(run: Run, event: ConsentGiven) -> None:
    run.change(
        pending=PendingConsent(
            purpose=event.purpose, channel=event.channel, wording=event.wording, source=event.source, confirming=True
        )
    )
    address = address_for(run.customer, "service", run.at)
    told_now = event.happened_at is None  # a list of old agreements asks nobody: that would be a mailing
    if told_now and address is not None and address.channel == event.channel and run.customer.opted_out_at is None:
        offer(run, "consent_confirm", OFFERED)


def ask_for(run: Run, purpose: str, channel: str) -> None:
    """Ask for a consent beside the talk, in the words that will be its proof."""
    text = usual_wording(run, purpose)
    if text is None or purpose not in ("care", "marketing"):
        return
    run.change(
        pending=PendingConsent(
            purpose="marketing" if purpose == "marketing" else "care",
            channel=channel,
            wording=rendered(run, text),
            source="preferences",
        )
    )
    speak(run, None, Wording(text=text), rule="preferences", extras=extras_for(run, OFFERED))


def answered(run: Run, *, wanted: bool, evidence: str, channel: str) -> bool:
    """Take the answer to such a question; return whether a consent came of it. A confirmation counts on the channel
    that it is for.
    """
    pending = run.customer.pending
    if pending is None:
        return False
    here = pending.channel in (channel, "all")
    if wanted and not pending.confirming and needs_confirmation(run, pending.purpose):
        _record(run, pending, granted=True, evidence=evidence, pending_still=True)
        run.change(
            pending=PendingConsent(
                purpose=pending.purpose,
                channel=pending.channel,
                wording=pending.wording,
                source=pending.source,
                confirming=True,
            )
        )
        offer(run, "consent_confirm", OFFERED)
        return False
    run.change(pending=None)
    _record(run, pending, granted=wanted and here, evidence=evidence)
    if wanted and here:
        run.change(opted_out_at=None)
    say_situation(run, "consent_thanks" if wanted and here else "consent_declined")
    return wanted and here


def _record(run: Run, pending: PendingConsent, *, granted: bool, evidence: str, pending_still: bool = False) -> None:
    proof = Proof(pending.wording, pending.source, evidence)
    record(run, pending.purpose, pending.channel, proof, granted=granted, pending=pending_still)
