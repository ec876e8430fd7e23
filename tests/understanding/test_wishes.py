"""What a customer may wish at any moment."""

from datetime import datetime
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.wishes import Wish, WishKind, read_wish
from tests.understanding.asking import NOW

WISHES = {
    "person": [
        "je veux parler à quelqu'un",
        "un conseiller svp",
        "parler à un humain",
        "human please",
        "can I talk to a real person?",
        "I want to speak to someone",
        "passez-moi un vendeur",
        "rappelez-moi demain à 10h",
        "service client",
        "je ne veux pas parler à un robot",
    ],
    "robot": [
        "tu es un robot ?",
        "vous êtes un robot ?",
        "are you a bot?",
        "am I talking to a human?",
        "je parle à une vraie personne ?",
    ],
    "stop": [
        "laissez tomber",
        "laisse tomber",
        "tant pis",
        "never mind",
        "forget it",
        "c'est tout",
        "on arrête là",
        "stop",
    ],
    "cancel": ["annuler", "Annulez tout", "cancel", "je veux annuler", "cancel that please"],
    "later": [
        "I'll sleep on it",
        "la nuit porte conseil",
        "je verrai ça demain",
        "faut que j'en parle à ma femme",
        "je dois en discuter avec mon mari",
        "I need to talk to my wife first",
        "give me some time",
        "plus tard",
        "pas maintenant",
        "demain",
        "je vais réfléchir",
        "later",
        "not now",
        "let me think",
        "I'm busy",
        "peut-être demain",
    ],
    "restart": ["recommencer", "start over", "on recommence depuis le début", "menu"],
    "language": ["english please", "en anglais svp", "do you speak English?", "speak french", "parlez français"],
    "telegram": [
        "continuer sur Telegram",
        "On peut continuer cette conversation sur Telegram ?",
        "je préfère passer sur telegram",
        "continue on Telegram please",
        "can we switch to Telegram?",
    ],
    "help": ["aide", "help", "que savez-vous faire ?", "what can you do?", "comment ça marche ?"],
    "greeting": ["bonjour", "Bonjour !", "salut ça va ?", "hello", "hi there", "good morning"],
    "thanks": ["merci", "Merci beaucoup !!", "thanks a lot", "thank you", "c'est bon merci", "🙏"],
    "goodbye": ["au revoir", "bonne journée", "bye", "see you soon"],
}
NONE = [
    "2",
    "oui",
    "c'est livré quand ?",
    "bonjour, c'est livré quand ?",
    "je veux annuler ma commande",
    "je peux payer plus tard ?",
    "vous ouvrez demain ?",
    "cancel my order",
    "merci mais non",
    "mon vendeur m'a dit 40 €",
    "je suis pas un robot",
    "",
    "☕",
    "en magasin",
]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in WISHES.items() for text in texts])
def test_a_wish_is_read(kind: str, text: str) -> None:
    found = read_wish(text, now=NOW)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_wish_is_none(text: str) -> None:
    assert read_wish(text, now=NOW) is None


@pytest.mark.parametrize(
    ("text", "language"), [("english please", "en"), ("en français svp", "fr"), ("I don't speak French", "en")]
)
def test_the_language_wished_is_named(text: str, language: str) -> None:
    found = read_wish(text, now=NOW)
    assert found is not None
    assert found.language == language


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("plus tard", None),
        ("demain", "2026-03-05T10:00"),
        ("plus tard, demain à 18h", "2026-03-05T18:00"),
        ("ce soir", "2026-03-04T18:00"),
        ("remind me in two days", "2026-03-06T10:00"),
        ("pas maintenant, mardi", "2026-03-10T10:00"),
        ("plus tard, à 9h", "2026-03-05T09:00"),
    ],
)
def test_later_says_when(text: str, when: str | None) -> None:
    found = read_wish(text, now=NOW)
    assert found is not None
    assert found.when == (datetime.fromisoformat(when).replace(tzinfo=NOW.tzinfo) if when else None)


@pytest.mark.parametrize("text", ["cancel", "stop", "plus tard", "recommencer", "parfait"])
def test_what_may_be_an_answer_is_not_sure(text: str) -> None:
    found = read_wish(text, now=NOW)
    assert found is not None
    assert not found.sure


@given(st.text(max_size=400))
@settings(deadline=None)
def test_no_text_makes_it_fail(text: str) -> None:
    found = read_wish(text, now=NOW)
    assert found is None or found.kind in get_args(WishKind)


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour, j’espère que vous allez bien",
        "Bonjour Madame, comment allez-vous ?",
        "Bonsoir à toute l’équipe",
        "Hello, I hope you are well",
        "hi there, how are you today?",
    ],
)
def test_a_greeting_with_a_polite_phrase_is_a_greeting(text: str) -> None:
    assert read_wish(text, now=NOW) == Wish("greeting")


@pytest.mark.parametrize("text", ["bonjour je veux du café", "Bonjour, j’espère que ma commande va bien arriver"])
def test_a_greeting_before_a_wish_is_more_than_a_greeting(text: str) -> None:
    assert read_wish(text, now=NOW) is None


@pytest.mark.parametrize(
    "text",
    ["merci beaucoup, vous êtes adorable", "thank you so much, you are very kind", "Merci infiniment pour votre aide"],
)
def test_thanks_with_a_kind_word_are_thanks(text: str) -> None:
    assert read_wish(text, now=NOW) == Wish("thanks")


@pytest.mark.parametrize(
    "text",
    [
        "hello, I would like to know something about your machines",
        "merci de me rembourser",
        "thank you but it arrived broken",
    ],
)
def test_thanks_and_greetings_before_something_else_are_not_all_that_is_meant(text: str) -> None:
    wish = read_wish(text, now=NOW)
    assert wish is None or wish.kind not in ("thanks", "greeting")


def test_what_a_manual_is_in_is_no_wish() -> None:
    assert read_wish("would be a 5 if the manual was in English", now=NOW, language="en") is None
