"""The offers of a playbook as one record."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.model.offer import Attribute, Delivery, Offer
from bot.playbook.compile.catalogue import attribute_named
from tests.playbook.playbooks import STORE, playbook

YAML = "flows/catalog/a.yaml"
CSV = "flows/catalog/a.csv"


def test_an_offer_is_read_whole() -> None:
    text = """- id: aroma-2
  name: Aroma 2
  category: machine
  price: 349.90
  guarantee: 2 years
  renewal: 6 years
  stock: { lyon: 4 }
  attr: { bruit (dB): 52, mousseur: oui }
  delivery: { home: { cost: 4.90, delay: 3 days }, relay: "0; 5 days", in_store: { } }
  tags: silencieuse; compacte
  url: https://www.moka.example/aroma-2
  on_order: true
  ships: false
"""
    assert playbook({YAML: text}).offers["aroma-2"] == Offer(
        id="aroma-2",
        name="Aroma 2",
        category="machine",
        price=Decimal("349.90"),
        currency="EUR",
        guarantee=timedelta(days=730),
        renewal=timedelta(days=6 * 365),
        stock={"lyon": 4},
        attributes={"bruit": Attribute(52, "dB"), "mousseur": Attribute("oui")},
        delivery=(
            Delivery("home", Decimal("4.90"), timedelta(days=3)),
            Delivery("relay", Decimal(0), timedelta(days=5)),
            Delivery("in_store"),
        ),
        tags=("silencieuse", "compacte"),
        url="https://www.moka.example/aroma-2",
        on_order=True,
        ships=False,
        source=f"{YAML}:1",
    )


def test_excel_writes_a_comma_where_the_cents_begin() -> None:
    offer = playbook({CSV: "id;name;price;attr.réservoir (l)\na;Aroma;349,90;1,8\n"}).offers["a"]
    assert offer.price == Decimal("349.90")
    assert offer.attributes["réservoir"] == Attribute(1.8, "l")
    assert offer.source == f"{CSV}:2"


def test_an_offer_in_sizes_costs_what_the_cheapest_does_and_has_their_stock() -> None:
    rows = "id,name,price,variant_of,option.poids,stock.lyon\ncafe,Café,,,,\n"
    rows += "cafe-1kg,Café 1 kg,32,cafe,1 kg,3\ncafe-250,Café 250 g,10.50,cafe,250 g,4\n"
    offers = playbook({CSV: rows}).offers
    assert offers["cafe"].variants == ("cafe-1kg", "cafe-250")
    assert (offers["cafe"].price, offers["cafe"].stock) == (Decimal("10.50"), {"lyon": 7})
    assert (offers["cafe-250"].parent, offers["cafe-250"].options) == ("cafe", {"poids": "250 g"})


@pytest.mark.parametrize(
    ("label", "name", "unit"),
    [
        ("bruit (dB)", "bruit", "dB"),
        ("mousseur", "mousseur", ""),
        ("(dB)", "(dB)", ""),
        (" poids (kg) ", "poids", "kg"),
    ],
)
def test_a_unit_stands_in_brackets(label: str, name: str, unit: str) -> None:
    assert attribute_named(label) == (name, unit)


def test_what_customers_go_by() -> None:
    text = "- { attribute: bruit, title: niveau sonore, unit: dB, units: [décibels], better: lower, words: [fin] }\n"
    (criterion,) = playbook({"flows/catalog/attributes.yaml": text}).criteria
    assert (criterion.id, criterion.unit, criterion.units, criterion.better) == ("bruit", "dB", ("décibels",), "lower")
    assert criterion.words == ("fin",)
    assert criterion.label is not None
    assert criterion.label.source == "niveau sonore"


def english(*words: str) -> dict[str, str]:
    """Return a store of two languages, and a catalogue that says each of these words in capitals."""
    entries = "\n\n".join(f'msgid "{word}"\nmsgstr "{word.upper()}"' for word in words)
    return {"flows/store.yaml": STORE.replace("[fr]", "[fr, en]"), "locales/en/LC_MESSAGES/flows.po": f"{entries}\n"}


def test_all_that_is_shown_of_an_offer_in_words_is_translated() -> None:
    said = ("Moulin Lima", "moulin", "meules", "Un moulin", "contenance", "tasses", "acier", "couleur", "noir", "débit")
    text = """- id: lima
  name: Moulin Lima
  category: moulin
  family: meules
  description: Un moulin
  attr: { contenance (tasses): 6, matière: acier, débit (g): 3, bruit (dB): 70, 12 V: 3 }
  option: { couleur: noir }
  tags: inox
"""
    book = playbook({**english(*said, "g", "dB", "inox"), YAML: text})
    assert {word: book.offer_words.called(word, "en") for word in said} == {word: word.upper() for word in said}
    assert set(book.offer_words.said) == set(said)  # units that all the world reads, and tags, are shown to nobody else


def test_an_attribute_with_a_title_of_its_own_is_translated_by_that() -> None:
    text = "id,name,attr.bruit (dB)\na,Moulin,70\n"
    titled = "- { attribute: bruit, title: niveau sonore, values: [faible] }\n"
    both = {**english("bruit", "niveau sonore", "faible"), CSV: text, "flows/catalog/attributes.yaml": titled}
    assert set(playbook(both).offer_words.said) == {"niveau sonore", "faible"}


def test_what_looks_like_a_template_is_shown_as_it_stands() -> None:
    book = playbook({**english(), CSV: "id,name\na,Tasse {{ nom }}\n"})
    assert book.offers["a"].name == "Tasse {{ nom }}"
    assert book.offer_words.called("Tasse {{ nom }}", "en") == "Tasse {{ nom }}"
