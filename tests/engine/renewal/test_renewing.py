"""What is bought again and again runs out on its day, planned anew with every order."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from bot.engine.renewal.renewing import MOST
from bot.model.events import ShopReported, TimerDue
from bot.model.message import Value
from bot.playbook import build
from bot.playbook.compiled import Playbook
from tests.engine.chat import MONDAY, PARIS, Chat, Opens, book_files

CATALOG = """
id,name,category,price,renewal,family
kilo,Café 1 kg,café,32,30 days,
bag,Café 250 g,café,10,15 days,
filter,Filtre à eau,entretien,24,6 months,filtre
cup,Tasse,accessoire,9,,
machine,Machine Aroma,machine,349,6 years,
"""
RENEW = """
flow: renew
title: Reprendre du café
purpose: service
starts: [{ event: renewal.due }]
steps:
  - say: "{{ offer.name | default: '?' }} / {{ event.family | default: '?' }} / {{ event.due | default: '?' }}"
"""
BY_HAND = RENEW.replace("starts: [{ event: renewal.due }]", "")
JOURNEY = """
journey: purchase
title: Achat
stages: [discovery: {}, renewal: {}]
signals:
  - { on: renewal.due, moves: renewal }
  - { on: renewal.switched, moves: discovery, relationship: -10 }
follow_ups:
  - { start: renew, on: renewal.due, before: 5 days }
"""


def sells(catalog: str) -> Playbook:
    """Return a playbook whose flow of renewals is begun by hand, with one shop and these offers."""
    store = book_files()["flows/store.yaml"] + "points_of_sale: [{ id: shop, name: Boutique, address: ici }]\n"
    return _built({**book_files(BY_HAND), "flows/store.yaml": store}, catalog)


def shop_book(*flows: str, journey: str = JOURNEY) -> Playbook:
    return _built(book_files(*(flows or (RENEW,)), journey=journey), CATALOG)


def _built(files: dict[str, str], catalog: str) -> Playbook:
    checked = build({**files, "flows/catalog/offers.csv": catalog.strip() + "\n"})
    assert checked.playbook is not None, [str(fault) for fault in checked.faults]
    return checked.playbook


def known(chat: Opens, book: Playbook | None = None, **details: Any) -> Chat:
    return chat(book or shop_book(BY_HAND), **details).says("merci").hears("plaisir")


def line(offer: str, quantity: int = 1) -> dict[str, Any]:
    return {"offer": offer, "name": offer, "quantity": quantity}


def due(lea: Chat, family: str = "café") -> date | None:
    return next((one.due for one in lea.customer.renewals if one.family == family), None)


def test_a_kilo_lasts_a_month_and_is_told_of_ahead(chat: Opens) -> None:
    lea = known(chat).shop("order.confirmed", number="A", lines=[line("kilo")])
    assert due(lea) == date(2026, 4, 1)
    lea.until(datetime(2026, 3, 27, 9, tzinfo=PARIS)).hears_nothing()
    lea.until(datetime(2026, 3, 27, 12, tzinfo=PARIS)).hears("Café 1 kg / café / 2026-04-01")
    lea.waits(days=60).hears_nothing()
    assert any("30 jours" in why for why in lea.why())


def test_an_order_meanwhile_moves_it(chat: Opens) -> None:
    lea = known(chat).shop("order.confirmed", number="A", lines=[line("kilo", 2)])
    assert due(lea) == date(2026, 5, 1)
    lea.waits(days=20).shop("order.confirmed", number="B", lines=[line("bag")])
    assert due(lea) == date(2026, 4, 6)
    assert len(lea.customer.renewals) == 1


def test_what_comes_back_or_is_cancelled_is_not_waited_for(chat: Opens) -> None:
    lea = known(chat).shop("order.confirmed", number="A", lines=[line("kilo")])
    lea.shop("order.cancelled", number="A")
    assert lea.customer.renewals == ()
    lea.waits(days=90).hears_nothing()
    lea.shop("order.delivered", number="B", lines=[line("kilo")]).shop("order.returned", number="B")
    assert lea.customer.renewals == ()


def test_an_order_of_before_counts_from_when_it_was_made(chat: Opens) -> None:
    lea = known(chat)
    placed = lea.now - timedelta(days=10)
    news = ShopReported(
        id="", name="order.confirmed", data={"number": "A", "lines": [line("kilo")]}, happened_at=placed
    )
    assert due(lea.meets(news)) == (placed + timedelta(days=30)).date()


def test_what_ran_out_long_ago_is_not_proposed(chat: Opens) -> None:
    lea = known(chat)
    news: dict[str, Value] = {"number": "A", "lines": [line("kilo")], "placed_at": "2024-01-05T10:00:00+01:00"}
    lea.meets(ShopReported(id="", name="order.delivered", data=news, happened_at=lea.now - timedelta(days=700)))
    assert due(lea) is not None
    assert lea.customer.renewals[0].timer == ""
    lea.waits(days=90).hears_nothing()


def test_each_family_has_its_own_timer(chat: Opens) -> None:
    lea = known(chat).shop("order.confirmed", number="A", lines=[line("kilo"), line("filter"), line("cup", 6)])
    assert {one.family: one.due for one in lea.customer.renewals} == {
        "café": date(2026, 4, 1),
        "filtre": date(2026, 8, 29),
    }
    assert len({one.timer for one in lea.customer.renewals}) == 2


def test_three_purchases_tell_the_customers_own_pace(chat: Opens) -> None:
    lea = known(chat)
    for number in "ABC":
        lea.shop("order.confirmed", number=number, lines=[line("kilo")]).waits(days=15)
    assert due(lea) == date(2026, 4, 22)
    assert any("0.5 fois" in why for why in lea.why())


def test_a_timer_that_nobody_names_is_harmless(chat: Opens) -> None:
    lea = known(chat).shop("order.confirmed", number="A", lines=[line("kilo")])
    before = lea.customer
    lea.meets(TimerDue(id="other", kind="renewal", set_by="x", due_at=MONDAY)).hears_nothing()
    assert msgspec.structs.replace(lea.customer, turns=before.turns) == before


def test_a_rhythm_that_the_catalogue_has_changed_is_met_when_it_is_due(chat: Opens) -> None:
    lea = known(chat).shop("order.confirmed", number="A", lines=[line("kilo")])
    slow = RENEW.replace("starts: [{ event: renewal.due }]", "")
    files = {**book_files(slow, journey=JOURNEY), "flows/catalog/offers.csv": CATALOG.strip().replace("32,30", "32,90")}
    checked = build(files)
    assert checked.playbook is not None
    lea.hears_of(checked.playbook).until(datetime(2026, 4, 2, tzinfo=PARIS)).hears_nothing()
    assert due(lea) == date(2026, 5, 31)


def test_families_are_bounded(chat: Opens) -> None:
    rows = "\n".join(f"o{n},O {n},c{n},5,{n + 5} days," for n in range(MOST + 5))
    files = {**book_files(RENEW), "flows/catalog/offers.csv": "id,name,category,price,renewal,family\n" + rows + "\n"}
    checked = build(files)
    assert checked.playbook is not None
    lea = known(chat, checked.playbook)
    lea.shop("order.confirmed", number="A", lines=[line(f"o{n}") for n in range(MOST + 5)])
    assert len(lea.customer.renewals) == MOST
