"""Which follow-up goes first where several are due together, and which ones wait: for it, or for the last word said.

It is asked when a follow-up is about to begin. Who loses is planned again and decided afresh then; nobody is told off,
and a rival that comes to nothing costs no more than the pause of a conversation. The rules are `follow_ups`; what
is looked at is the customer's own record alone, so that it costs the same however many customers there are.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

from bot.engine.contact.permission import address_for, home
from bot.engine.ledger import ledger
from bot.engine.run import Run
from bot.engine.values import journey_of, local_zone
from bot.model.customer import Planned
from bot.playbook.compiled import Flow, FollowUp
from bot.playbook.compiled_follow_ups import USUAL_PRIORITY
from bot.rules.contact.contact_policy import Held, Refused, Speech, may_speak
from bot.rules.journey.follow_ups import Contender, crowding, may_yield, outranks, reached
from bot.rules.journey.relationship import value_at


class Wait(Struct, frozen=True):
    """Decide again at `until`. `winner` is the title of what goes first, empty where the customer is being talked
    with."""

    until: datetime
    reason: str
    winner: str = ""

    def note(self, run: Run, title: str) -> None:
        """Write who waits for whom, and why."""
        language = run.shelf.current.store.languages[0]
        run.decide(
            "held",
            "yielded" if self.winner else "held",
            "competition" if self.winner else self.reason,
            title=title,
            winner=self.winner,
            until=ledger.moment(self.until.astimezone(local_zone(run)), language),
            reason=ledger.reason(self.reason, language),
            looked_at={"decide_again": self.until.isoformat()},
        )


def yields(run: Run, flow: Flow, one: FollowUp, since: datetime) -> Wait | None:
    """Return what a follow-up that is due has to wait for, or None where it goes first. Service never waits here, and
    what a moment of truth starts only for the last word.
    """
    if not may_yield(flow.purpose):
        return None
    if one.of_moment:
        return _last_word(run)
    together, apart = crowding(_relationship(run))
    return (
        _said_before(run, flow, together, apart)
        or _last_word(run)
        or _rival(run, _contender(run, flow, one, since), together)
    )


def _relationship(run: Run) -> float:
    return value_at(run.customer.relationship, run.at)


def _last_word(run: Run) -> Wait | None:
    """Somebody who has just been talked with is not addressed again at once, whatever has ended."""
    last = max(filter(None, (run.customer.last_in, run.customer.last_out)), default=None)
    until = last + run.shelf.current.policy.idle if last is not None else run.at
    return Wait(until, "conversation under way") if until > run.at else None


def _said_before(run: Run, flow: Flow, together: timedelta, apart: timedelta) -> Wait | None:
    """Another follow-up has gone out a short while ago."""
    for sent in reversed(run.customer.sent):
        if run.at - sent.at >= together:
            return None
        if sent.flow != flow.id:
            known = run.shelf.current.flows.get(sent.flow)
            return Wait(sent.at + apart, "said first", known.title if known else sent.flow)
    return None


def _contender(run: Run, flow: Flow, known: FollowUp | None, since: datetime) -> Contender:
    state = journey_of(run)
    fits = state is not None and flow.stage == state.stage
    return Contender(
        flow=flow.id,
        purpose=flow.purpose,
        priority=known.priority if known else USUAL_PRIORITY,
        fits=fits,
        due_at=since,
        of_moment=known is not None and known.of_moment,
    )


def _rival(run: Run, own: Contender, together: timedelta) -> Wait | None:
    """Another that is due before long goes first, by its rank."""
    for plan in run.customer.planned:
        if plan.due_at > run.at + together or plan.flow == own.flow:
            continue
        flow = run.shelf.current.flows.get(plan.flow)
        known = _follow_up(run, plan)
        if flow is None:
            continue
        rival = _contender(run, flow, known, plan.due_at)
        reason = outranks(rival, own)
        if reason is not None and _may_go(run, flow, plan, known, together):
            return Wait(max(plan.due_at, run.at) + run.shelf.current.policy.idle, reason, flow.title)
    return None


def _follow_up(run: Run, plan: Planned) -> FollowUp | None:
    some = run.shelf.current.follow_ups.get(plan.cause, ())
    return next((one for one in some if one.key == plan.follow_up), None)


def _may_go(run: Run, flow: Flow, plan: Planned, known: FollowUp | None, together: timedelta) -> bool:
    """Tell whether a rival could be said when it is due, as far as can be foreseen."""
    at = max(plan.due_at, run.at)
    if known is not None and reached(known.at_most, run.customer.followed, known.key, at):
        return False
    address = address_for(run.customer, flow.purpose, at)
    if address is None:
        return False
    speech = Speech(flow.purpose, address.channel, at)
    verdict = may_speak(run.customer, run.shelf.current.policy, home(run), speech)
    return not isinstance(verdict, Refused) and not (isinstance(verdict, Held) and verdict.until > at + together)
