"""Days, as customers name them on a Wednesday 4 March 2026."""

import pytest

from bot.understanding.replies.outcome import SURE, Understood
from bot.understanding.values.dates import days_in, read_date
from tests.understanding.asking import NOW, value

FRENCH = {
    "la veille de Noël": "2026-12-24",
    "le réveillon de noel": "2026-12-24",
    "le lendemain de Noël": "2026-12-26",
    "la veille du jour de l’an": "2026-12-31",
    "à la Saint-Sylvestre": "2026-12-31",
    "à la Toussaint": "2026-11-01",
    "le père Noël": None,
    "mardi prochain": "2026-03-10",
    "mardi": "2026-03-10",
    "Mardi !": "2026-03-10",
    "mercredi": "2026-03-11",
    "samedi svp": "2026-03-07",
    "dans deux semaines": "2026-03-18",
    "dans 3 jours": "2026-03-07",
    "d'ici deux jours": "2026-03-06",
    "dans une semaine": "2026-03-11",
    "dans huit jours": "2026-03-12",
    "dans une quinzaine": "2026-03-19",
    "dans un mois": "2026-04-04",
    "dans 2 mois": "2026-05-04",
    "le 3": "2026-04-03",
    "le 12.": "2026-03-12",
    "le 4": "2026-03-04",
    "14": "2026-03-14",
    "31": "2026-03-31",
    "1er": "2026-04-01",
    "le premier avril": "2026-04-01",
    "le 1er mai": "2026-05-01",
    "le vingt-deux": "2026-03-22",
    "le 22 à 14h": "2026-03-22",
    "pour le 15 svp": "2026-03-15",
    "vers le 20": "2026-03-20",
    "demain": "2026-03-05",
    "2main": "2026-03-05",
    "demain matin": "2026-03-05",
    "après-demain": "2026-03-06",
    "apres demain": "2026-03-06",
    "aujourd’hui": "2026-03-04",
    "ce soir": "2026-03-04",
    "hier": "2026-03-03",
    "il y a 3 jours": "2026-03-01",
    "lundi en huit": "2026-03-16",
    "lundi dernier": "2026-03-02",
    "mardi de la semaine prochaine": "2026-03-10",
    "la semaine prochaine mardi": "2026-03-10",
    "mardi à 18h": "2026-03-10",
    "lundi prochain dans l'aprem": "2026-03-09",
    "vendredi 6": "2026-03-06",
    "vendredi 6 mars": "2026-03-06",
    "dimanche 8 mars 2026": "2026-03-08",
    "le 12 mars": "2026-03-12",
    "3 avril": "2026-04-03",
    "2 avril 2027": "2027-04-02",
    "29 février": "2028-02-29",
    "12/03": "2026-03-12",
    "12/3/26": "2026-03-12",
    "17.03.2026": "2026-03-17",
    "2026-03-17": "2026-03-17",
    "Noël": "2026-12-25",
    "ce week-end": "?partial",
    "la semaine prochaine": "?partial",
    "fin du mois": "?partial",
    "mi-avril": "?partial",
    "mars": "?partial",
    "lundi ou mardi": "?several",
    "30 février": "?impossible",
    "31/02": "?impossible",
    "32": "?impossible",
    "dans 9999 jours": "?impossible",
    "oui": None,
    "bonjour": None,
    "un jour": None,
    "dans la semaine": None,
}
ENGLISH = {
    "next friday": "2026-03-06",
    "friday": "2026-03-06",
    "this saturday please": "2026-03-07",
    "in two weeks": "2026-03-18",
    "in 10 days": "2026-03-14",
    "in a couple of days": "2026-03-06",
    "three days from now": "2026-03-07",
    "in a fortnight": "2026-03-18",
    "tomorrow": "2026-03-05",
    "tmrw": "2026-03-05",
    "tommorow": "2026-03-05",
    "day after tomorrow": "2026-03-06",
    "tonight": "2026-03-04",
    "yesterday": "2026-03-03",
    "the 3rd": "2026-04-03",
    "on the 14th": "2026-03-14",
    "christmas eve": "2026-12-24",
    "on boxing day": "2026-12-26",
    "the day after christmas": "2026-12-26",
    "by new year's eve": "2026-12-31",
    "on bastille day": "2026-07-14",
    "March 12": "2026-03-12",
    "12 march": "2026-03-12",
    "March 12th, 2027": "2027-03-12",
    "3rd of april": "2026-04-03",
    "3/25": "2026-03-25",
    "sat 7": "2026-03-07",
    "tuesday next week": "2026-03-10",
    "monday week": "2026-03-16",
    "a week from monday": "2026-03-16",
    "last monday": "2026-03-02",
    "next week": "?partial",
    "this weekend": "?partial",
    "may": "?partial",
    "5 pm": None,
    "yes please": None,
}
TABLE = [("fr", *row) for row in FRENCH.items()] + [("en", *row) for row in ENGLISH.items()]


@pytest.mark.parametrize(("language", "text", "day"), TABLE, ids=lambda part: str(part))
def test_a_day_is_read(language: str, text: str, day: str | None) -> None:
    assert value(read_date(text, language, NOW)) == day


@pytest.mark.parametrize("text", ["mardi", "je passerai plutôt mardi prochain", "le 12 mars"])
def test_a_day_that_is_said_is_sure(text: str) -> None:
    got = read_date(text, "fr", NOW)
    assert isinstance(got, Understood)
    assert got.certainty >= SURE


def test_a_day_in_a_question_is_not() -> None:
    got = read_date("vous livrez samedi ?", "fr", NOW)
    assert isinstance(got, Understood)
    assert got.certainty < SURE


def test_all_days_of_a_text_are_found() -> None:
    assert {day.isoformat() for day in days_in("je passe mardi ou jeudi", "fr", NOW)} == {"2026-03-10", "2026-03-05"}
