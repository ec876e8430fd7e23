"""Who wants to have what they name."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.ordering_words import (
    asks_to_have,
    counts_out,
    only_orders,
    prefers,
    wants_a_change,
    wants_to_have,
)


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


@pytest.mark.parametrize(
    "text", ["commander", "je voudrais passer une commande", "order please", "I'd like to buy", ""]
)
def test_who_only_orders(text: str) -> None:
    assert only_orders(text)


@pytest.mark.parametrize("text", ["commander la brio", "order the brio", "merci", "annuler ma commande", "du café"])
def test_who_names_something_or_orders_nothing(text: str) -> None:
    assert not only_orders(text)


@pytest.mark.parametrize(
    "text", ["modifier", "je voudrais changer ma commande", "I'd like to change something", "edit"]
)
def test_who_wants_a_change(text: str) -> None:
    assert wants_a_change(text)


@pytest.mark.parametrize("text", ["changer l'adresse", "ne changez rien", "je confirme", "exchange"])
def test_who_wants_none_or_names_it(text: str) -> None:
    assert not wants_a_change(text)


def test_preferences_and_polite_questions() -> None:
    assert prefers("finalement je préfère la brio")
    assert prefers("I'd rather have the other one")
    assert not prefers("je prends la brio")
    assert asks_to_have("can I get two bags of huila?")
    assert asks_to_have("je peux avoir un kilo de huila ?")
    assert not asks_to_have("can I pay by card?")


@pytest.mark.parametrize(
    "text", ["deux paquets de déca 250 svp", "2 brio mini", "hello, two bags of decaf please", "un pichet à lait svp"]
)
def test_goods_are_counted_out_as_at_a_counter(text: str) -> None:
    assert counts_out(text)


@pytest.mark.parametrize(
    "text",
    ["une brio", "deux fois par jour", "3 personnes", "deux brio, pas trois", "du café svp"],
)
def test_nothing_is_counted_out(text: str) -> None:
    assert not counts_out(text)
