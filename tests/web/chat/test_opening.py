"""When the team is there today."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.web.chat.opening import opening_line, spans_on
from bot.web.chat.words import WORDS

MONDAY, SUNDAY = 0, 6
PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("hours", "weekday", "spans"),
    [
        ("Mo-Sa 10:00-19:00", MONDAY, (("10:00", "19:00"),)),
        ("Mo-Sa 10:00-19:00", SUNDAY, ()),
        ("Mo-Fr 09:00-12:00,14:00-18:00; Sa 10:00-17:00", 4, (("09:00", "12:00"), ("14:00", "18:00"))),
        ("Mo-Fr 09:00-12:00, 14:00-18:00; Sa 10:00-17:00", 5, (("10:00", "17:00"),)),
        ("Mo,We,Fr 10:00-19:00", 1, ()),
        ("Mo,We,Fr 10:00-19:00", 2, (("10:00", "19:00"),)),
        ("Sa-Mo 10:00-12:00", MONDAY, (("10:00", "12:00"),)),
        ("10:00-19:00; Su off", SUNDAY, ()),
        ("10:00-19:00; Mo closed", MONDAY, ()),
        ("Mo-Su 10:00-19:00; Mo 14:00-19:00", MONDAY, (("14:00", "19:00"),)),
        ("24/7", MONDAY, None),
        ("", MONDAY, None),
        ("Mo-Sa 10:00-19:00; PH off", MONDAY, None),
        ("sunrise-sunset", MONDAY, None),
        ("ouvert quand je veux", MONDAY, None),
    ],
)
def test_hours_are_read_as_far_as_they_are_everyday(
    hours: str, weekday: int, spans: tuple[tuple[str, str], ...] | None
) -> None:
    assert spans_on(hours, weekday) == spans


@pytest.mark.parametrize(
    ("hours", "language", "line"),
    [
        ("Mo-Sa 10:00-19:30", "fr", "Équipe présente de 10\u00a0h à 19\u00a0h\u00a030"),
        ("Mo-Sa 10:00-19:30", "en", "The team is here from 10:00 to 19:30"),
        ("Mo 09:00-12:00,14:00-18:00", "fr", "Équipe présente de 9\u00a0h à 12\u00a0h et de 14\u00a0h à 18\u00a0h"),
        ("Tu 10:00-19:00", "en", "The team is away today, the assistant answers"),
        ("Mo 08:00-09:00,10:00-11:00,12:00-13:00", "en", ""),
        ("PH off", "fr", ""),
    ],
)
def test_the_line_is_about_today(hours: str, language: str, line: str) -> None:
    assert opening_line(hours, datetime(2026, 3, 2, 10, tzinfo=PARIS), WORDS[language], language) == line
