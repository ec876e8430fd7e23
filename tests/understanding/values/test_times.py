"""Times of day, at 10:05."""

import pytest

from bot.understanding.replies.outcome import SURE, Understood
from bot.understanding.values.times import read_time
from tests.understanding.asking import NOW, value

TABLE = [
    ("fr", "18h", "18:00"),
    ("fr", "18 h 30", "18:30"),
    ("fr", "18h30 svp", "18:30"),
    ("fr", "18:30", "18:30"),
    ("fr", "10h00", "10:00"),
    ("fr", "vers 18h", "18:00"),
    ("fr", "à dix-huit heures", "18:00"),
    ("fr", "midi", "12:00"),
    ("fr", "midi et demi", "12:30"),
    ("fr", "minuit", "00:00"),
    ("fr", "24h", "00:00"),
    ("fr", "six heures et demie", "06:30"),
    ("fr", "huit heures moins le quart", "07:45"),
    ("fr", "neuf heures et quart", "09:15"),
    ("fr", "8 heures du soir", "20:00"),
    ("fr", "9 heures du matin", "09:00"),
    ("fr", "6h du soir", "18:00"),
    ("fr", "demain à 18h", "18:00"),
    ("fr", "dans une heure", "11:05"),
    ("fr", "dans une demi-heure", "10:35"),
    ("fr", "maintenant", "10:05"),
    ("fr", "18", "18:00"),
    ("fr", "6", "18:00"),
    ("fr", "entre 18h et 19h", "?several"),
    ("fr", "18h ou 19h", "?several"),
    ("fr", "ce soir", "?partial"),
    ("fr", "l'après-midi", "?partial"),
    ("fr", "bonjour", None),
    ("en", "6 pm", "18:00"),
    ("en", "6pm", "18:00"),
    ("en", "6:30 p.m.", "18:30"),
    ("en", "6.30pm", "18:30"),
    ("en", "12 am", "00:00"),
    ("en", "noon", "12:00"),
    ("en", "half past six", "18:30"),
    ("en", "half past six in the morning", "06:30"),
    ("en", "quarter to six", "17:45"),
    ("en", "15 to 6", "17:45"),
    ("en", "10 o'clock", "10:00"),
    ("en", "at 8 tonight", "20:00"),
    ("en", "in 30 minutes", "10:35"),
    ("en", "this evening", "?partial"),
    ("en", "no idea", None),
]


@pytest.mark.parametrize(("language", "text", "time"), TABLE)
def test_a_time_is_read(language: str, text: str, time: str | None) -> None:
    assert value(read_time(text, language, NOW)) == time


@pytest.mark.parametrize("text", ["6", "vous ouvrez à 9h ?"])
def test_a_guess_is_not_sure(text: str) -> None:
    got = read_time(text, "fr", NOW)
    assert isinstance(got, Understood)
    assert got.certainty < SURE
