"""« Comment la recevez-vous ? » is answered in the customer's own words, by the verb's choices and a flow's."""

from __future__ import annotations

import pytest

from bot.understanding.replies.choices import read_choice
from bot.understanding.replies.outcome import SURE, Understood
from bot.understanding.shopping.ways_said import before_a_way, names_a_way, says_only_a_way, way_taken, without_a_way
from tests.understanding.asking import choices

VERB = ("Retrait en magasin", "Click and collect", "Livraison à domicile", "Point relais")
BY_SMS = ("En magasin", "Click and collect", "Domicile", "Point relais")
FLOW = ("Retrait en magasin", "Livraison à domicile", "Point relais")
ENGLISH = ("Pick up in store", "Click and collect", "Home delivery", "Parcel shop")

SAID = [
    *((text, "counter") for text in ("en boutique", "à la boutique svp", "je passerai le prendre en boutique")),
    *(
        (text, "counter")
        for text in ("sur place", "je viens le chercher", "je passe", "au magasin", "je le prends sur place")
    ),
    *(
        (text, "home")
        for text in ("chez moi", "chez moi svp", "à la maison", "livrez-moi à la maison", "à mon adresse")
    ),
    *((text, "home") for text in ("en livraison", "je préfère me faire livrer chez moi", "par la poste")),
    *((text, "relay") for text in ("au point relais", "en relais", "Mondial Relay", "livraison en point relais")),
    *((text, "relay") for text in ("au relais colis", "dans un locker")),
]
SAID_ENGLISH = [
    *((text, "counter") for text in ("in the shop", "I'll pick it up", "at the store please", "I'll come by")),
    *((text, "home") for text in ("at home", "to my door", "deliver it to my place", "delivery please")),
    *((text, "relay") for text in ("a pickup point", "parcel locker", "at the relay point")),
    ("click & collect", "click"),
]
PLACES = {"counter": "Retrait en magasin", "home": "Livraison à domicile", "relay": "Point relais"}


@pytest.mark.parametrize(("text", "way"), SAID)
def test_a_way_said_in_french_is_the_choice_of_that_way(text: str, way: str) -> None:
    for labels in (VERB, FLOW):
        reply = read_choice(text, choices(*labels))
        assert isinstance(reply, Understood) and reply.certainty >= SURE, (text, reply)
        assert reply.value == choices(*labels)[labels.index(PLACES[way])].key
    by_sms = read_choice(text, choices(*BY_SMS))
    assert isinstance(by_sms, Understood)


@pytest.mark.parametrize(("text", "way"), SAID_ENGLISH)
def test_a_way_said_in_english_is_the_choice_of_that_way(text: str, way: str) -> None:
    place = {"counter": 0, "click": 1, "home": 2, "relay": 3}[way]
    reply = read_choice(text, choices(*ENGLISH))
    assert isinstance(reply, Understood) and reply.value == choices(*ENGLISH)[place].key, (text, reply)


@pytest.mark.parametrize(
    "text",
    ["pas chez moi", "chez moi ou en boutique", "combien coûte la livraison", "how long is delivery", "demain"],
)
def test_what_refuses_asks_or_hesitates_takes_none(text: str) -> None:
    assert way_taken(text.split(), ("retrait en magasin", "livraison a domicile", "point relais"), asks=False) is None


def test_a_question_takes_none_and_other_choices_are_left_alone() -> None:
    said = ["chez", "moi"]
    assert way_taken(said, ("retrait en magasin", "livraison a domicile"), asks=True) is None
    assert way_taken(said, ("espresso", "cappuccino"), asks=False) is None
    assert way_taken(["je", "passe"], ("je passe a lyon", "je passe a annecy", "je l envoie"), asks=False) is None


@pytest.mark.parametrize("text", ["1 kg de huila en point relais", "la brio, chez moi", "I'll pick it up in store"])
def test_one_way_is_named(text: str) -> None:
    assert names_a_way(text)


@pytest.mark.parametrize("text", ["1 kg de huila", "pas en point relais", "en boutique ou en point relais", "deux", ""])
def test_no_way_is_named_or_more_than_one(text: str) -> None:
    assert not names_a_way(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("deux paquets de huila livrés chez moi", "deux paquets de huila"),
        ("je la prends, en point relais", "je la prends en"),
        ("I'll take it, delivered to my home please", "i ll take it please"),
        ("deux livres", "deux livres"),
        ("la brio", "la brio"),
    ],
)
def test_what_else_is_said_beside_a_way(text: str, left: str) -> None:
    assert without_a_way(text) == left


@pytest.mark.parametrize("text", ["en livraison svp", "home delivery please", "je passe la chercher à Annecy"])
def test_nothing_but_a_way_is_said(text: str) -> None:
    assert says_only_a_way(text, ["Maison Moka Annecy", "Maison Moka Lyon"])


@pytest.mark.parametrize("text", ["la brio chez moi", "pas chez moi", "annecy", "samedi en boutique"])
def test_more_or_less_than_a_way_is_said(text: str) -> None:
    assert not says_only_a_way(text, ["Maison Moka Annecy"])


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("mettez m'en une, livrée au 5 rue Royale 74000 Annecy", "mettez m'en une"),
        ("get me one, home delivery please", "get me one"),
        ("je la prends, merci", "je la prends, merci"),
        ("en point relais", "en point relais"),
    ],
)
def test_what_is_taken_stands_before_how_it_is_to_come(text: str, taken: str) -> None:
    assert before_a_way(text) == taken
