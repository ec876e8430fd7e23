"""What customers say of buying again, as they say it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.shopping.renewal_words import RenewalReply, has_run_out, read_renewal

NOW = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Europe/Paris"))
FRENCH = {
    "j'en ai encore": RenewalReply("still_some", None, True),
    "J’en ai encore pour un mois": RenewalReply("still_some", date(2026, 4, 2), True),
    "il m'en reste deux paquets": RenewalReply("still_some", None, True),
    "ça va j'ai du stock": RenewalReply("still_some", None, True),
    "j'ai pas fini le dernier sachet": RenewalReply("still_some", None, True),
    "dans deux mois": RenewalReply("not_before", date(2026, 5, 2)),
    "pas avant avril": RenewalReply("not_before", date(2026, 4, 1)),
    "la semaine prochaine": RenewalReply("not_before", date(2026, 3, 9)),
    "le mois prochain": RenewalReply("not_before", date(2026, 4, 1)),
    "en février": RenewalReply("not_before", date(2027, 2, 1)),
    "reparlez-m'en le 12 avril": RenewalReply("not_before", date(2026, 4, 12), True),
    "j'ai changé de marque": RenewalReply("switched", None, True),
    "je l'achète ailleurs maintenant": RenewalReply("switched", None, True),
    "une autre marque": RenewalReply("switched", None, False),
    "plus besoin": RenewalReply("no_need", None, False),
    "je ne bois plus de café": RenewalReply("no_need", None, True),
    "je pars en vacances": RenewalReply("away", None, True),
    "jen é encore pr 2 semaines": RenewalReply("still_some", date(2026, 3, 16), True),
    "g encor du stock": RenewalReply("still_some", None, True),
    "pas encore": RenewalReply("still_some", None, True),
    "j'en ai recommandé hier": RenewalReply("still_some", None, True),
    "on m'en a offert": RenewalReply("still_some", None, True),
    "peut-être": RenewalReply("still_some"),
    "ds 2 moi": RenewalReply("not_before", date(2026, 5, 2)),
    "pas ce mois-ci": RenewalReply("not_before", date(2026, 4, 1)),
    "à la rentrée": RenewalReply("not_before", date(2026, 9, 1)),
    "je prends chez Nespresso maintenant": RenewalReply("switched", None, True),
    "on en achète au supermarché": RenewalReply("switched", None, True),
    "jen bois plu": RenewalReply("no_need", None, True),
    "je suis passé au thé": RenewalReply("no_need", None, True),
    "le médecin m'a interdit le café": RenewalReply("no_need", None, True),
    "c'est mon mari qui s'en occupe": RenewalReply("no_need", by_another=True),
    "c ma femme ki gere": RenewalReply("no_need", by_another=True),
    "demandez à mon mari": RenewalReply("no_need", by_another=True),
    "je déménage": RenewalReply("away", None, True),
    "je suis en congés pendant trois semaines": RenewalReply("away", date(2026, 3, 23), True),
}
ENGLISH = {
    "I still have some": RenewalReply("still_some", None, True),
    "still have enough for another month": RenewalReply("still_some", date(2026, 4, 2), True),
    "I haven't finished it yet": RenewalReply("still_some", None, True),
    "in 6 weeks": RenewalReply("not_before", date(2026, 4, 13)),
    "not before May": RenewalReply("not_before", date(2026, 5, 1)),
    "next month": RenewalReply("not_before", date(2026, 4, 1)),
    "I switched brands": RenewalReply("switched", None, True),
    "we moved to another roaster": RenewalReply("switched", None, True),
    "I don't need any": RenewalReply("no_need", None, False),
    "I stopped drinking coffee": RenewalReply("no_need", None, True),
    "ive still got loads": RenewalReply("still_some", None, True),
    "got plenty thx": RenewalReply("still_some", None, True),
    "havent opened it yet": RenewalReply("still_some", None, True),
    "already ordered": RenewalReply("still_some", None, True),
    "someone gave me some": RenewalReply("still_some", None, True),
    "maybe": RenewalReply("still_some"),
    "in 2 mths": RenewalReply("not_before", date(2026, 5, 2)),
    "not this month": RenewalReply("not_before", date(2026, 4, 1)),
    "ive gone with someone else": RenewalReply("switched", None, True),
    "buying it at tesco now": RenewalReply("switched", None, True),
    "found it cheaper": RenewalReply("switched"),
    "i dont drink it any more": RenewalReply("no_need", None, True),
    "ive given up coffee": RenewalReply("no_need", None, True),
    "switched to tea": RenewalReply("no_need", None, True),
    "im pregnant": RenewalReply("no_need", None, True),
    "my husband deals with that": RenewalReply("no_need", by_another=True),
    "ask my husband": RenewalReply("no_need", by_another=True),
    "im moving house": RenewalReply("away", None, True),
    "I'm going on holiday": RenewalReply("away", None, True),
    "I'm away until April 10": RenewalReply("away", date(2026, 4, 10), True),
}
ABOUT_SOMETHING_ELSE = [
    "j'ai encore une question",
    "il me reste des questions",
    "j'en ai une de cassée",
    "j'en ai plus",
    "j'en ai assez de vos messages",
    "on n'a pas changé de marque",
    "avez-vous une autre marque ?",
    "j'ai un problème",
    "I have some questions",
    "I haven't switched brands",
    "je viendrai le chercher samedi",
    "i'll collect it on saturday",
    "mon mari est décédé",
    "my husband passed away",
    "j'achète une machine chez vous",
    "bonjour",
    "",
    "mot " * 30,
]


@pytest.mark.parametrize("text", FRENCH)
def test_what_is_said_of_buying_again_in_french_is_read(text: str) -> None:
    assert read_renewal(text, "fr", NOW) == FRENCH[text]


@pytest.mark.parametrize("text", ENGLISH)
def test_what_is_said_of_buying_again_in_english_is_read(text: str) -> None:
    assert read_renewal(text, "en", NOW) == ENGLISH[text]


@pytest.mark.parametrize("text", ABOUT_SOMETHING_ELSE)
def test_what_is_about_something_else_says_nothing(text: str) -> None:
    assert read_renewal(text, "fr", NOW) is None
    assert read_renewal(text, "en", NOW) is None


def test_a_day_that_is_past_is_no_day() -> None:
    assert read_renewal("le 1er mars 2026", "fr", NOW) is None


@pytest.mark.parametrize(
    "text",
    ["je n'en ai presque plus", "il m'en reste plus", "je suis à court de café", "I've run out", "we're all out of it"],
)
def test_who_has_none_left_says_so(text: str) -> None:
    assert has_run_out(text)


@pytest.mark.parametrize("text", ["je n'en ai plus besoin", "j'en ai encore", "je n'en peux plus", "I'm out of town"])
def test_other_words_with_no_more_in_them_do_not(text: str) -> None:
    assert not has_run_out(text)
