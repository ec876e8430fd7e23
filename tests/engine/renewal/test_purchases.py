"""What goes with what was bought is proposed once, and only what they do not have."""

from __future__ import annotations

from bot.engine.renewal.purchases import MOST_PROPOSED, goes_with, offer_of, remember_proposed
from bot.engine.run import Run
from bot.model.events import FlowRequested
from bot.model.order import OrderLine
from bot.playbook.compiled import Playbook, Shelf
from tests.engine.chat import MONDAY, Chat
from tests.engine.renewal.test_renewing import Opens, known, line, sells

CATALOG = """
id,name,category,price,renewal,complements,variant_of,stock.shop
kilo,Café 1 kg,café,32,30 days,box;gone;filter,,5
box,Boîte,accessoire,19,,,,5
gone,Pince,accessoire,4,,,,0
filter,Filtre,entretien,24,6 months,,,5
shirt,Tablier,textile,20,2 years,,,5
shirt-l,Tablier L,textile,20,,,shirt,5
"""


def run_of(lea: Chat, of: Playbook) -> Run:
    return Run(Shelf(current=of), lea.customer, FlowRequested(id="x", at=MONDAY, flow="renew"))


def test_the_first_complement_that_they_do_not_have_with_what_it_goes(chat: Opens) -> None:
    of = sells(CATALOG)
    lea = known(chat, of).shop("order.confirmed", number="A", lines=[line("kilo")])
    run = run_of(lea, of)
    found = goes_with(run)
    assert found is not None
    assert (found["id"], found["bought"]) == ("box", "Café 1 kg")
    remember_proposed(run, "box")
    remember_proposed(run, "box")
    assert run.customer.facts["proposed"] == ["box"]
    found = goes_with(run)
    assert found is not None
    assert found["id"] == "filter", "what is sold out is left out"
    remember_proposed(run, "filter")
    assert goes_with(run) is None


def test_what_they_bought_already_is_not_proposed(chat: Opens) -> None:
    of = sells(CATALOG)
    lea = known(chat, of).shop("order.confirmed", number="A", lines=[line("kilo"), line("box"), line("filter")])
    assert goes_with(run_of(lea, of)) is None
    assert goes_with(run_of(known(chat, of), of)) is None


def test_what_was_proposed_is_bounded_and_holds_ids_alone(chat: Opens) -> None:
    of = sells(CATALOG)
    run = run_of(known(chat, of), of)
    for number in range(MOST_PROPOSED + 1):
        remember_proposed(run, f"o{number}")
    remember_proposed(run, None)
    remember_proposed(run, "")
    kept = run.customer.facts["proposed"]
    assert isinstance(kept, list)
    assert len(kept) == MOST_PROPOSED
    assert "o0" not in kept


def test_a_size_has_the_rhythm_of_what_it_is_a_size_of(chat: Opens) -> None:
    of = sells(CATALOG)
    run = run_of(known(chat, of), of)
    offer = offer_of(run, OrderLine(sku="shirt-l"))
    assert offer is not None
    assert offer.renewal is not None
    assert offer_of(run, OrderLine(name="?")) is None
