"""Facts on a customer as people say them, in both languages."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from bot.model.offer import Offer
from bot.store import Store
from bot.web.console.customers.fact_words import Fact, facts_in_words
from tests.web.console.counter import SOURCES, book, counter_on

NOW = datetime(2026, 3, 16, 15, 0, tzinfo=UTC)
STORE = "flows/store.yaml"
ENGLISH = "locales/en/LC_MESSAGES/flows.po"
FACTS = """
customer_facts:
  - drinks: { name: Boit surtout, values: { milk: du café au lait } }
  - budget: { name: Budget, as: money, values: { 0: pas fixé } }
  - wants: { name: A choisi, as: offer }
  - visited: { name: Venue, as: date }
  - quiet: Tient au silence
"""
ATTRIBUTES = "- { attribute: bruit, title: Bruit, unit: dB, better: lower }\n"
OFFERS = "id,name,category,price\naroma-2,Machine Aroma 2,machine,349.00\nbrio,Machine Brio,machine,279.00\n"
WORDS = {
    "Boit surtout": "Mostly drinks",
    "du café au lait": "milk coffee",
    "Bruit": "Noise",
    "Machine Brio": "Brio machine",
}
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n' + "".join(
    f'\nmsgid "{french}"\nmsgstr "{english}"\n' for french, english in WORDS.items()
)


async def said(store: Store, language: str = "fr", **facts: Any) -> dict[str, tuple[str, str]]:
    found = await told(store, language, **facts)
    return {fact.id: (fact.name, fact.value) for fact in found}


async def told(store: Store, language: str = "fr", **facts: Any) -> list[Fact]:
    playbook = book(
        **{
            STORE: SOURCES[STORE] + FACTS,
            "flows/catalog/attributes.yaml": ATTRIBUTES,
            "flows/catalog/machines.csv": OFFERS,
            ENGLISH: SOURCES.get(ENGLISH, "") or PO,
        }
    )
    return await facts_in_words(counter_on(store, playbook).doors, facts, language)


async def test_a_fact_stands_under_the_shops_name_for_it_in_the_readers_language(shop_store: Store) -> None:
    assert await said(shop_store, drinks="milk") == {"drinks": ("Boit surtout", "du café au lait")}
    assert await said(shop_store, "en", drinks="milk") == {"drinks": ("Mostly drinks", "milk coffee")}
    assert await said(shop_store, drinks="thé") == {"drinks": ("Boit surtout", "thé")}
    assert await said(shop_store, coffee_taste="rond") == {"coffee_taste": ("Coffee taste", "rond")}


async def test_an_amount_a_day_and_a_yes_are_written_as_people_write_them(shop_store: Store) -> None:
    found = await said(shop_store, budget=400, visited="2026-03-02", quiet=True)
    assert [value for _, value in found.values()] == ["400\u00a0€", "2 mars 2026", "oui"]
    found = await said(shop_store, "en", budget=399.5, visited="2026-03-02", quiet=False)
    assert [value for _, value in found.values()] == ["€399.50", "2 Mar 2026", "no"]
    found = await said(shop_store, budget=0, visited="bientôt")
    assert [value for _, value in found.values()] == ["pas fixé", "bientôt"]
    assert await said(shop_store, budget="sans limite") == {"budget": ("Budget", "sans limite")}


async def test_advice_and_comparisons_name_the_offer_its_price_and_the_day(shop_store: Store) -> None:
    advice = {"id": "aroma-2", "name": "Aroma", "why": "x", "offers": ["aroma-2", "brio"], "at": "2026-03-02"}
    compared = {
        "chosen": "brio",
        "offers": ["brio", "aroma-2"],
        "criteria": ["price"],
        "at": "2026-03-04",
        "price": 279,
    }
    found = await said(shop_store, recommended=advice, last_comparison=compared)
    assert found["recommended"] == ("Dernier conseil", "Machine Aroma 2, 2 mars")
    assert found["last_comparison"] == (
        "Choisi après comparaison",
        "Machine Brio plutôt que Machine Aroma 2, 279\u00a0€, 4 mars",
    )
    gone = {**advice, "id": "x-9", "offers": ["x-9"], "name": "Presto", "price": 99.9, "at": "2025-03-02"}
    assert (await said(shop_store, "en", recommended=gone))["recommended"] == (
        "Last advice",
        "Presto, €99.90, 2 Mar 2025",
    )


async def test_offers_and_criteria_stand_by_their_names_imported_ones_too(shop_store: Store) -> None:
    imported = Offer(id="yirga", name="Café Yirgacheffe", price=Decimal(32), currency="EUR")
    await shop_store.offers.put([imported], NOW)
    found = await said(
        shop_store, wants="aroma-2;yirga", proposed=["brio", "x-9"], refused=["yirga"], matters=["price", "bruit"]
    )
    assert found["wants"] == ("A choisi", "Machine Aroma 2, Café Yirgacheffe")
    assert found["proposed"] == ("Déjà proposé", "Machine Brio, x-9")
    assert found["refused"] == ("N’en veut pas", "Café Yirgacheffe")
    assert found["matters"] == ("Ce qui compte", "le prix, Bruit")
    assert (await said(shop_store, "en", matters=["price", "bruit"]))["matters"][1] == "the price, Noise"


async def test_offers_are_called_as_the_readers_language_has_them(shop_store: Store) -> None:
    found = await said(shop_store, "en", wants="brio;aroma-2", machine="Machine Brio", note="ma Machine Brio")
    assert found["wants"][1] == "Brio machine, Machine Aroma 2"
    assert found["machine"][1] == "Brio machine"
    assert found["note"][1] == "ma Machine Brio"


async def test_what_the_shop_has_named_goes_first_and_what_is_empty_is_left_out(shop_store: Store) -> None:
    found = await told(shop_store, other="x", budget=400, nothing=None, list=[], drinks="milk")
    assert [fact.id for fact in found] == ["drinks", "budget", "other"]


async def test_a_value_that_was_a_button_is_called_as_the_button_is(shop_store: Store) -> None:
    flow = "flow: taste\nsteps:\n  - ask: Votre goût ?\n    save: customer.roast\n    choices: [Vif et fleuri, Rond]\n"
    playbook = book(**{"flows/conversations/taste.yaml": flow})
    found = await facts_in_words(counter_on(shop_store, playbook).doors, {"roast": "vif_et_fleuri"}, "fr")
    assert [(fact.name, fact.value) for fact in found] == [("Roast", "Vif et fleuri")]
