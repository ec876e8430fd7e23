"""What a customer wishes of being written to: how often, at what hours, on which days, where.

A wish narrows what the contact policy allows, for care and marketing; it never widens it, and no answer and no news of
an order waits for it. The newest word on each subject counts. The reading of it is
`understanding.contact.contact_wishes`; the preference centre shows what is kept (`kept`) and takes it back (`without`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final, Literal

from msgspec.structs import replace

from bot.model.customer import ContactWishes, Pause, SentRecord

WISHED: Final = "wish"
"""The cause of a pause that the customer asked for."""
DOUBTED: Final = "opt-out asked"
"""The cause of a pause while the question "no more messages?" is open: nothing that cares or sells goes out."""
UNANSWERED: Final = timedelta(days=365)
"""For how long silence after that question may mean yes."""
FEWER: Final = 14
"""Days between two messages for who asks for fewer and said no number: twice those of the usual cap, one a week."""
LONGEST: Final = 365
_THEIRS: Final = (WISHED, DOUBTED)

Subject = Literal["often", "hours", "days", "channel"]
SUBJECTS: Final[tuple[Subject, ...]] = ("often", "hours", "days", "channel")
Week = tuple[tuple[int, int] | None, ...]
_PAUSED: Final[tuple[Literal["care", "marketing"], ...]] = ("care", "marketing")
_ANY_HOUR: Final = (0, 1440)
_NOTHING: Final = ContactWishes()


def kept(wishes: ContactWishes | None) -> tuple[Subject, ...]:
    """Return the subjects on which the customer has said a wish."""
    if wishes is None:
        return ()
    said: dict[Subject, bool] = {
        "often": wishes.times > 0,
        "hours": wishes.not_before is not None or wishes.not_after is not None,
        "days": bool(wishes.silent_days),
        "channel": wishes.channel is not None,
    }
    return tuple(subject for subject in SUBJECTS if said[subject])


def merged(known: ContactWishes | None, said: ContactWishes) -> ContactWishes:
    """Return what is wished once `said` is known too."""
    result = known or _NOTHING
    for subject in kept(said):
        result = _with(result, subject, said)
    return result


def fewer(known: ContactWishes | None) -> ContactWishes:
    """Return what "fewer messages" comes to: half as often as they wished before, or once in `FEWER` days."""
    if known is None or known.times <= 0:
        return ContactWishes(times=1, every=FEWER)
    return ContactWishes(times=known.times, every=min(known.every * 2, LONGEST))


def without(known: ContactWishes | None, subject: Subject) -> ContactWishes | None:
    """Return what is left once the wish on a subject is taken back; None where nothing is."""
    if known is None:
        return None
    left = _with(known, subject, _NOTHING)
    return left if kept(left) else None


def paused(pauses: Sequence[Pause], until: datetime) -> tuple[Pause, ...]:
    """Return the pauses once the customer wishes for one: of care and of marketing, instead of an earlier wish."""
    wished = (Pause(purpose=purpose, until=until, cause=WISHED) for purpose in _PAUSED)
    return (*resumed(pauses), *wished)


def doubted(pauses: Sequence[Pause], at: datetime) -> tuple[Pause, ...]:
    """Return the pauses once the customer was asked whether they want no more messages: care and marketing wait."""
    waiting = (Pause(purpose=purpose, until=at + UNANSWERED, cause=DOUBTED) for purpose in _PAUSED)
    return (*undoubted(pauses), *waiting)


def undoubted(pauses: Sequence[Pause]) -> tuple[Pause, ...]:
    """Return the pauses once that question is answered, by whatever tells how they want to be written to."""
    return tuple(one for one in pauses if one.cause != DOUBTED)


def resumed(pauses: Sequence[Pause]) -> tuple[Pause, ...]:
    """Return the pauses without the customer's own, and without one that waits for their word."""
    return tuple(one for one in pauses if one.cause not in _THEIRS)


def paused_until(pauses: Sequence[Pause], at: datetime, *, wished: bool) -> datetime | None:
    """Return until when the customer's own pauses last (one that waits for their word is theirs to end too), or those
    that a moment brought; None where there is none.
    """
    return max((one.until for one in pauses if one.until > at and (one.cause in _THEIRS) is wished), default=None)


def _with(wishes: ContactWishes, subject: Subject, said: ContactWishes) -> ContactWishes:
    match subject:
        case "often":
            return replace(wishes, times=said.times, every=said.every)
        case "hours":
            return replace(wishes, not_before=said.not_before, not_after=said.not_after)
        case "days":
            return replace(wishes, silent_days=said.silent_days)
        case "channel":
            return replace(wishes, channel=said.channel, only=said.only)


def often_enough(wishes: ContactWishes | None, sent: Iterable[SentRecord], at: datetime) -> datetime | None:
    """Return when the customer may be written to again, or None where they may now: over care and marketing."""
    if wishes is None or wishes.times <= 0:
        return None
    within = timedelta(days=wishes.every)
    counted = sorted(one.at for one in sent if one.purpose in ("care", "marketing") and at - one.at < within)
    return counted[-wishes.times] + within if len(counted) >= wishes.times else None


def narrows_hours(wishes: ContactWishes | None) -> bool:
    return wishes is not None and bool({"hours", "days"} & set(kept(wishes)))


def narrowed(wishes: ContactWishes, week: Week) -> Week:
    """Return the hours of a week, Monday first, in minutes of the day, as far as they are wished."""
    start = _ANY_HOUR[0] if wishes.not_before is None else wishes.not_before
    end = _ANY_HOUR[1] if wishes.not_after is None else wishes.not_after
    return tuple(
        None
        if hours is None or day in wishes.silent_days or max(hours[0], start) >= min(hours[1], end)
        else (max(hours[0], start), min(hours[1], end))
        for day, hours in enumerate(week)
    )


def elsewhere(wishes: ContactWishes | None, channel: str) -> bool:
    """Tell whether the customer wants to be written to, but only on another channel."""
    return wishes is not None and wishes.only and wishes.channel not in (None, channel)
