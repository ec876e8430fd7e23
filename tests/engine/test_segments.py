"""Segments: named conditions on a customer, asked for by any other condition."""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.run import Run
from bot.engine.segments import Segments
from bot.engine.values import values
from bot.model.events import CustomerImported, ShopReported
from bot.playbook import build
from bot.playbook.compiled import Playbook, Segment, Shelf
from tests.engine.chat import Opens, book_files

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

    source = ""

    def __init__(self) -> None:
        self.times = 0

    def holds(self, values: object) -> bool:
        self.times += 1
        return values is not None


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
    assert customer["segments"] == ["coffee"]  # a mapping
    run.change(facts={"orders_count": 3})
    assert values(run)["customer"]["segments"] == ["regular"]


ASKED_BY_A_FOLLOW_UP = """
journey: all
stages: [look]
follow_ups:
  - { start: thanks, on: x.visit, if: 'customer.segments contains "regular"', after: 1 hour }
  - { start: welcome, on: x.visit, if: 'not customer.segments contains "regular"' }
"""


def service(name: str) -> str:
    return f"flow: {name}\ntitle: {name}\npurpose: service\nsteps:\n  - say: ceci est {name}\n"


def test_a_follow_up_asks_for_a_segment_as_it_is_when_it_would_go_out(chat: Opens) -> None:
    files = {"flows/segments.yaml": SEGMENTS, "flows/journeys/a.yaml": ASKED_BY_A_FOLLOW_UP}
    flows = {f"flows/conversations/{name}.yaml": service(name) for name in ("thanks", "welcome")}
    book = playbook(files | flows)
    lea = (
        chat(book, orders_count=2)
        .says("merci")
        .hears("plaisir")
        .waits(hours=1)
        .shop("x.visit")
        .hears("ceci est welcome")
    )
    lea.waits(hours=1, minutes=30).hears_nothing(because="condition")
    lea.shop("x.visit").hears("ceci est welcome")
    lea.meets(CustomerImported(id="", facts={"orders_count": 3})).waits(hours=1, minutes=30).hears("ceci est thanks")
    lea.shop("x.visit").hears_nothing(because="condition").waits(hours=1, minutes=30).hears("ceci est thanks")


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
