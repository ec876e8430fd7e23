"""How conversations go, by day: counted by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.model.effects import Decide
from bot.model.order import Order
from bot.store import Store
from bot.store.database.script import Script, many
from bot.store.database.statements import statements
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.store.people.erasing import Keyed
from bot.store.reports.flow_counts import AT_ONCE, Began, length_class
from tests.store.samples import NOON, write

PARIS = ZoneInfo("Europe/Paris")
DAY = timedelta(days=1)
TODAY, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)


class Talk:
    """One conversation of a customer's, put down as its turns would."""

    def __init__(self, record: Record, customer: str, at: datetime = NOON, flow: str = "cart", number: int = 1) -> None:
        self.record, self.customer, self.at, self.flow = record, customer, at, flow
        self.id = f"{customer}-{flow}-{number}"
        self.does("started", "")

    def does(self, kind: str, step: str, event: str = "e", **facts: str) -> Talk:
        told = Decide(
            id=f"{self.id} {kind} {step} {event}",
            kind=kind,  # type: ignore[arg-type]
            words="",
            rule="",
            facts=dict(facts),
            flow=self.flow,
            step=step,
            conversation=self.id,
        )
        self.record.decision(self.customer, told, event, micros(self.at))
        return self

    def comes_to(self, *steps: str) -> Talk:
        for step in steps:
            self.does("sent", step)
        return self

    def ends(self, outcome: str, step: str, after: timedelta = timedelta(minutes=2)) -> Talk:
        self.at += after
        return self.does("ended", step, outcome=outcome)


async def counted(store: Store, record: Record, zone: ZoneInfo = PARIS) -> int:
    await write(store, record)
    return await store.flow_counts.count(zone)


async def are_at(store: Store, **points: str) -> None:
    """Let customers exist, each at a point of sale."""

    def script() -> Script[None]:
        yield many(statements("inbox")["new_customer"], [(customer, 1) for customer in points])
        yield many("UPDATE customers SET point_of_sale = $2 WHERE id = $1", list(points.items()))

    await store.database.transact(script)


async def test_of_four_who_began_two_ended_one_of_them_converted(store: Store) -> None:
    record = Record()
    Talk(record, "a").comes_to("hello", "sum", "thanks").ends("converted", "thanks")
    Talk(record, "b").comes_to("hello", "sum").ends("expired", "its stop", DAY)
    Talk(record, "c").comes_to("hello").does("not_understood", "hello", "e1").does("not_understood", "hello", "e2")
    Talk(record, "d", NOON + DAY).comes_to("hello")
    Talk(record, "d", flow="other")
    await counted(store, record)
    assert await store.flow_counts.all(TODAY, TOMORROW) == {
        "cart": Began(4, {"converted": 1, "expired": 1}),
        "other": Began(1, {}),
    }
    assert (await store.flow_counts.all(TODAY, TODAY))["cart"] == Began(3, {"converted": 1, "expired": 1})
    course = await store.flow_counts.of("cart", TODAY, TODAY)
    assert course.reached == {"hello": 3, "sum": 2, "thanks": 1}
    assert course.passed == {("", "hello"): 3, ("hello", "sum"): 2, ("sum", "thanks"): 1}
    assert course.stopped == {("thanks", "converted"): 1, ("sum", "expired"): 1}
    assert course.lost == {"hello": 2}
    behind = await store.flow_counts.behind(("stopped", "cart", "sum", "expired"), NOON, NOON + DAY)
    assert [one.customer for one in behind] == ["b"]
    assert (course.began.ended, course.began.converted) == (2, 1)
    assert course.median is not None
    assert timedelta(seconds=105) < course.median < timedelta(seconds=135)


async def test_what_comes_later_counts_at_the_day_on_which_the_conversation_began(store: Store) -> None:
    first = Record()
    talk = Talk(first, "a").comes_to("hello")
    await counted(store, first)
    talk.record = Record()
    talk.comes_to("sum").ends("converted", "sum", 3 * DAY)
    assert await counted(store, talk.record) == 3
    course = await store.flow_counts.of("cart", TODAY, TODAY)
    assert course.began == Began(1, {"converted": 1})
    assert course.passed == {("", "hello"): 1, ("hello", "sum"): 1}
    assert await store.flow_counts.all(TODAY + 3 * DAY, TODAY + 3 * DAY) == {}
    assert await store.flow_counts.count(PARIS) == 0


async def test_days_are_the_shops(store: Store) -> None:
    """23:30 in London is the next day in Paris."""
    record = Record()
    Talk(record, "a", datetime.fromisoformat("2026-03-02T23:30:00+00:00"))
    await counted(store, record)
    assert (await store.flow_counts.all(TOMORROW, TOMORROW))["cart"].started == 1


