"""Who wants to have what they name."""

from __future__ import annotations

import pytest

from bot.understanding.ordering_words import wants_to_have


@pytest.mark.parametrize(
    "text",
    [
        "je veux commander le café mattari",
        "je veux deux paquets de huila et un moulin",
        "jveux du yirga",
        "il me faut 2 kg de maison",
        "mettez-moi une Brio Mini",
        "i want to order the mattari coffee",
        "id like two bags of huila and a grinder",
        "I'll take the aroma 2",
        "order two bags of decaf",
    ],
)
def test_a_wish_to_have_something(text: str) -> None:
    assert wants_to_have(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "je ne veux pas commander le mattari",
        "je veux rendre le moulin que j'ai acheté",
        "je voudrais un conseil sur la forza",
        "I want to cancel my order of huila",
        "I want to return the cups",
        "my order of huila has not come",
        "ma commande de yirga",
        "la presto 15",
        "j'aimerais voir la presto 15",
    ],
)
def test_no_wish_to_have_it(text: str) -> None:
    assert not wants_to_have(text)
