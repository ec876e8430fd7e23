"""Moments of truth: what happens to a customer moves how they stand with the store, may quieten the bot and tells why.

Moments are those of the one path that the customer walks now: a person has one relationship, however many journeys.
What a moment starts is a follow-up (`playbook.compile.journeys`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from bot.engine.journey.mapping import begin_journey, standing, walked
from bot.engine.run import Run
from bot.engine.values import values
from bot.model.customer import Felt, Pause
from bot.model.effects import RecordMoment
from bot.model.message import Value
from bot.playbook.compiled import Moment
from bot.rules.contact.wishes import WISHED
from bot.rules.journey.relationship import moved


def meet_moment(run: Run, name: str, context: Mapping[str, Value]) -> None:
    """Change the relationship by an event that is a moment of some map; any other event costs one lookup."""
    moments = run.shelf.current.moments.get(name)
    if not moments:
        return
    begin_journey(run, cause=name)
    path = walked(run)
    if path is None:
        return
    apply_moments(run, _holding(run, moments, path.id, context), cause=name)


def undo_moment(run: Run, name: str, context: Mapping[str, Value]) -> None:
    """Undo what an event did to the relationship, since it turned out not to have happened."""
    path = walked(run)
    moments = run.shelf.current.moments.get(name)
    if path is None or not moments:
        return
    for one in _holding(run, moments, path.id, context):
        if one.change:
            _move(run, replace(one, change=-one.change), name)
        if one.pause is not None:
            purpose = one.pause.purpose
            left = tuple(each for each in run.customer.pauses if (each.purpose, each.cause) != (purpose, name))
            run.change(pauses=left)


def _holding(run: Run, moments: Iterable[Moment], journey: str, context: Mapping[str, Value]) -> list[Moment]:
    """Return those of a journey's moments whose condition holds, seen from that journey."""
    about, run.about = run.about, journey
    known = values(run, None, **context)
    own = [one for one in moments if one.journey == journey]
    holding = [one for one in own if one.condition is None or one.condition.holds(known)]
    run.about = about
    return holding


def apply_moments(run: Run, moments: Iterable[Moment], cause: str) -> None:
    """Move the relationship by these moments, from where it was before the turn, and pause what they pause."""
    for one in moments:
        if one.change:
            _move(run, one, cause)
        _pause(run, one, cause)


def _move(run: Run, moment: Moment, cause: str) -> None:
    at = standing(run)
    before = at.relationship if at.felt else run.customer.relationship
    felt = Felt(run.at, cause, moment.change, str(moment.place))
    run.standing = at = replace(at, relationship=before, felt=(*at.felt, felt))
    now = moved(before, at.felt, run.at)
    run.change(relationship=now)
    record = RecordMoment(
        id=run.effect_id(),
        journey=moment.journey,
        cause=cause,
        change=moment.change,
        value=now.value,
        rule=felt.rule,
        version=run.shelf.current.version,
    )
    run.ask_for(record)
    change = f"{moment.change:+g}"
    run.decide("relationship", "felt", felt.rule, cause=cause, change=change, value=now.value, journey=moment.journey)


def _pause(run: Run, moment: Moment, cause: str) -> None:
    """Keep quiet for a while, for one purpose; of two pauses the one that lasts longer holds."""
    if moment.pause is None:
        return
    purpose, until = moment.pause.purpose, run.at + moment.pause.lasts
    before = next((one for one in run.customer.pauses if one.purpose == purpose and one.cause != WISHED), None)
    if before is not None and before.until >= until:
        return
    others = tuple(one for one in run.customer.pauses if one.purpose != purpose or one.cause == WISHED)
    run.change(pauses=(*others, Pause(purpose=purpose, until=until, cause=cause)))
    day = until.date().isoformat()
    run.decide("relationship", "paused", str(moment.place), purpose=purpose, until=day, cause=cause)
