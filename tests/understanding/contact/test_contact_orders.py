"""News of orders only, and what only speaks of an order."""

from __future__ import annotations

import pytest

from bot.rules.texts.plain_text import plain
from bot.understanding.contact.contact_orders import wants_no_ads_only, wants_orders_only


@pytest.mark.parametrize(
    "said",
    [
        "écrivez-moi seulement pour mes commandes",
        "uniquement pour mes livraisons merci",
        "pas de promos, seulement le suivi de mes colis",
        "que des messages sur mes commandes svp",
        "only text me about my deliveries",
        "just messages about my orders please",
        "no ads, only order updates",
    ],
)
def test_they_want_their_orders_only(said: str) -> None:
    assert wants_orders_only(plain(said))


@pytest.mark.parametrize(
    "said",
    [
        "c'est seulement pour ma commande d'hier",
        "it's only about my order",
        "juste le suivi de ma commande",
        "only two orders",
        "je veux seulement ma livraison demain",
        "seulement la machine",
        "tell me about my order",
        "",
    ],
)
def test_an_order_alone_is_no_wish(said: str) -> None:
    assert not wants_orders_only(plain(said))


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("seulement mes commandes", True),
        ("que mes commandes svp", True),
        ("only my orders", True),
        ("just my orders please", True),
        ("je veux recevoir uniquement mes commandes", True),
        ("juste ma commande", False),
        ("only my orders are late", False),
        ("mes commandes", False),
    ],
)
def test_nothing_but_orders_in_a_few_words(said: str, is_one: bool) -> None:
    assert wants_orders_only(said) is is_one


@pytest.mark.parametrize(
    "said",
    ["non attendez, juste arrêter les pubs", "arrêtez juste les pubs svp", "just stop the ads", "only stop the promos"],
)
def test_who_wants_an_end_of_the_ads_alone_wants_no_end_of_everything(said: str) -> None:
    assert wants_no_ads_only(plain(said))


@pytest.mark.parametrize(
    "said", ["stop la pub", "arrêtez tout", "juste stop", "je veux juste la promo", "only the ads"]
)
def test_a_stop_without_that_limit_stays_a_stop(said: str) -> None:
    assert not wants_no_ads_only(plain(said))
