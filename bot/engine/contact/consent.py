"""Consent, kept with its proof: given, refused, taken back, and the opt-out that comes before anything else."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from bot.engine.run import Run
from bot.engine.speaking import say_situation, situation_wording
from bot.engine.stack import close_all, lift
from bot.engine.values import channel_of, values
from bot.model.customer import Grant
from bot.model.effects import RecordConsent
from bot.model.events import MessageReceived, OptOutReported
from bot.playbook.compiled import ConsentStep, MissingValue, Text
from bot.rules.contact.contact_policy import newest_word
from bot.rules.contact.contact_policy_countries import Country, rules_of
from bot.rules.contact.wishes import undoubted

ConsentPurpose = Literal["care", "marketing", "all"]


class Proof(Struct, frozen=True):
    """What proves a word on consent: the `wording` that was shown or said, where it was given (`source`: a step, a
    form, "blocked"), the id of what carried it (`evidence`), and of the order that it came with.
    """

    wording: str
    source: str
    evidence: str
    order: str = ""


def record(
    run: Run, purpose: ConsentPurpose, channel: str, proof: Proof, *, granted: bool, pending: bool = False
) -> None:
    """Keep one word on consent: a row for the proof, and the newest word on the customer. One that is `pending` is
    proof of what was said, and changes nothing.
    """
    row, source, evidence, order = run.effect_id(), proof.source, proof.evidence, proof.order
    run.ask_for(
        RecordConsent(
            id=row,
            purpose=purpose,
            channel=channel,
            granted=granted and not pending,
            wording=proof.wording,
            version=run.shelf.current.version,
            source=source,
            evidence=evidence,
            language=run.language,
            pending=pending,
            order=order,
        )
    )
    if pending:
        run.decide("consent", "consent_pending", source, purpose=purpose, channel=channel, evidence=evidence)
        return
    until = run.at + soft_for if order and (soft_for := _rules(run).soft_for) is not None else None
    grant = Grant(purpose=purpose, channel=channel, granted=granted, at=run.at, record=row, order=order, until=until)
    others = tuple(g for g in run.customer.grants if (g.purpose, g.channel) != (purpose, channel))
    run.change(grants=(*others, grant))
    if granted and not order:  # a word of their own: whether they want messages is no question any more
        run.change(pauses=undoubted(run.customer.pauses))
    sentence = "consent_given" if granted else "consent_withdrawn"
    run.decide("consent", sentence, source, purpose=purpose, channel=channel, evidence=evidence)


def opt_out(run: Run, *, evidence: str, source: str, confirm: bool = True) -> None:
    """Withdraw consent for every purpose on every channel of the store, at once; say so once where the customer is.
    Said again, it withdraws what a form or the till has told since: that waits for the opt-out to be undone.
    """
    since = run.customer.opted_out_at
    if since is None or _granted_since(run, since):
        record(run, "all", "all", Proof(evidence, source, evidence), granted=False)
    run.change(opted_out_at=since or run.at)
    forget_plans(run)
    for conversation in (*run.customer.parked, *reversed(run.customer.conversations)):
        lift(run, conversation)
        close_all(run, conversation, "opted_out")
    run.change(offered=(), not_understood=0, pending=None)
    _confirm_opt_out(run, source, confirm=confirm, since=since)


def _confirm_opt_out(run: Run, source: str, *, confirm: bool, since: datetime | None) -> None:
    """Say it once, where the customer is. An opt-out that was confirmed, on whatever channel, or that the provider
    has answered by itself, is not confirmed again: the ledger says so.
    """
    event = run.event
    channel = event.address.channel if isinstance(event, (MessageReceived, OptOutReported)) else channel_of(run)
    if since is not None:
        day = since.date().isoformat()
        run.decide("not_sent", "opt_out_confirmed", source, channel=channel or "", since=day)
    elif confirm:
        say_situation(run, "opted_out", gate=False)
    else:
        run.decide("not_sent", "opt_out_told", source, channel=channel or "")


def forget_plans(run: Run) -> None:
    """Call off everything the bot was to start by itself."""
    planned = run.customer.planned
    if planned:
        run.drop_timers(tuple(plan.timer for plan in planned))
        run.change(planned=())


def opt_in(run: Run, *, evidence: str, source: str) -> None:
    """Undo an opt-out on the customer's word: orders and what they ask for, never offers; the scope is said, and what a
    form told of offers meanwhile gives way to it.
    """
    since, said = run.customer.opted_out_at, _text(run, "opted_in")
    proof = Proof(said, source, evidence)
    record(run, "care", "all", proof, granted=True)
    if since is not None and any(grant.purpose == "marketing" for grant in _granted_since(run, since)):
        record(run, "marketing", "all", proof, granted=False)
    run.change(opted_out_at=None)
    say_situation(run, "opted_in")


def _granted_since(run: Run, since: datetime) -> list[Grant]:
    return [grant for grant in run.customer.grants if grant.granted and grant.at > since]


def wording_of(run: Run, step: ConsentStep) -> Text | None:
    """Return the words a consent is asked in: the step's, the policy's for that purpose, else the shipped ones; once
    it was given and needs it, the words that ask to confirm it.
    """
    if is_confirming(run, step):
        confirm = situation_wording(run, "consent_confirm")
        return confirm.text if confirm else None
    return step.wording if step.wording is not None else usual_wording(run, step.purpose)


def usual_wording(run: Run, purpose: str) -> Text | None:
    """Return the policy's words for a purpose, else the shipped ones."""
    own = run.shelf.current.policy.consent.get(purpose)
    if own is not None:
        return own
    shipped = situation_wording(run, "consent_ask" if purpose == "marketing" else "care_ask")
    return shipped.text if shipped else None


def is_confirming(run: Run, step: ConsentStep) -> bool:
    """Tell whether the customer agreed at this step, and is asked to confirm it."""
    pending = run.customer.pending
    return pending is not None and pending.confirming and pending.source == str(step.place)


def left_alone_until(run: Run, purpose: str, channel: str) -> datetime | None:
    """Return until when a customer who said no to a consent is not asked for it again; None where they may be.

    How long is the policy's `consent: ask_again`. CNIL recommends to keep a refusal for six months (guidelines on
    cookies of 2020-09-17, from memory): the same is taken here.
    """
    said = newest_word(run.customer, purpose, channel, run.at)
    if said is None or said.granted:
        return None
    until = said.at + run.shelf.current.policy.ask_again
    return until if run.at < until else None


def needs_confirmation(run: Run, purpose: str) -> bool:
    """Tell whether the customer's country takes an agreement for one only once it is confirmed."""
    return purpose == "marketing" and _rules(run).double_opt_in


def _rules(run: Run) -> Country:
    return rules_of(run.country)


def rendered(run: Run, text: Text | None) -> str:
    """Return words as the customer saw them, for the proof."""
    if text is None:
        return ""
    try:
        return text.render(values(run), run.language)
    except MissingValue:
        return text.source


def _text(run: Run, situation: str) -> str:
    wording = situation_wording(run, situation)
    return rendered(run, wording.text if wording else None)
