"""The same again, at today's price; what is sold out is named with the likest."""

from __future__ import annotations

from decimal import Decimal

from bot.engine.renewal.renewal_values import again, again_shown, lines_again
from bot.engine.run import Run
from bot.model.events import FlowRequested
from bot.playbook.compiled import Shelf
from tests.engine.chat import MONDAY, Chat
from tests.engine.renewal.test_renewing import Opens, known, line, sells

CATALOG = """
id,name,category,price,renewal,stock.shop
kilo,Café 1 kg,café,32,30 days,5
bag,Café 250 g,café,10,15 days,0
maybe,Café rare,café,,15 days,3
machine,Machine,machine,349,6 years,2
"""


def run_after(chat: Opens, *lines: object) -> Run:
    of = sells(CATALOG)
    lea: Chat = known(chat, of)
    if lines:
        lea.shop("order.confirmed", number="A", lines=list(lines))
    return Run(Shelf(current=of), lea.customer, FlowRequested(id="x", at=MONDAY, flow="renew"))


def test_a_price_that_changed_is_told_beside_todays(chat: Opens) -> None:
    run = run_after(chat, {**line("kilo", 2), "price": 30})
    assert again_shown(run) == {"family": "café", "items": "2 × Café 1 kg", "ids": "kilo", "total": 64, "was": 60}
    found = again(run)
    assert found is not None
    [one] = lines_again(found)
    assert (one.offer, one.quantity, one.price, one.total) == ("kilo", 2, Decimal(32), Decimal(64))


def test_a_price_that_is_the_same_is_told_once(chat: Opens) -> None:
    assert "was" not in (again_shown(run_after(chat, {**line("kilo"), "total": 32})) or {})


def test_a_price_that_nobody_knows_is_left_out(chat: Opens) -> None:
    assert again_shown(run_after(chat, line("maybe"))) == {"family": "café", "items": "Café rare", "ids": "maybe"}


def test_what_is_sold_out_is_named_with_the_likest(chat: Opens) -> None:
    shown = again_shown(run_after(chat, line("bag"), line("kilo")))
    assert shown is not None
    assert (shown["items"], shown["sold_out"]) == ("Café 1 kg", "Café 250 g")
    assert shown["instead"] in ("Café 1 kg", "Café rare")


def test_what_lasts_for_years_is_not_simply_bought_again(chat: Opens) -> None:
    assert again_shown(run_after(chat, line("machine"))) is None
    assert again_shown(run_after(chat)) is None
