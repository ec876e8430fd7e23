"""What providers and the shop's systems answer in a demonstration: mostly well, sometimes not, always the same."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Final

from bot.channels.event_ids import event_id
from bot.model.effects import Fetch
from bot.model.events import FetchReturned
from bot.model.parts import Accepted, Outcome, Part, PartState, Refused, Report, RetryAt, Unknown
from bot.store.messages.webhooks import Outcome as Told

#: What a provider says where a message can't be delivered: channel -> reason, code, whether the address is of no use.
_REFUSALS: Final = {
    "sms": Refused("the number does not take messages", gone=True, code="30006"),
    "whatsapp": Refused("the number does not take messages", code="63003"),
    "telegram": Refused("the customer has blocked the bot", gone=True, code="403"),
}
#: Channel -> the states that its provider reports, each with how often and after how many seconds at most.
_REPORTS: Final[dict[str, tuple[tuple[PartState, float, float], ...]]] = {
    "sms": (("sent", 1.0, 3), ("delivered", 0.96, 20)),
    "whatsapp": (("sent", 1.0, 2), ("delivered", 0.97, 30), ("read", 0.8, 7200)),
    "web": (("delivered", 0.9, 5),),
    "telegram": (),
}


def outcome_of(part: Part, chance: Random, at: datetime) -> Outcome:
    """Return how sending a part ended."""
    luck = chance.random()
    if part.resent and luck < 0.35:
        return Unknown("ReadTimeout")
    if part.address.channel == "web" or part.attempts > 2 or luck < 0.96:
        return Accepted(f"demo-{part.id}-{part.attempts}")
    if luck < 0.97:
        return RetryAt(at + timedelta(seconds=45), "429: too many requests")
    if luck < 0.993:
        return Unknown("ReadTimeout")
    return _REFUSALS[part.address.channel]


def reports_of(part: Part, provider_id: str, chance: Random, at: datetime) -> list[Report]:
    """Return what a provider reports of a part that it has taken, in the order of time."""
    found: list[Report] = []
    for state, often, seconds in _REPORTS[part.address.channel]:
        at += timedelta(seconds=chance.uniform(0.5, seconds))
        if chance.random() > often:
            break
        found.append(Report(part=part.id, provider_id=provider_id, state=state, at=at))
    return found


def fetched(errand: Fetch, chance: Random) -> FetchReturned:
    """Return what the shop's stock system says; it is out of order at times."""
    fails = chance.random() < 0.04
    return FetchReturned(
        id=event_id("fetch", errand.id),
        conversation=errand.conversation,
        set_by=errand.id,
        ok=not fails,
        value=None if fails else {"available": chance.random() < 0.9},
        reason="ReadTimeout" if fails else "",
    )


def delivered_to_shop(chance: Random, at: datetime, until: datetime) -> list[tuple[datetime, Told, str]]:
    """Return the tries to tell the shop's systems of something: when, how each ended, why."""
    at += timedelta(seconds=chance.uniform(0.2, 2))
    luck = chance.random()
    tries: list[tuple[datetime, Told, str]] = []
    failures = 0 if luck < 0.9 else chance.randint(1, 3) if luck < 0.98 else 6
    for number in range(failures):
        tries.append((at, "again", chance.choice(("HTTP 503", "ReadTimeout"))))
        at += timedelta(seconds=5 * 6**number)
    last: tuple[datetime, Told, str] = (
        (at, "delivered", "") if failures < 6 else (at, "given_up", "not delivered after 7 tries: HTTP 503")
    )
    return [one for one in (*tries, last) if one[0] <= until]
