"""Which maps a customer is on, and what becomes of them when the maps change."""

from __future__ import annotations

from collections.abc import Callable

from bot.model.events import CustomerImported
from bot.playbook import build
from bot.playbook.compiled import Playbook, Shelf
from tests.engine.chat import Chat, book_files, playbook

Opens = Callable[..., Chat]
MACHINE = """
journey: machine
title: Une machine
for: customer.kind != "coffee"
stages: [look, compare, buy, use]
signals:
  - { on: order.confirmed, moves: buy }
  - { on: x.compares, moves: compare }
  - { on: silence, after: 14 days, in: [compare], moves: look }
"""
COFFEE = """
journey: coffee
title: Le café
for: customer.kind == "coffee"
stages: [taste, buy]
signals:
  - { on: order.confirmed, moves: buy }
"""


def both(machine: str = MACHINE, coffee: str = COFFEE) -> Playbook:
    sources = {"flows/journeys/a.yaml": machine, "flows/journeys/b.yaml": coffee}
    checked = build(book_files() | {path: text for path, text in sources.items() if text})
    assert checked.playbook is not None, checked.faults
    return checked.playbook


def places(lea: Chat) -> dict[str, str]:
    return {state.journey: state.stage for state in lea.customer.journeys}


def test_a_new_need_opens_a_journey_beside_the_first(chat: Opens) -> None:
    lea = chat(both()).says("merci").hears("plaisir").shop("order.confirmed")
    assert places(lea) == {"machine": "buy"}
    lea.meets(CustomerImported(id="", facts={"kind": "coffee"})).shop("order.confirmed", number="2")
    assert places(lea) == {"machine": "buy", "coffee": "buy"}
    began = [row.words for row in lea.ledger if row.facts.get("journey") == "coffee"]
    assert began == [
        "Parcours « Le café » : taste (order.confirmed).",
        "Étape : de taste à buy (order.confirmed).",
    ]


def test_a_journey_that_is_not_theirs_any_more_rests(chat: Opens) -> None:
    lea = chat(both()).says("merci").hears("plaisir").shop("x.compares")
    lea.meets(CustomerImported(id="", facts={"kind": "coffee"})).shop("order.confirmed").waits(days=40)
    assert places(lea) == {"machine": "compare", "coffee": "buy"}


def test_silence_moves_back_and_only_where_it_is_listened_to(chat: Opens) -> None:
    lea = chat(both()).says("merci").hears("plaisir")
    assert not [timer for timer in lea._timers if timer[2].kind == "journey"]
    lea.shop("x.compares").waits(days=13).says("je réfléchis").ignores_what_was_said()
    assert places(lea.waits(days=13)) == {"machine": "compare"}
    assert places(lea.waits(days=2)) == {"machine": "look"}
    state = lea.customer.journeys[0]
    assert (state.direction, state.cause, state.timer) == ("receding", "14 jours de silence", "")


def test_a_stage_that_is_no_more_gives_way_to_the_one_before_it(chat: Opens) -> None:
    lea, before = chat(both()).says("merci").hears("plaisir").shop("order.confirmed"), both()
    after = both(machine=MACHINE.replace("buy, ", "").replace("moves: buy", "moves: use"))
    lea.shelf = Shelf(current=after, earlier={before.version: before})
    lea.says("merci").hears("plaisir")
    assert places(lea) == {"machine": "compare"}
    assert any(row.words.startswith("Le plan du parcours « Une machine » a changé : buy") for row in lea.ledger)
    assert [timer[2].data["journey"] for timer in lea._timers if timer[2].kind == "journey"] == ["machine"]
    assert places(lea.waits(days=15)) == {"machine": "look"}


def test_a_stage_that_nobody_remembers_gives_way_to_the_first(chat: Opens) -> None:
    lea = chat(both()).says("merci").hears("plaisir").shop("order.confirmed")
    lea.shelf = Shelf(current=both(machine=MACHINE.replace("buy, ", "").replace("moves: buy", "moves: use")))
    assert places(lea.says("merci").hears("plaisir")) == {"machine": "look"}


def test_a_journey_that_is_no_more_gives_way_to_the_one_that_is_theirs(chat: Opens) -> None:
    lea = chat(both()).says("merci").hears("plaisir").shop("order.confirmed")
    lea.shelf = Shelf(current=playbook(journey="journey: all\ntitle: Tout\nstages: [first, buy]"))
    assert places(lea.says("merci").hears("plaisir")) == {"machine": "buy", "all": "buy"}
    lea.shelf = Shelf(current=both())
    assert places(lea.says("merci").hears("plaisir").shop("x.compares")) == {"machine": "compare", "all": "buy"}
