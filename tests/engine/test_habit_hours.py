"""When a follow-up with `send_time: best` goes out, whatever the habit, the hour it was due and the customer's zone."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.playbook.compiled import Playbook
from bot.rules.contact.habits import best_hours, heard_at
from tests.engine.chat import MONDAY, Chat, playbook
from tests.properties import examples
from tests.rules.journey.test_follow_ups import ZONES

FLOW = "flow: habit\ntitle: Offre\npurpose: marketing\nsteps:\n  - say: Une offre\n"
JOURNEY = "journey: j\ntitle: J\nstages: [a]\nfollow_ups: [{ start: habit, on: x.go, after: 3 hours%s }]\n"
OPEN, CLOSED = 10 * 60, {5: 18 * 60} | dict.fromkeys(range(5), 19 * 60 + 30)  # France's, Saturday apart


@cache
def book(send_time: str) -> Playbook:
    return playbook(FLOW, journey=JOURNEY % send_time)


def heard(send_time: str, zone: str, answers: tuple[int, ...], began: datetime) -> datetime:
    """Return when the one message went out, in the customer's own time."""
    lea = Chat(book(send_time), at=began, consent=("marketing",))
    lea.opens()
    lea.customer = replace(lea.customer, timezone=zone, country="FR", answers_at=answers)
    lea.shop("x.go").until(began + timedelta(days=12))
    [at] = [at for send, at in zip(lea.said, lea.said_at, strict=True) if send.content.text == "Une offre"]
    return at.astimezone(ZoneInfo(zone))


@settings(max_examples=examples(60), deadline=None)
@given(
    st.lists(st.integers(0, 23), max_size=40),
    st.sampled_from(ZONES),
    st.integers(0, 60 * 24 * 700),
)
def test_it_goes_out_at_an_hour_of_the_habit_where_that_is_open_within_a_day_else_as_any_other(
    hours: list[int], zone: str, minutes: int
) -> None:
    began = MONDAY + timedelta(minutes=minutes)
    answers: tuple[int, ...] = ()
    for hour in hours:
        answers = heard_at(answers, MONDAY.replace(hour=hour))
    best = heard(", send_time: best", zone, answers, began)
    usual = heard("", zone, answers, began)
    minute = best.hour * 60 + best.minute
    assert OPEN <= minute < CLOSED.get(best.weekday(), 0)
    due = began + timedelta(hours=3)
    assert best >= due
    if minute in best_hours(answers) and best != usual:
        assert best - due <= timedelta(hours=25)  # an hour of the habit comes round within a day, or a longer one
    else:
        assert best == usual
