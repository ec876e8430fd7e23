"""How shops say that they sell."""

from __future__ import annotations

import pytest

from bot.playbook.check.promotion_words import REVIEWS, SELLING


@pytest.mark.parametrize(
    "text", ["Black Friday", "livraison offerte jusqu’à dimanche", "use code A", "Parrainez un ami", "last chance"]
)
def test_each_family_is_known(text: str) -> None:
    assert SELLING.search(text)


@pytest.mark.parametrize("text", ["votre cadeau est emballé", "votre livraison est prévue", "your gift is wrapped"])
def test_service_has_words_of_its_own(text: str) -> None:
    assert not SELLING.search(text)


def test_a_review_is_told_from_an_opinion() -> None:
    assert REVIEWS.search("Laissez un avis")
    assert not REVIEWS.search("À votre avis, la mouture est-elle trop fine ?")
