"""What the customer buys again and again: when it runs out, planned anew with every order and every word of theirs.

There is one timer for each family of products. It is set ahead of the day, as far as the playbook's follow-ups want to
come `before` it, and what was planned is worked out again when it is due: an order that came back, a rhythm that the
catalogue has changed, move it. All that is looked at is the customer and the catalogue of the turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.engine.ledger.renewal_sentences import day, why
from bot.engine.renewal.purchases import bought
from bot.engine.run import Run
from bot.engine.values import local_zone
from bot.model.message import Value
from bot.model.renewal import Renewal
from bot.rules.calendar.calendar import instant
from bot.rules.order.renewals import Next, Purchase, ahead_of, next_renewal, standing

#: The kind of the timer, and the event that it brings.
RENEWAL: Final = "renewal"
DUE: Final = "renewal.due"
RULE: Final = "renewals"
#: The fact that is kept of who buys elsewhere: the family. It goes when they buy it here again.
CHANGED_BRAND: Final = "changed_brand"
HOUR: Final = 10 * 60  # minutes past midnight, of the customer's day
MOST: Final = 40  # families; those that are due first stay


def plan_renewals(run: Run) -> None:
    """Work out when everything that they buy runs out; what has moved is planned anew."""
    every, known = bought(run), {one.family: one for one in run.customer.renewals}
    planned = [
        plan(run, known.get(family, Renewal(family=family)), every.get(family, ()))
        for family in dict.fromkeys((*known, *every))
    ]
    kept = [one for one in planned if one.due is not None or one.said]
    run.change(renewals=tuple(kept[-MOST:]))
    elsewhere = run.customer.facts.get(CHANGED_BRAND)
    if elsewhere in every and not any(one.family == elsewhere and one.said for one in kept):
        run.change(facts={name: fact for name, fact in run.customer.facts.items() if name != CHANGED_BRAND})


def plan(run: Run, one: Renewal, made: Sequence[Purchase]) -> Renewal:
    """Return when a family runs out, with its timer."""
    coming = next_renewal(made, one.said, local_zone(run))
    one = replace(one, said=standing(one.said, made))
    return one if coming.due == one.due else _planned(run, one, coming)


def plan_anew(run: Run, one: Renewal, made: Sequence[Purchase]) -> Renewal:
    """Plan a family that they have just spoken of. Also where the day stays: it was told of before they put it off, or
    was to be told of ahead.
    """
    coming = next_renewal(made, one.said, local_zone(run))
    return _planned(run, replace(one, said=standing(one.said, made), told=None), coming)


def _planned(run: Run, one: Renewal, coming: Next) -> Renewal:
    zone = local_zone(run)
    if one.timer:
        run.drop_timers((one.timer,))
    one = replace(one, due=coming.due, timer="")
    note(run, _sentence(run, coming, zone), one, coming)
    if coming.due is None or coming.due == one.told or _is_past(run, coming, zone):
        return one
    timer = run.set_timer(RENEWAL, _tells_at(run, coming.due, coming, zone), data={"family": one.family})
    return replace(one, timer=timer)


def _is_past(run: Run, coming: Next, zone: ZoneInfo) -> bool:
    return coming.due is not None and coming.due < run.at.astimezone(zone).date()


def _tells_at(run: Run, due: date, coming: Next, zone: ZoneInfo) -> datetime:
    """Return when to say so: ahead of it, but on the day itself where they put it off until then."""
    followed = run.shelf.current.follow_ups.get(DUE, ())
    wanted = max((one.before for one in followed if one.before is not None), default=timedelta())
    ahead = timedelta() if coming.asked else ahead_of(coming.lasts, wanted)
    return max(instant(due, HOUR, zone) - ahead, run.at)


def _sentence(run: Run, coming: Next, zone: ZoneInfo) -> str:
    if coming.due is None:
        return "renewal_ended"
    return "renewal_past" if _is_past(run, coming, zone) else "renewal_expected"


def note(run: Run, sentence: str, one: Renewal, coming: Next) -> None:
    """Write down when it runs out, and by which reasons."""
    language = run.shelf.current.store.languages[0]
    reasons: Value = [{"kind": reason.kind, **reason.facts} for reason in coming.reasons]
    run.decide(
        "understood",
        sentence,
        RULE,
        named={"day": day(coming.due, language) if coming.due else "", "why": why(coming.reasons, language)},
        family=one.family,
        day=coming.due.isoformat() if coming.due else None,
        reasons=reasons,
    )
