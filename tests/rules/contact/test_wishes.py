"""What a customer wishes of being written to narrows, and never widens."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.model.customer import ContactWishes, Pause, SentRecord
from bot.rules.contact.wishes import (
    FEWER,
    LONGEST,
    SUBJECTS,
    elsewhere,
    fewer,
    kept,
    merged,
    narrowed,
    narrows_hours,
    often_enough,
    paused,
    paused_until,
    resumed,
    without,
)

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
WEEK = ((660, 1140),) * 5 + ((660, 1020), None)
ALL = ContactWishes(channel="sms", only=True, times=1, every=7, not_before=1080, silent_days=(5, 6))


def test_the_newest_word_on_a_subject_counts_and_the_others_stay() -> None:
    known = merged(ALL, ContactWishes(times=2, every=30))
    assert (known.times, known.every, known.not_before, known.channel) == (2, 30, 1080, "sms")
    assert merged(known, ContactWishes(not_after=1200)).not_before is None
    assert kept(ALL) == SUBJECTS
    assert kept(None) == kept(ContactWishes()) == ()


def test_fewer_is_half_as_often_as_was_wished_before() -> None:
    assert fewer(None) == fewer(ContactWishes(not_before=600)) == ContactWishes(times=1, every=FEWER)
    assert fewer(ALL) == ContactWishes(times=1, every=14)
    assert fewer(ContactWishes(times=2, every=30)) == ContactWishes(times=2, every=60)
    assert fewer(ContactWishes(times=1, every=300)) == ContactWishes(times=1, every=LONGEST)


def test_a_wish_is_taken_back_on_its_own() -> None:
    left = without(ALL, "hours")
    assert kept(left) == ("often", "days", "channel")
    assert without(ContactWishes(times=1, every=7), "often") is None
    assert without(None, "often") is None


def test_often_enough_counts_care_and_marketing_together() -> None:
    sent = [SentRecord(NOW - timedelta(days=3), "care"), SentRecord(NOW - timedelta(days=1), "marketing")]
    wish = ContactWishes(times=2, every=7)
    assert often_enough(wish, sent, NOW) == NOW + timedelta(days=4)
    assert often_enough(wish, sent, NOW + timedelta(days=4)) is None
    assert often_enough(wish, [SentRecord(NOW, "service")] * 3, NOW) is None
    assert often_enough(None, sent, NOW) is often_enough(ContactWishes(), sent, NOW) is None


def test_hours_and_days_are_cut() -> None:
    assert narrowed(ALL, WEEK) == ((1080, 1140),) * 5 + (None, None)
    assert narrowed(ContactWishes(not_before=1200), WEEK) == (None,) * 7
    assert narrows_hours(ALL)
    assert not narrows_hours(ContactWishes(times=1, every=7))


hours = st.none() | st.tuples(st.integers(0, 700), st.integers(701, 1440))


@given(
    st.lists(hours, min_size=7, max_size=7).map(tuple),
    st.none() | st.integers(0, 1439),
    st.none() | st.integers(0, 1439),
    st.sets(st.integers(0, 6)),
)
def test_what_is_narrowed_lies_within(week, before, after, days) -> None:  # type: ignore[no-untyped-def]
    wish = ContactWishes(not_before=before, not_after=after, silent_days=tuple(sorted(days)))
    for day, (one, other) in enumerate(zip(narrowed(wish, week), week, strict=True)):
        if one is not None:
            assert other is not None
            assert day not in days
            assert max(other[0], before or 0) <= one[0] < one[1] <= min(other[1], 1440 if after is None else after)


def test_what_goes_only_to_one_channel_is_elsewhere_on_the_others() -> None:
    assert elsewhere(ALL, "telegram")
    assert not elsewhere(ALL, "sms")
    assert not elsewhere(ContactWishes(channel="sms"), "telegram")
    assert not elsewhere(None, "telegram")


def test_a_wished_pause_stands_beside_one_that_a_moment_brought_and_ends_alone() -> None:
    bad = Pause(purpose="marketing", until=NOW + timedelta(days=30), cause="feedback.given")
    both = paused((bad,), NOW + timedelta(days=9))
    assert paused_until(both, NOW, wished=True) == NOW + timedelta(days=9)
    assert paused_until(both, NOW, wished=False) == NOW + timedelta(days=30)
    assert {one.purpose for one in both if one is not bad} == {"care", "marketing"}
    assert paused(both, NOW + timedelta(days=2)) == paused((bad,), NOW + timedelta(days=2))
    assert resumed(both) == (bad,)
    assert paused_until(both, NOW + timedelta(days=9), wished=True) is None
