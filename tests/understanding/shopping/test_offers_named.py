"""What a text names to have it, among the offers of the example shop of these tests, and how many."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.model.message import Reading
from bot.model.offer import Offer
from bot.playbook.compiled import OfferWords
from bot.understanding.shopping.sold_offers import SoldOffers

OFFERS = {
    one.id: one
    for one in (
        Offer(id="brio-mini", name="Machine Brio Mini", category="machine", price=Decimal(279)),
        Offer(id="brio-lait", name="Machine Brio Lait", category="machine", price=Decimal(499)),
        Offer(id="aroma-2", name="Machine Aroma 2", category="machine", price=Decimal(349)),
        Offer(id="yirga-250", name="Café Yirgacheffe d’Éthiopie 250 g", category="café", price=Decimal("10.50")),
        Offer(id="yirga-1kg", name="Café Yirgacheffe d’Éthiopie 1 kg", category="café", price=Decimal(32)),
        Offer(id="deca-250", name="Déca Sierra 250 g", category="café", price=Decimal("9.90"), stock={"lyon": 0}),
        Offer(id="maison-250", name="Mélange Maison 250 g", category="café", price=Decimal("7.90")),
        Offer(id="maison-1kg", name="Mélange Maison 1 kg", category="café", price=Decimal(26), tags=("house blend",)),
        Offer(id="moulin", name="Moulin Lima", category="moulin", price=Decimal(189)),
        Offer(id="moulin-manuel", name="Moulin manuel", category="moulin", price=Decimal(79)),
        Offer(id="retiree", name="Cafetière Nostalgie", category="cafetière", price=Decimal(79), sold=False),
    )
}
SOLD = SoldOffers(OFFERS, (), ())
YIRGA = ("yirga-250", "yirga-1kg")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("je veux commander la brio mini", [(("brio-mini",), 1)]),
        ("jveux prendre l'aroma", [(("aroma-2",), 1)]),
        ("2 aroma 2", [(("aroma-2",), 2)]),
        ("je veux 2 déca livrés 12 rue garibaldi 69003 lyon", [(("deca-250",), 2)]),
        (
            "1 brio mini au 8 bis quai perrache 69002 lyon et un moulin manuel",
            [(("brio-mini",), 1), (("moulin-manuel",), 1)],
        ),
        ("aroma 2 x3", [(("aroma-2",), 3)]),
        ("I'll take the aroma 2", [(("aroma-2",), 1)]),
        ("une brio", [(("brio-mini", "brio-lait"), 1)]),
        ("une machine pour 2 personnes", [(("brio-mini", "brio-lait", "aroma-2"), 1)]),
        ("un moulin", [(("moulin", "moulin-manuel"), 1)]),
        ("two bags of Yirgacheffe and a Brio Mini", [(YIRGA, 2), (("brio-mini",), 1)]),
        ("deux sachets de yirga 250g et une aroma 2 svp", [(("yirga-250",), 2), (("aroma-2",), 1)]),
        ("yirgachefe 250", [(("yirga-250",), 1)]),
        ("can I get 2 bags of the yirgacheffe 250 g", [(("yirga-250",), 2)]),
        ("I'd like 2 house blend 1kg", [(("maison-1kg",), 2)]),
        ("un kilo de yirga", [(("yirga-1kg",), 1)]),
        ("deux sachets de yirga 250 g livrés chez moi", [(("yirga-250",), 2)]),
        ("2 kg de mélange maison", [(("maison-1kg",), 2)]),
        ("500 g de mélange maison", [(("maison-250",), 2)]),
        ("2 yirga 250 1 déca 250", [(("yirga-250",), 2), (("deca-250",), 1)]),
        ("l'aroma avec le moulin lima", [(("aroma-2",), 1), (("moulin",), 1)]),
        ("2 sachets de déca pour ma brio mini", [(("deca-250",), 2)]),
        ("bon ben un déca alors", [(("deca-250",), 1)]),
        ("trois déca avec une facture au nom de Dupont", [(("deca-250",), 3)]),
        ("un moulin manuel n 2 déca", [(("moulin-manuel",), 1), (("deca-250",), 2)]),
        ("commande pour notre bureau : 2 déca", [(("deca-250",), 2)]),
        ("du déca", [(("deca-250",), 1)]),  # sold out is named all the same: it is for the order to say so
    ],
)
def test_what_is_named(text: str, named: list[tuple[tuple[str, ...], int]]) -> None:
    assert [(one.offers, one.quantity) for one in SOLD.read(Reading(), text).named] == named


@pytest.mark.parametrize(
    "text",
    ["", "3", "oui", "du café", "c'est livré quand", "la nostalgie", "un grille-pain"],
)
def test_a_kind_of_thing_or_what_is_not_sold_names_nothing(text: str) -> None:
    assert SOLD.read(Reading(), text).named == ()


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("un moulin et du café", ["du café"]),
        ("a moulin lima and a toaster", ["a toaster"]),
        ("2 yirga 250 1 sidamo", ["1 sidamo"]),
        ("I want to send a fancy canister and a moulin lima", ["a fancy canister"]),
        ("on est une petite boîte, un moulin lima", []),
        ("un moulin, c'est pour offrir", []),
        ("un moulin, merci beaucoup", []),
        ("un moulin et une brio mini", []),
    ],
)
def test_what_was_named_beside_and_not_found_keeps_its_words(text: str, left_out: list[str]) -> None:
    assert [one.said for one in SOLD.read(Reading(), text).named if not one.offers] == left_out


def test_what_goes_with_an_order_names_nothing() -> None:
    words = OfferWords(notes={"moulu pour filtre": ("moulu pour filtre", "grind it for filter")})
    sold = SoldOffers(OFFERS, (), (), words)
    for text in ("deux moulins manuels, moulu pour filtre", "two moulin manuel, grind it for filter"):
        assert [(one.offers, one.quantity, one.said) for one in sold.read(Reading(), text).named] == [
            (("moulin-manuel",), 2, "")
        ]
    assert sold.read(Reading(), "moulu pour filtre").named == ()


def shirt(**options: str) -> Offer:
    said = ", ".join(options.values())
    words = {
        "en": {f"choice {name}": {"Bleu": "Blue", "Grand": "Large"}.get(one, one) for name, one in options.items()}
    }
    return Offer(
        id=f"shirt.{said}", name=f"Tee-shirt ({said})", parent="shirt", price=Decimal(20), options=options, words=words
    )


SIZES = [shirt(Couleur=colour, Taille=size) for colour in ("Bleu", "Vert") for size in ("M", "Grand", "38")]
SHIRT = Offer(id="shirt", name="Tee-shirt", price=Decimal(20), variants=tuple(one.id for one in SIZES))


@pytest.mark.parametrize(
    ("text", "sizes", "pieces"),
    [
        ("je voudrais un grand tee-shirt bleu", ["Bleu, Grand"], 1),
        ("I would like two large blue tee-shirts", ["Bleu, Grand"], 2),
        ("un tee-shirt bleu taille M", ["Bleu, M"], 1),
        ("un tee-shirt vert en 38", ["Vert, 38"], 1),
        ("un tee-shirt vert", ["Vert, M", "Vert, Grand", "Vert, 38"], 1),
    ],
)
def test_the_size_and_the_colour_that_are_said_are_what_is_meant(text: str, sizes: list[str], pieces: int) -> None:
    sold = SoldOffers({}, [SHIRT, *SIZES], (), OfferWords(languages=("fr", "en")))
    [named] = sold.read(Reading(), text).named
    assert [one.removeprefix("shirt.") for one in named.offers] == sizes
    assert named.quantity == pieces


def test_of_many_that_have_what_is_said_the_whole_is_meant_and_the_rest_is_asked() -> None:
    sizes = [shirt(Couleur="Vert", Taille=f"{size}", Coupe=cut) for size in range(36, 46) for cut in ("Droit", "Ample")]
    whole = Offer(id="shirt", name="Tee-shirt", price=Decimal(20), variants=tuple(one.id for one in sizes))
    sold = SoldOffers({}, [whole, *sizes], ())
    [many] = sold.read(Reading(), "je voudrais un tee-shirt vert droit").named
    [one] = sold.read(Reading(), "je voudrais un tee-shirt vert en 38 droit").named
    assert (many.offers, one.offers) == (("shirt",), ("shirt.Vert, 38, Droit",))


def test_a_letter_or_a_number_by_itself_is_no_size() -> None:
    sold = SoldOffers({}, [SHIRT, *SIZES], ())
    [named] = sold.read(Reading(), "38 tee-shirts").named
    assert (named.offers, named.quantity) == (("shirt",), 38)
