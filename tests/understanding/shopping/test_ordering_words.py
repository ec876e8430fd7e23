"""Who wants to have what they name."""

from __future__ import annotations

import pytest

from bot.understanding.shopping.ordering_words import (
    after_the_wish,
    asks_for_the_total,
    asks_to_have,
    confirms_order,
    counts_goods,
    counts_out,
    only_orders,
    orders_goods,
    orders_so_much,
    others_agree,
    places_an_order,
    prefers,
    puts_off,
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
        "jaimerai 2 sachets de maison 250",
        "jvoudrai 1kg de deca",
        "bjr je voudrai du huila",
        "jpren la brio mini",
        "vs pouvez me mettre 1 kg de huila de coté",
        "c possible davoir 1 kg de huila",
        "je voudrais offrir une cafetière italienne à ma soeur",
        "I'd like to send a bag of huila to my mum",
        "could you put aside a brio mini for me",
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
    "text",
    [
        "deux paquets de déca 250 svp",
        "2 brio mini",
        "hello, two bags of decaf please",
        "un pichet à lait svp",
        "1kg de huila",
        "un kg de déca",
        "je voudrais 1 kg de huila moulu pour filtre",
        "jvoudrai 1kg de deca",
        "il me faut 2 paquets de filtres papier",
        "I need 2 bags of decaf",
        "make it 3 huila",
        "need three 3kg of the office blend",
        "Bonjour, commande pour notre entreprise : 2 mélange bureau 3kg",
        "c'est pour offrir à mon père, une cafetière italienne",
        "Hi, we're a company of 20. need three 3kg of the office blend",
    ],
)
def test_goods_are_counted_out_as_at_a_counter(text: str) -> None:
    assert counts_out(text)


@pytest.mark.parametrize(
    "text",
    [
        "une brio",
        "deux fois par jour",
        "3 personnes",
        "deux brio, pas trois",
        "du café svp",
        "je voudrais du huila",
        "c'est pour ma mère, elle a une brio",
        "j'ai une brio, 2 ans d'âge",
    ],
)
def test_nothing_is_counted_out(text: str) -> None:
    assert not counts_out(text)


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("une brio mini retrait lyon", True),
        ("brio mini pick up in lyon", True),
        ("un kg de déca en point relais", True),
        ("vs pouvez me mettre 1 kg de huila de coté ?", True),
        ("je voudrais 1 kg de huila, c'est combien ?", False),
        ("la brio en point relais c'est combien", False),
        ("livraison de la brio", False),
        ("how long does a brio take to a parcel shop", False),
        ("pas de brio en boutique", False),
        ("la brio", False),
    ],
)
def test_goods_are_ordered_by_a_wish_a_count_or_their_way(text: str, orders: bool) -> None:
    assert orders_goods(text, are_all_known=True) is orders


def test_only_a_wish_orders_beside_what_is_not_known() -> None:
    assert orders_goods("je veux du huila et un truc", are_all_known=False)
    assert not orders_goods("2 huila et un truc", are_all_known=False)


@pytest.mark.parametrize(
    ("text", "so_much"), [("je veux 2 kg de huila", True), ("la brio en relais", True), ("du huila", False)]
)
def test_who_says_how_much_or_how_it_comes_asks_no_question(text: str, so_much: bool) -> None:
    assert orders_so_much(text) is so_much


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("un kg de déca en point relais", True),
        ("jaimerai 2 sachets de maison 250", True),
        ("two bags of decaf please", True),
        ("un point relais svp", False),
        ("une livraison à domicile svp", False),
        ("3 rue du Port, 69003 Lyon", False),
        ("2", False),
        ("oui", False),
    ],
)
def test_goods_are_counted_out_beside_how_they_come(text: str, goods: bool) -> None:
    assert counts_goods(text) is goods


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("I make do with a moka pot, I'd like to get into espresso", "into espresso"),
        ("on boit des espressos, il nous faut une machine", "une machine"),
        ("deux huila, je commande", ""),
        ("deux huila", ""),
    ],
)
def test_what_is_wished_for_stands_behind_the_wish(text: str, after: str) -> None:
    assert after_the_wish(text).split() == after.split()


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("c combien en tout", True),
        ("ça fait combien au total ?", True),
        ("how much in total?", True),
        ("what's the total?", True),
        ("whats the total", True),
        ("c'est combien la livraison ?", False),
        ("", False),
    ],
)
def test_what_all_of_it_comes_to_is_asked(text: str, *, asks: bool) -> None:
    assert asks_for_the_total(text) is asks


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("je veux commander un moulin", True),
        ("I'd like to order a grinder", True),
        ("acheter une carte cadeau", False),
        ("I want to buy a grinder", False),
        ("je ne veux pas commander", False),
    ],
)
def test_that_they_order_is_said_so(text: str, *, places: bool) -> None:
    assert places_an_order(text) is places


@pytest.mark.parametrize(
    ("text", "confirms"),
    [
        ("c'est bon, vous pouvez valider", True),
        ("allez c'est parti", True),
        ("ok validez", True),
        ("je la commande", True),
        ("great, place the order", True),
        ("ok i'll take it", True),
        ("confirm", True),
        ("validez pas", False),
        ("je valide ?", False),
        ("place Bellecour", False),
        ("commandez aussi du café", False),
        ("place the order tomorrow", False),
        ("elle est d'accord", False),
        ("", False),
    ],
)
def test_only_who_says_that_it_is_to_go_out_confirms_it(text: str, *, confirms: bool) -> None:
    assert confirms_order(text) is confirms


@pytest.mark.parametrize(
    ("text", "agree"),
    [("c'est bon elle est d'accord", True), ("my wife is fine with it", True), ("elle est en stock", False)],
)
def test_whom_they_had_to_ask_agrees(text: str, *, agree: bool) -> None:
    assert others_agree(text) is agree


@pytest.mark.parametrize(
    ("text", "puts"),
    [
        ("je valide demain", True),
        ("ok si elle est rouge", True),
        ("I'll order later", True),
        ("je valide", False),
        ("oui et livrez demain", False),
        ("yes please", False),
    ],
)
def test_a_yes_of_later_is_put_off(text: str, *, puts: bool) -> None:
    assert puts_off(text) is puts
