"""Segments: named conditions on a customer, asked for by any other condition."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from bot.engine.segments import Segments
from bot.engine.turn import Run
from bot.engine.values import values
from bot.model.events import ShopReported
from bot.playbook import build
from bot.playbook.compiled import Playbook, Segment, Shelf
from tests.engine.chat import Chat, book_files

Opens = Callable[..., Chat]
COFFEE = """
journey: coffee
for: customer.segments contains "coffee"
stages: [look, buy]
signals: [{ on: order.confirmed, moves: buy }]
"""
SEGMENTS = """
- { segment: coffee, title: Café, if: customer.company == "café" }
- { segment: regular, title: Habitués, if: customer.orders_count >= 3 }
"""


def playbook(files: dict[str, str]) -> Playbook:
    checked = build(book_files() | files)
    assert checked.playbook is not None, checked.faults
    return checked.playbook


class Asked:
    """A condition that counts how often it is looked at."""

    def __init__(self) -> None:
        self.times = 0

    def holds(self, known: object) -> bool:
        self.times += 1
        return known is not None


def test_only_the_one_that_is_asked_for_is_worked_out() -> None:
    one, other = Asked(), Asked()
    found = Segments([Segment(id="a", title="A", condition=one), Segment(id="b", title="B", condition=other)], {})
    assert "b" in found
    assert "c" not in found
    assert (one.times, other.times) == (0, 1)
    assert (list(found), len(found), found[0], found[:1]) == (["a", "b"], 2, "a", ["a"])


def test_a_customer_is_in_segments_by_what_is_known_of_them_now(chat: Opens) -> None:
    book = playbook({"flows/segments.yaml": SEGMENTS})
    lea = chat(book)
    run = Run(
        Shelf(current=book),
        replace(lea.customer, facts={"company": "café", "orders_count": 2}),
        ShopReported(id="e", at=lea.now, name="x.y"),
    )
    customer = values(run)["customer"]
    assert customer["segments"] == ["coffee"]  # type: ignore[index] # a mapping
    run.change(facts={"orders_count": 3})
    assert values(run)["customer"]["segments"] == ["regular"]  # type: ignore[index]


def test_a_new_need_opens_a_journey_beside_the_one_under_way_and_both_go_on(chat: Opens) -> None:
    first = "journey: machine\nstages: [look, buy, use]\nsignals: [{ on: order.delivered, moves: use }]\n"
    files = {
        "flows/segments.yaml": SEGMENTS,
        "flows/journeys/a.yaml": COFFEE,
        "flows/journeys/b.yaml": first,
    }
    lea = chat(playbook(files)).shop("order.delivered")
    lea.customer = replace(lea.customer, facts={"company": "café"})
    lea.shop("order.confirmed").shop("order.delivered")
    assert {state.journey: state.stage for state in lea.customer.journeys} == {"machine": "use", "coffee": "buy"}
