"""A reply, whatever was asked and whatever is said: exact, quick, never an exception."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.message import Contact, Location, Media
from bot.playbook.compiled import AskedAs
from bot.understanding.replies.outcome import NotAnAnswer, Question, Unclear, Understood
from bot.understanding.replies.replies import read_reply
from tests.properties import examples
from tests.understanding.asking import NOW, reply, value

ALL: tuple[AskedAs, ...] = (
    "choice", "text", "number", "money", "date", "time", "yes_no", "phone", "email", "postcode", "location", "photo",
)  # fmt: skip
DELIVERY = ("Livraison à domicile", "Retrait en magasin")
#: What patterns choke on: long runs, nested repetitions, everything at once.
HEAVY = [
    "a" * 4096,
    "1" * 4096,
    "1 " * 2048,
    "1.1" * 1365,
    "a@" * 2048,
    "a.a@a.a-" * 512,
    "06 12 34 " * 455,
    "le 3 " * 819,
    "mardi " * 682,
    "deux cent " * 409,
    "oui non " * 512,
    "livraison magasin " * 227,
    "12/03/" * 682,
    "18h30 " * 682,
    " " * 4096,
    "é" * 4096,
    "👍" * 4096,
    "\u200b" * 4096,
    "?" * 4096,
]


def test_what_was_shared_answers_where_it_can() -> None:
    place, card = Location(45.76, 4.83), Contact("33612345678")
    photo = Media("photo", "file-1")
    assert read_reply(Question(as_="location"), "", now=NOW, location=place) == Understood(
        {"latitude": 45.76, "longitude": 4.83}
    )
    assert read_reply(Question(as_="phone"), "", now=NOW, contact=card) == Understood("+33612345678")
    assert read_reply(Question(as_="photo"), "voilà", now=NOW, media=(photo,)) == Understood("file-1")
    assert read_reply(
        Question(as_="photo"), "", now=NOW, media=(Media("document", "f", name="IMG_1.HEIC"),)
    ) == Understood("f")
    assert read_reply(Question(as_="photo"), "", now=NOW, media=(Media("voice", "f"),)) == NotAnAnswer()
    assert read_reply(Question(as_="number"), "", now=NOW, media=(photo,)) == NotAnAnswer()


@pytest.mark.parametrize(
    ("as_", "text", "meant"),
    [
        ("choice", "la deuxième", "k1"),
        ("text", "Léa", "Léa"),
        ("number", "vingt et un", 21),
        ("money", "moins de 400 €", 400),
        ("date", "mardi prochain", "2026-03-10"),
        ("time", "midi et demi", "12:30"),
        ("yes_no", "bien sûr", True),
        ("phone", "06 12 34 56 78", "+33612345678"),
        ("email", "lea@exemple.fr", "lea@exemple.fr"),
        ("postcode", "69 002", "69002"),
        ("location", "12 rue Mercière", {"address": "12 rue Mercière"}),
        ("photo", "je n'en ai pas", None),
    ],
)
def test_each_kind_of_question_has_its_reader(as_: AskedAs, text: str, meant: object) -> None:
    assert value(reply(as_, text, "fr", *DELIVERY)) == meant


@pytest.mark.parametrize("as_", ALL)
@given(text=st.text(max_size=300))
@settings(max_examples=examples(40), deadline=None)
def test_no_text_makes_it_fail(as_: AskedAs, text: str) -> None:
    assert isinstance(reply(as_, text, "en", *DELIVERY), Understood | Unclear | NotAnAnswer)


@pytest.mark.parametrize("as_", ALL)
@pytest.mark.parametrize("text", HEAVY, ids=lambda text: repr(text[:8]))
@pytest.mark.timeout(5)
def test_the_heaviest_texts_are_read_without_a_hang(as_: AskedAs, text: str) -> None:
    assert isinstance(reply(as_, text, "fr", *DELIVERY), Understood | Unclear | NotAnAnswer)
