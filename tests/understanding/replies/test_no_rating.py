"""Why there is no score."""

from __future__ import annotations

import pytest

from bot.understanding.replies.no_rating import why_no_rating

UNTRIED = """
je l'ai pas encore essayée; pas encore ouvert; jamais utilisée; j'ai pas eu le temps de l'essayer; pas encore
elle est encore dans le carton; haven't tried it yet; havent opened it; haven't unboxed it yet; still in the box
haven't had time yet; Encore dans le carton; Still in the box
"""
GIVEN = """
c'est un cadeau; c'était pour ma mère; je l'ai offerte; je l'ai rendue; c'est mon mari qui l'utilise; je ne l'ai plus
je l'ai revendue; it was a gift; it was for my mum; gave it to my sister; sent it back; my husband uses it
I sold it on already; don't have it any more; it was stolen
"""
NOT_RECEIVED = (
    "pas encore reçu; j'ai rien reçu; toujours pas livrée; not arrived yet; never got it; it hasn't turned up"
)
NEITHER = """
c'est encore trop rapide; 4; bof; elle fuit; c'est combien ?; pas mal; not bad; la livraison était lente; it's not good
très bien; pas mal mais un peu amer
"""


def _each(table: str) -> list[str]:
    return [one.strip() for one in table.replace("\n", ";").split(";") if one.strip()]


@pytest.mark.parametrize("text", _each(UNTRIED))
def test_it_is_untried(text: str) -> None:
    assert why_no_rating(text) == "untried"


@pytest.mark.parametrize("text", _each(GIVEN))
def test_somebody_else_has_it(text: str) -> None:
    assert why_no_rating(text) == "given"


@pytest.mark.parametrize("text", _each(NOT_RECEIVED))
def test_it_was_not_received(text: str) -> None:
    assert why_no_rating(text) == "not_received"


@pytest.mark.parametrize("text", _each(NEITHER))
def test_anything_else_is_neither(text: str) -> None:
    assert why_no_rating(text) is None
