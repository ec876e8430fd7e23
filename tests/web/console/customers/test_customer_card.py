"""The customer beside the thread."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.model.address import Address
from bot.model.customer import Customer, Grant, JourneyState, KnownAddress, Relationship
from bot.model.order import Cart, Order, OrderLine
from bot.playbook.compiled import AS_WRITTEN, Playbook
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.web.console.customers.customer_card import Card, _orders, card_of
from bot.web.console.customers.fact_words import Fact
from bot.web.console.wording.clock import Clock
from bot.web.console.wording.sold_words import SoldWords
from bot.web.console.wording.stages import chips
from tests.store.samples import keep
from tests.web.console.counter import SOURCES, book, counter_on

NOW = datetime(2026, 3, 16, 15, 0, tzinfo=UTC)
ADDRESS = Address("telegram", "42")


async def card(store: Store, playbook: Playbook | None = None, language: str = "fr", **facts: object) -> Card:
    counter = counter_on(store, playbook)
    customer = Customer(
        id=customer_id_of(ADDRESS),
        created_at=NOW - timedelta(days=40),
        addresses=(KnownAddress(address=ADDRESS),),
        **facts,  # type: ignore[arg-type]
    )
    await keep(store, customer)
    clock = Clock(language, ZoneInfo("Europe/Paris"), NOW)
    return await card_of(counter.doors, customer, "Léa", chips(counter.doors.playbook(), language), clock)


async def test_a_customer_of_whom_little_is_known_has_a_card_all_the_same(shop_store: Store) -> None:
    found = await card(shop_store)
    assert (found.relationship, found.paths, found.orders, found.consents) == ("50", (), (), ())
    assert found.about == "connu depuis le 4 févr."
    assert found.addresses == (("Telegram", "42"),)


async def test_the_card_says_where_which_way_and_how_they_stand(shop_store: Store) -> None:
    state = JourneyState(journey="purchase", stage="decision", since=NOW - timedelta(days=2), direction="advancing")
    relationship = Relationship(value=72, at=NOW)
    found = await card(
        shop_store, journeys=(state,), relationship=relationship, facts={"city": "Lyon", "roast": "claire"}
    )
    assert (found.relationship, found.about.partition(",")[0]) == ("72", "Lyon")
    [path] = found.paths
    assert path.stage is not None
    assert (path.title, path.stage.name, path.direction[0]) == ("Parcours d’achat", "Décision", "adv")
    assert Fact("roast", "Roast", "claire") in found.facts


async def test_speed_is_told_once_there_is_one(shop_store: Store) -> None:
    """Two stages within a minute of the first word are no speed of 25 times as fast as others."""

    timed = "- { stage: discovery, expected: 3 days }", "- { stage: comparison, expected: 5 days }"
    stages = SOURCES["flows/journeys/purchase.yaml"].replace("- { stage: discovery, title: Découverte }", timed[0])
    stages = stages.replace("- { stage: comparison, title: Comparaison }", timed[1])
    playbook = book(**{"flows/journeys/purchase.yaml": stages})

    async def speed(began: timedelta, gained: int) -> str:
        since = NOW - timedelta(seconds=30)
        state = JourneyState(journey="purchase", stage="decision", since=since, began=NOW - began, gained=gained)
        [path] = (await card(shop_store, playbook, journeys=(state,))).paths
        return path.speed

    assert await speed(timedelta(minutes=1), 2) == "–"
    assert await speed(timedelta(days=4), 0) == "–"
    assert await speed(timedelta(days=4), 2) == "×2,0"


async def test_what_was_bought_is_called_as_the_readers_language_has_it(shop_store: Store) -> None:
    sells = {
        "flows/catalog/a.csv": "id,name\nbrio,Machine Brio\n",
        "locales/en/LC_MESSAGES/flows.po": 'msgid "Machine Brio"\nmsgstr "Brio machine"\n',
    }
    lines = tuple(
        OrderLine(name=name, offer=offer) for name, offer in (("Machine Brio", ""), ("La Brio", "brio"), ("Pot", "x"))
    )
    cart = Cart(key="c", at=NOW, lines=lines)
    assert (await card(shop_store, book(**sells), "en", cart=cart)).orders[0][1] == "Brio machine, Brio machine, Pot"
    assert (await card(shop_store, book(**sells), cart=cart)).orders[0][1] == "Machine Brio, La Brio, Pot"


NOTED = "order_notes:\n  - notes: [{ note: moulu pour filtre, words: [ground for filter] }]\n"


@pytest.mark.parametrize(("language", "note"), [("fr", "moulu pour filtre"), ("en", "ground for filter")])
def test_what_an_order_asks_beside_its_lines_stands_with_them(language: str, note: str) -> None:
    english = 'msgid "moulu pour filtre"\nmsgstr "ground for filter"\n'
    sells = {"flows/store.yaml": SOURCES["flows/store.yaml"] + NOTED, "locales/en/LC_MESSAGES/flows.po": english}
    clock = Clock(language, ZoneInfo("Europe/Paris"), NOW)
    sold = SoldWords({}, book(**sells).offer_words, language)

    def told(*lines: OrderLine) -> str:
        order = Order(key="o", lines=lines, status="paid", more={"notes": ["moulu pour filtre"]})
        [(_, said)] = _orders(Customer(id="1", created_at=NOW), [order], sold, clock)
        return said.rpartition(" · ")[0]

    assert told(OrderLine(name="Huila", quantity=2)) == f"Huila ×2 · {note}"
    ground = OrderLine(name="Huila", notes=("moulu pour filtre",))
    assert told(ground, OrderLine(name="Huila", quantity=2)) == f"Huila ({note}), Huila ×2"


async def test_orders_the_cart_and_consents_are_told_in_the_shop_s_money(shop_store: Store) -> None:
    line = OrderLine(name="Yirgacheffe", quantity=2)
    order = Order(key="o", number="MM-1042", total=Decimal("107"), currency="EUR", lines=(line,), placed_at=NOW)
    cart = Cart(key="c", at=NOW, currency="EUR", total=Decimal("381"), lines=(OrderLine(name="Aroma 2"),))
    grants = (
        Grant(purpose="marketing", channel="telegram", granted=True, at=NOW),
        Grant(purpose="marketing", channel="sms", granted=False, at=NOW),
    )
    found = await card(shop_store, cart=cart, orders=(order,), grants=grants, opted_out_at=NOW)
    assert found.orders[0] == ("Panier ouvert", "Aroma 2 · 381,00\u00a0€")
    assert [(one.channel, one.granted) for one in found.consents] == [("SMS", False), ("Telegram", True)]
    assert found.opted_out.startswith("lundi 16 mars 2026")


def test_an_order_without_a_number_is_called_an_order_and_one_piece_is_not_counted() -> None:
    clock = Clock("fr", ZoneInfo("Europe/Paris"), NOW)
    lines = (OrderLine(name="Aroma 2"), OrderLine(name="Yirgacheffe", quantity=2))
    order = Order(key="01a05b8ee13132688", total=Decimal("456"), currency="EUR", lines=lines, status="paid")
    told = _orders(Customer(id="1", created_at=NOW), [order], SoldWords({}, AS_WRITTEN, "fr"), clock)
    assert told == [("Commande", "Aroma 2, Yirgacheffe ×2 · 456,00\u00a0€ · payée")]
