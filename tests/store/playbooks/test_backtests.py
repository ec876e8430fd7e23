"""Backtests as they are kept: asked for, run by one at a time, gone on with, cancelled, shown by point of sale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import replace

from bot.model.backtest import Figures, Line, Totals
from bot.store import Store
from bot.store.database.script import Script, many
from bot.store.playbooks.backtests import KEPT, KEPT_FOR, LOST_AFTER, Asked, Treated, forget_old
from tests.store.samples import NOON, at

ASKED = Asked(
    id="b1",
    by="ana",
    at=NOON,
    title="Moins de relances",
    used="v1",
    tried="v2",
    since=NOON - timedelta(days=30),
    until=NOON,
)
FILES = {"flows/store.yaml": "store: Moka\n"}
FIGURES = Figures(met=2, differ=1, events=9, before=Totals(messages=3), after=Totals(messages=2, held=1))
HELLO = Line(at=NOON, kind="said", words="Bonjour", purpose="care")


def treated(customer: str) -> Treated:
    return Treated(customer=customer, pairs=((HELLO, None), (HELLO, HELLO)))


async def customers(store: Store, *ids: str, place: str | None = None) -> None:
    for id_ in ids:
        await store.database.write(_made, ((id_, place),))


def _made(rows: Sequence[tuple[str, str | None]]) -> Script[None]:

    yield many("INSERT INTO customers (id, created_at, state, point_of_sale) VALUES ($1, 0, '{}', $2)", rows)


async def test_it_is_asked_for_run_and_read(store: Store) -> None:
    await customers(store, "c1")
    await store.backtests.ask(ASKED, FILES)
    assert await store.backtests.sources("b1") == FILES
    assert await store.backtests.get("b1") == ASKED
    assert await store.backtests.claim(at(1)) == "b1"
    assert await store.backtests.count("b1", 2, at(2))
    assert await store.backtests.go_on("b1", "c1", FIGURES, [treated("c1")], at(3))
    await store.backtests.finish("b1", at(4))
    kept = await store.backtests.get("b1")
    assert kept == replace(ASKED, state="done", people=2, reached="c1", figures=FIGURES, ended_at=at(4))
    assert not kept.is_under_way
    assert await store.backtests.customers("b1") == [replace(treated("c1"), thread="c1")]
    assert [one.entry.act for one in await store.audit.of("b1", 9)] == ["backtest.asked"]


async def test_one_is_run_at_a_time_and_who_is_lost_is_gone_on_with(store: Store) -> None:
    await store.backtests.ask(ASKED, FILES)
    await store.backtests.ask(replace(ASKED, id="b2"), FILES)
    assert await store.backtests.claim(at(0)) == "b1"
    assert await store.backtests.claim(at(1)) is None
    assert await store.backtests.go_on("b1", "c9", FIGURES, [], at(60))
    assert await store.backtests.claim(at(60) + LOST_AFTER) is None
    assert await store.backtests.claim(at(61) + LOST_AFTER) == "b1"
    again = await store.backtests.get("b1")
    assert again is not None
    assert (again.reached, again.figures) == ("c9", FIGURES)
    await store.backtests.give_up("b1")
    assert await store.backtests.claim(at(300)) == "b1"
    await store.backtests.finish("b1", at(301))
    assert await store.backtests.claim(at(302)) == "b2"


async def test_what_is_cancelled_is_not_gone_on_with(store: Store) -> None:
    await customers(store, "c1")
    await store.backtests.ask(ASKED, FILES)
    await store.backtests.claim(at(0))
    assert await store.backtests.cancel("b1", "max", at(1))
    assert not await store.backtests.cancel("b1", "max", at(2))
    assert not await store.backtests.count("b1", 7, at(3))
    assert not await store.backtests.go_on("b1", "c1", FIGURES, [treated("c1")], at(3))
    await store.backtests.finish("b1", at(4))
    kept = await store.backtests.get("b1")
    assert kept is not None
    assert (kept.state, kept.ended_at) == ("cancelled", at(1))
    assert await store.backtests.customers("b1") == []
    assert [one.entry.act for one in await store.audit.of("b1", 9)] == ["backtest.cancelled", "backtest.asked"]


async def test_of_who_was_erased_meanwhile_nothing_is_kept(store: Store) -> None:
    await store.backtests.ask(ASKED, FILES)
    await store.backtests.claim(at(0))
    assert await store.backtests.go_on("b1", "c1", FIGURES, [treated("c1")], at(3))
    assert await store.backtests.customers("b1") == []


async def test_a_fault_is_kept(store: Store) -> None:
    await store.backtests.ask(ASKED, FILES)
    await store.backtests.claim(at(0))
    await store.backtests.finish("b1", at(4), "unreadable")
    kept = await store.backtests.get("b1")
    assert kept is not None
    assert (kept.state, kept.fault) == ("failed", "unreadable")


async def test_customers_come_a_page_at_a_time_by_point_of_sale(store: Store) -> None:
    await customers(store, "c1", "c3", place="lyon")
    await customers(store, "c2", place="paris")
    await customers(store, "c4")
    await store.backtests.ask(ASKED, FILES)
    await store.backtests.claim(at(0))
    await store.backtests.go_on("b1", "c4", FIGURES, [treated(f"c{n}") for n in (1, 2, 3, 4)], at(1))
    first = await store.backtests.customers("b1", "", 2)
    assert [one.customer for one in first] == ["c1", "c2"]
    assert [one.customer for one in await store.backtests.customers("b1", "c2", 2)] == ["c3", "c4"]
    assert [one.customer for one in await store.backtests.customers("b1", places=("lyon",))] == ["c1", "c3", "c4"]


async def test_old_ones_and_those_past_the_number_kept_go_whole(store: Store) -> None:
    await customers(store, "c1")
    for number in range(KEPT + 2):
        await store.backtests.ask(replace(ASKED, id=f"b{number}"), FILES)
        await store.backtests.claim(at(number))
        await store.backtests.go_on(f"b{number}", "c1", FIGURES, [treated("c1")], at(number))
        await store.backtests.finish(f"b{number}", at(number))
    assert len(await store.backtests.latest(999)) == KEPT + 1
    assert await store.backtests.customers("b0") == []
    assert await forget_old(store.database, at(10) + KEPT_FOR) == 9
    assert len(await store.backtests.latest(999)) == KEPT - 8