async def test_arms_are_won_within_thirty_days_by_a_conversation_or_an_order(store: Store) -> None:
    record = Record()
    for customer, arm in (("a", "warm"), ("b", "warm"), ("c", "short"), ("d", "holdout"), ("e", "holdout")):
        Talk(record, customer).does("understood", "test", split="tone", arm=arm)
    Talk(record, "a", NOON + DAY, "order").ends("converted", "x")
    Talk(record, "a", NOON + 2 * DAY, "order", 2).ends("converted", "x")  # once is enough
    Talk(record, "c", NOON + 31 * DAY, "order").ends("converted", "x")  # too late
    Talk(record, "b", NOON - DAY, "order").ends("converted", "x")  # before
    record.marks.ordered("d", Order(key="o1", placed_at=NOON + 29 * DAY))
    await counted(store, record)
    await store.flow_counts.count(PARIS)
    course = await store.flow_counts.of("cart", TODAY, TODAY)
    assert course.arms == {("test", "warm"): 2, ("test", "short"): 1, ("test", "holdout"): 2}
    assert course.won == {("test", "warm"): 1, ("test", "holdout"): 1}
    assert [
        one.customer for one in await store.flow_counts.behind(("won", "cart", "test", "holdout"), NOON, NOON + DAY)
    ] == ["d"]


async def test_who_is_for_some_points_of_sale_has_their_numbers(store: Store) -> None:
    await are_at(store, a="lyon", b="paris", c="")
    record = Record()
    for customer in "abc":
        Talk(record, customer).comes_to("hello").ends("done", "hello")
    await counted(store, record)
    assert (await store.flow_counts.all(TODAY, TODAY, ["lyon"]))["cart"] == Began(2, {"done": 2})
    course = await store.flow_counts.of("cart", TODAY, TODAY, ["lyon"])
    assert course.reached == {"hello": 2}
    behind = await store.flow_counts.behind(("ended", "cart", "", "done"), NOON - DAY, NOON + DAY, scope=["lyon"])
    assert {one.customer for one in behind} == {"a", "c"}


async def test_behind_a_number_are_as_many_as_it_says_a_page_at_a_time(store: Store) -> None:
    record = Record()
    for number in range(7):
        outcome = "converted" if number % 2 else "expired"
        Talk(record, f"c{number}", NOON + timedelta(minutes=number // 2)).comes_to("hello").ends(outcome, "hello")
    Talk(record, "late", NOON + 2 * DAY).ends("expired", "hello")
    await counted(store, record)
    met: list[str] = []
    after = None
    while page := await store.flow_counts.behind(("ended", "cart", "", None), NOON, NOON + DAY, after=after, limit=3):
        met += [one.customer for one in page]
        after = (micros(page[-1].began), page[-1].position)
    assert sorted(met) == [f"c{number}" for number in range(7)]
    assert met[-1] == "c0", "the newest first"
    assert len(await store.flow_counts.behind(("ended", "cart", "", "converted"), NOON, NOON + DAY)) == 3
    assert len(await store.flow_counts.behind(("started", "cart", "", ""), NOON, NOON + DAY)) == 7


async def test_more_marks_than_fit_in_a_transaction(store: Store) -> None:
    record = Record()
    for number in range(AT_ONCE + 3):
        Talk(record, f"c{number}")
    assert await counted(store, record) == AT_ONCE + 3
    assert (await store.flow_counts.all(TODAY, TODAY))["cart"].started == AT_ONCE + 3


async def test_who_is_erased_stays_a_number_and_nothing_else(store: Store) -> None:
    await are_at(store, a="lyon")
    record = Record()
    Talk(record, "a")
    await counted(store, record)
    await store.erase("a", Keyed(b"k" * 32), "zoe", NOON)
    assert await store.flow_counts.behind(("started", "cart", "", ""), NOON - DAY, NOON + DAY) == []
    assert (await store.flow_counts.all(TODAY, TODAY))["cart"].started == 1


async def test_a_year_later_marks_that_were_counted_are_forgotten(store: Store) -> None:
    record = Record()
    Talk(record, "a")
    await write(store, record)
    assert await store.retention.forget_settled("flow_marks", NOON + DAY) == 0
    await store.flow_counts.count(PARIS)
    assert await store.retention.forget_settled("flow_marks", NOON + DAY) == 1


@pytest.mark.parametrize(("seconds", "expected"), [(0, 0), (1, 0), (2, 4), (4, 8), (160, 29)])
def test_lengths_have_four_classes_while_they_double(seconds: int, expected: int) -> None:
    assert length_class(seconds * 1_000_000) == expected
