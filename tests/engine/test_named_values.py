"""What is kept in the catalogue's words, and read in the customer's language."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from bot.engine.advance import new_customer
from bot.engine.named_values import Named, in_words, namespace_in_words
from bot.engine.run import Run
from bot.engine.values import data_values, values
from bot.model.customer import Customer
from bot.model.events import ShopReported
from bot.model.offer import Attribute, Offer
from bot.model.order import Order, OrderLine
from bot.playbook.compiled import Playbook, Shelf
from bot.rules.offers.catalogue import Catalogue, Told
from bot.understanding.shopping.sold_offers import SoldOffers
from tests.engine.chat import MONDAY
from tests.playbook.playbooks import STORE, playbook

TABLE = "id,name,category,price,attr.mousseur\naroma-2,Machine Aroma,machine à café,349,buse vapeur\n"
PO = """
msgid "Machine Aroma"
msgstr "Aroma machine"

msgid "machine à café"
msgstr "coffee machine"

msgid "buse vapeur"
msgstr "steam wand"
"""
BOUGHT = Order(key="o", number="7", lines=(OrderLine(name="Machine Aroma", quantity=1, offer="aroma-2"),))


def book() -> Playbook:
    return playbook(
        {
            "flows/store.yaml": STORE.replace("[fr]", "[fr, en]"),
            "flows/catalog/a.csv": TABLE,
            "locales/en/LC_MESSAGES/flows.po": PO,
        }
    )


def turn(language: str, **known: Any) -> Run:
    customer: Customer = replace(new_customer("c" * 32, MONDAY), language=language, **known)
    return Run(Shelf(current=book()), customer, ShopReported(id="e", at=MONDAY, name="x.y"))


def rendered(run: Run, text: str) -> str:
    from bot.playbook.liquid.liquid import Compiler

    return Compiler(("fr", "en")).text(text).render(values(run), run.language)


@pytest.mark.parametrize(("language", "name"), [("fr", "Machine Aroma"), ("en", "Aroma machine")])
def test_a_text_says_an_offer_in_the_customers_language(language: str, name: str) -> None:
    run = turn(language, orders=(BOUGHT,), facts={"recommended": {"id": "aroma-2", "name": "Machine Aroma"}})
    assert rendered(run, "{{ order.title }}, {{ order.lines[0].name }}") == f"{name}, {name}"
    assert rendered(run, "{{ order.lines | map: 'name' | join: ', ' }}") == name
    assert rendered(run, "{{ customer.recommended.name }}") == name
    assert rendered(run, "{% for line in order.lines %}{{ line.quantity }} {{ line.name }}{% endfor %}") == f"1 {name}"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_condition_tests_what_was_written_in_every_language(language: str) -> None:
    run = turn(language, orders=(BOUGHT,))
    for condition in ("order.category == 'machine à café'", "order.title contains 'Machine'"):
        assert rendered(run, f"{{% if {condition} %}}yes{{% endif %}}") == "yes"
    assert rendered(run, "{% case order.category %}{% when 'machine à café' %}yes{% endcase %}") == "yes"


def test_data_for_the_shops_systems_has_the_catalogues_own_words() -> None:
    shown: Any = data_values(turn("en", orders=(BOUGHT,)))
    assert shown["order"]["lines"][0]["name"] == "Machine Aroma"
    assert type(shown["order"]["title"]) is str


def test_people_keep_their_names() -> None:
    run = turn("en", facts={"first_name": "Machine Aroma", "machine": "Machine Aroma"})
    assert rendered(run, "{{ customer.first_name }}: {{ customer.machine }}") == "Machine Aroma: Aroma machine"


def test_only_whole_words_of_the_catalogue_are_said_otherwise() -> None:
    run = turn("en")
    assert in_words(run, {"said": "ma Machine Aroma", "of": ["buse vapeur", 3, None]}) == {
        "said": "ma Machine Aroma",
        "of": ["steam wand", 3, None],
    }
    assert in_words(turn("fr"), "buse vapeur") == "buse vapeur"


def test_a_namespace_is_looked_at_only_where_it_is_asked() -> None:
    facts = {"kind": "buse vapeur", "name": "buse vapeur"}
    shown: Any = namespace_in_words(turn("en"), facts, of_a_person=True)
    assert (str(shown["kind"]), str(shown.get("name")), shown.get("none", 3)) == ("steam wand", "buse vapeur", 3)
    assert (list(shown), len(shown)) == (["kind", "name"], 2)
    assert namespace_in_words(turn("fr"), facts) is facts
    assert namespace_in_words(turn("en"), None) is None


def test_a_name_equals_and_contains_what_it_is_kept_by() -> None:
    named = Named("steam wand", "buse vapeur")
    assert str(named) == "steam wand"
    assert named == "buse vapeur"
    assert named != "buse"
    assert "vapeur" in named
    assert "wand" in named
    assert 3 not in named  # what a template may ask


def test_a_line_that_the_shop_names_otherwise_is_called_as_its_offer_is() -> None:
    line = OrderLine(name="L’Aroma de chez nous", quantity=1, offer="aroma-2")
    run = turn("en", orders=(replace(BOUGHT, lines=(line,)),))
    assert rendered(run, "{{ order.title }}, {{ order.lines[0].name }}") == "Aroma machine, Aroma machine"
    unknown = replace(line, offer="volta")
    run = turn("en", orders=(replace(BOUGHT, lines=(unknown,)),))
    assert rendered(run, "{{ order.title }}") == "L’Aroma de chez nous"


POT = Offer(
    id="pot",
    name="Pot en terre (Grand)",
    category="jardin",
    attributes={"matière": Attribute("terre cuite")},
    words={"en": {"name": "Clay pot (Large)", "category": "garden", "value matière": "terracotta"}},
)
POTS = Order(key="p", number="8", lines=(OrderLine(name="Pot, grand", quantity=1, offer="pot"),))


def test_an_imported_offer_is_said_by_its_own_words_and_a_replay_says_the_same() -> None:
    live = turn("en", orders=(POTS,), facts={"wants": "Pot en terre (Grand)"})
    live = replayed(live, SoldOffers(book().offers, (POT,), (), book().offer_words))
    texts = (
        "{{ order.lines[0].name }}",
        "{{ offers.pot.name }}, {{ offers.pot.category }}",
        "{{ customer.wants }}",
        "{% if offers.pot.category == 'jardin' %}yes{% endif %}",
    )
    said = [rendered(live, text) for text in texts]
    assert said[0] == "Clay pot (Large)"
    assert said[1] == "Clay pot (Large), garden"
    assert said[2:] == ["Clay pot (Large)", "yes"]
    shown: Any = data_values(live)
    assert shown["order"]["lines"][0]["name"] == "Pot, grand", "what systems are told is the shop's own"
    assert live.offers.met is not None
    assert [rendered(replayed(live, Told(live.offers.met, book().offers)), text) for text in texts] == said


def replayed(run: Run, catalogue: Catalogue) -> Run:
    """Return the same turn with a catalogue."""
    return Run(replace(run.shelf, catalogue=catalogue), run.customer, run.event)
