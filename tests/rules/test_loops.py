"""Telling a machine from a customer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.model.customer import Heard
from bot.rules.loops import AT_ONCE, is_a_loop, note, remember

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def hear(
    texts: list[str], every: timedelta, *, answers: bool = False, after: timedelta = timedelta(seconds=1)
) -> list[bool]:
    heard: tuple[Heard, ...] = ()
    found = []
    for place, text in enumerate(texts):
        at = NOW + place * every
        heard = remember(heard, text, at, at - after, answers=answers)
        found.append(is_a_loop(heard))
        assert len(heard) <= 51
    return found


def test_the_same_text_more_than_twenty_times_in_five_minutes_is_a_machine() -> None:
    assert hear(["Je suis absent."] * 21, timedelta(seconds=10)) == [False] * 20 + [True]
    assert hear(["  je SUIS absent."] * 10 + ["Je suis  absent."] * 11, timedelta(seconds=10))[-1]


def test_slowly_repeated_it_is_none() -> None:
    assert not any(hear(["oui"] * 60, timedelta(seconds=20), answers=True))


def test_twenty_is_none_and_the_whole_of_five_minutes_counts() -> None:
    absent = ["Je suis absent."] * 21
    assert hear(["Autre chose.", *absent], timedelta(seconds=10)) == [False] * 21 + [True]
    assert hear([*absent, "Autre chose."], timedelta(seconds=10))[-2:] == [True, False]
    assert hear(absent, timedelta(minutes=5) / 20)[-1]
    assert not any(hear(absent, timedelta(minutes=5, seconds=1) / 20, answers=True))


def test_who_taps_quickly_through_many_things_is_a_person() -> None:
    assert not any(hear([f"réponse {n}" for n in range(60)], timedelta(seconds=4), answers=True))


def test_what_was_said_six_minutes_before_is_not_counted_with_what_is_said_now() -> None:
    heard: tuple[Heard, ...] = ()
    for second in (*range(0, 150, 10), *range(500, 600, 10)):
        at = NOW + timedelta(seconds=second)
        heard = remember(heard, "Je suis absent.", at, at - AT_ONCE, answers=False)
    assert len(heard) == 25  # instant ones are remembered for an hour
    assert not is_a_loop(heard)


def test_instant_is_three_seconds_after_something_of_ours() -> None:
    for last_out, quick in ((NOW - AT_ONCE, True), (NOW - AT_ONCE - timedelta(seconds=1), False), (None, False)):
        assert remember((), "bonjour", NOW, last_out, answers=False)[-1].quick is quick


def test_instant_messages_that_answer_nothing_are_a_machines() -> None:
    different = [f"Ticket {n} opened" for n in range(40)]
    assert hear(different, timedelta(minutes=1)).index(True) == 30
    assert not any(hear(different, timedelta(minutes=1), answers=True))
    assert not any(hear(different, timedelta(minutes=1), after=timedelta(seconds=20)))


def test_marks_of_other_things_are_few_and_soon_forgotten() -> None:
    heard: tuple[Heard, ...] = ()
    for place in range(200):
        heard = note(heard, f"album:{place}", NOW + timedelta(seconds=place))
    assert len(heard) <= 51
    assert note(heard, "album:x", NOW + timedelta(hours=1)) == (Heard(NOW + timedelta(hours=1), "album:x"),)


def test_of_what_only_answers_no_more_is_kept_than_could_make_a_machine() -> None:
    heard: tuple[Heard, ...] = ()
    for place in range(60):
        at = NOW + timedelta(seconds=place)
        heard = remember(heard, f"réponse {place}", at, at - timedelta(seconds=1), answers=place % 20 > 0)
    assert len(heard) == 23
    assert [one.quick for one in heard].count(True) == 3
