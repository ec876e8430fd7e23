"""When customers say that they would like to come."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.model.draft import TimeWish
from bot.understanding.replies.slot_words import among, read_time_wish, without_the_past

#: A Monday.
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))
DAY = 24 * 60


def day(number: int) -> tuple[str, ...]:
    return (f"2026-03-{number:02d}",)


SAID = [
    ("samedi matin", TimeWish(day(7), 0, 719)),
    ("mardi à 15h", TimeWish(day(3), 900, 900, exact=True)),
    ("mardi a 15h30", TimeWish(day(3), 930, 930, exact=True)),
    ("après-demain", TimeWish(day(4))),
    ("demain après-midi", TimeWish(day(3), 780, 1080)),
    ("jeudi après 17h", TimeWish(day(5), 1020, DAY)),
    ("plutôt vendredi avant midi", TimeWish(day(6), 0, 720)),
    ("le 12 mars vers 11h", TimeWish(day(12), 600, 720)),
    ("entre 14h et 16h", TimeWish((), 840, 960)),
    ("mercredi en fin de journée", TimeWish(day(4), 1020, DAY)),
    ("le week-end", TimeWish(("2026-03-07", "2026-03-08"))),
    ("la semaine prochaine", TimeWish(tuple(f"2026-03-{number:02d}" for number in range(9, 16)))),
    ("à 10h", TimeWish((), 600, 600, exact=True)),
    ("10h30", TimeWish((), 630, 630, exact=True)),
    ("midi", TimeWish((), 720, 720, exact=True)),
    ("le plus tôt possible", TimeWish()),
]
ENGLISH = [
    ("saturday morning", TimeWish(day(7), 0, 719)),
    ("Tuesday at 3pm", TimeWish(day(3), 900, 900, exact=True)),
    ("the day after tomorrow", TimeWish(day(4))),
    ("tomorrow afternoon", TimeWish(day(3), 780, 1080)),
    ("Thursday after 5 pm", TimeWish(day(5), 1020, DAY)),
    ("around 11am on Friday", TimeWish(day(6), 600, 720)),
    ("between 2pm and 4pm", TimeWish((), 840, 960)),
    ("as soon as possible", TimeWish()),
    ("this weekend", TimeWish(("2026-03-07", "2026-03-08"))),
]


@pytest.mark.parametrize(("words", "wish"), SAID)
def test_french_words_name_a_time(words: str, wish: TimeWish) -> None:
    assert read_time_wish(words, "fr", NOW) == wish


@pytest.mark.parametrize(("words", "wish"), ENGLISH)
def test_english_words_name_a_time(words: str, wish: TimeWish) -> None:
    assert read_time_wish(words, "en", NOW) == wish


@pytest.mark.parametrize(
    "words", ["2", "le 2", "la 3", "oui", "Moka Lyon", "autre chose", "combien ça coûte ?", "👍", ""]
)
def test_what_names_no_time_is_no_wish(words: str) -> None:
    assert read_time_wish(words, "fr", NOW) is None


def test_a_letter_is_cut_and_nothing_raises() -> None:
    assert read_time_wish("samedi " * 2000, "fr", NOW) == TimeWish(day(7))


@pytest.mark.parametrize(
    "words", ["le premier", "la première svp", "va pour le deuxième", "the first one", "the last one please", "le 2"]
)
def test_a_place_in_the_list_is_no_day_of_the_month(words: str) -> None:
    now = datetime(2026, 3, 3, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))
    assert read_time_wish(words, "fr", now) is None
    assert read_time_wish(words, "en", now) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("jeudi à 15h", "2026-03-12"), ("jeudi 15h", "2026-03-12"), ("jeudi 5", "2026-03-05"), ("ce jeudi", "2026-03-05")],
)
def test_of_the_days_of_next_week_a_weekday_is_that_of_next_week(text: str, day: str) -> None:
    now = datetime(2026, 3, 2, 14, tzinfo=ZoneInfo("Europe/Paris"))
    wish, week = read_time_wish(text, "fr", now), tuple(f"2026-03-{day:02}" for day in range(9, 16))
    assert wish is not None
    assert among(text, wish, week).days == (day,)
    assert among(text, wish, ()) == wish


def test_what_was_is_no_wish() -> None:
    assert without_the_past("j'étais malade lundi, plutôt samedi").strip() == "plutôt samedi"
    assert without_the_past("next Monday please") == "next Monday please"


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("could we do next Thursday?", "en", ("2026-03-05", "2026-03-12")),
        ("this Thursday", "en", ("2026-03-05",)),
        ("jeudi prochain", "fr", ("2026-03-05",)),
    ],
)
def test_next_thursday_said_on_a_monday_may_be_either(text: str, language: str, days: tuple[str, ...]) -> None:
    wish = read_time_wish(text, language, NOW)
    assert wish is not None
    assert wish.days == days


def test_next_thursday_said_on_a_friday_is_the_only_one() -> None:
    wish = read_time_wish("next Thursday", "en", NOW.replace(day=6))
    assert wish is not None
    assert wish.days == ("2026-03-12",)
