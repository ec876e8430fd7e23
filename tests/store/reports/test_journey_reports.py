"""Figures of a journey: the same whether the clock has counted or not, and of one's own points of sale."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.model.customer import JourneyState, Relationship
from bot.model.effects import RecordMove
from bot.store import Store
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.store.people.erasing import Keyed
from bot.store.reports.journey_reports import Moves, day_of
from tests.store.samples import NOON, keep, known, write

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


async def moves(
    store: Store, chat: int, *steps: tuple[float, str, str, str], place: str | None = None, value: float = 50
) -> None:
    """A customer who went through some steps: days after noon, the stage left, the stage, the direction."""
    days, _, stage, direction = steps[-1]
    state = JourneyState(journey="j", stage=stage, since=NOON + days * DAY, direction=direction)  # type: ignore[arg-type]
    relationship = Relationship(value=value, at=NOON)
    facts = {"point_of_sale": place} if place else {}
    await keep(store, known(chat, journeys=(state,), facts=facts, relationship=relationship))
    record = Record()
    for days, left, entered, way in steps:
        move = RecordMove(id="m", journey="j", stage=entered, cause=f"to {entered}", direction=way, left=left)
        record.move(known(chat).id, move, micros(NOON + days * DAY))
    await write(store, record)


async def shop(store: Store) -> None:
    await moves(store, 1, (0, "", "look", "advancing"), (1, "look", "buy", "advancing"), place="lyon", value=20)
    await moves(store, 2, (0.4, "", "look", "advancing"), (2, "look", "buy", "advancing"), value=40)
    await moves(store, 3, (3, "", "look", "advancing"), (4, "look", "buy", "advancing"), place="nice", value=60)
    await moves(store, 4, (5, "buy", "look", "receding"), place="nice", value=80)


async def figures(store: Store, days: float = 10, *scope: str) -> set[tuple[str, str, str, int]]:
    found = await store.journey_reports.moves("j", NOON - 12 * HOUR, NOON + days * DAY, scope)
    assert all(isinstance(one, Moves) for one in found)
    return {(one.left, one.stage, one.direction, one.count) for one in found}


async def test_a_figure_is_the_same_before_and_after_it_is_counted(store: Store) -> None:
    await shop(store)
    expected = {("", "look", "advancing", 3), ("look", "buy", "advancing", 3), ("buy", "look", "receding", 1)}
    assert await figures(store) == expected
    assert await store.pacing.count() == 7
    assert await figures(store) == expected
    await moves(store, 5, (6, "", "look", "advancing"))
    assert ("", "look", "advancing", 4) in await figures(store)
    morning = NOON - 12 * HOUR
    day = await store.journey_reports.moves("j", morning, morning + DAY)
    assert {(one.left, one.stage, one.count) for one in day} == {("", "look", 2)}, "the period's end is not in it"
    assert await store.journey_reports.moves("other", NOON, NOON + 10 * DAY) == []


async def test_points_of_sale_have_figures_of_their_own_and_of_nobodys(store: Store) -> None:
    await shop(store)
    for _ in range(2):
        assert await figures(store, 10, "lyon") == {("", "look", "advancing", 2), ("look", "buy", "advancing", 2)}
        await store.pacing.count()
    assert await store.journey_reports.places(["lyon"]) == {("j", "buy"): 2}
    assert await store.journey_reports.places() == {("j", "buy"): 3, ("j", "look"): 1}
    assert await store.journey_reports.relationship("j", ["nice"]) == 60
    assert await store.journey_reports.relationship("j") == 60
    assert await store.journey_reports.relationship("other") is None
    assert await store.journey_reports.causes("j", NOON, NOON + 10 * DAY, ["lyon"]) == []
    assert await store.journey_reports.causes("j", NOON, NOON + 10 * DAY) == [("to look", 1)]


def test_a_day_begins_when_the_shops_clocks_say_so() -> None:
    paris, kathmandu = ZoneInfo("Europe/Paris"), ZoneInfo("Asia/Kathmandu")
    late = datetime(2026, 3, 15, 23, 30, tzinfo=UTC)
    assert day_of(micros(late), paris) == micros(datetime(2026, 3, 15, 23, tzinfo=UTC)) // 3_600_000_000
    assert day_of(micros(late - HOUR), paris) == micros(datetime(2026, 3, 14, 23, tzinfo=UTC)) // 3_600_000_000
    assert day_of(micros(late), kathmandu) == micros(datetime(2026, 3, 15, 18, 15, tzinfo=UTC)) // 3_600_000_000


async def test_who_has_been_in_a_stage_for_too_long_is_counted(store: Store) -> None:
    await shop(store)
    patience = {"buy": 3 * DAY, "look": 9 * DAY}
    now = NOON + 5 * DAY
    assert await store.journey_reports.stalled("j", patience, now) == {"buy": 2, "look": 0}
    assert await store.journey_reports.stalled("j", patience, now - HOUR) == {"buy": 1, "look": 0}
    assert await store.journey_reports.stalled("j", patience, now, ["nice"]) == {"buy": 1, "look": 0}


async def test_a_place_on_a_journey_is_the_point_of_sale_s_of_the_thread_whatever_happens(store: Store) -> None:
    """Whoever writes first, the thread or the place; whoever moves, is merged, is erased."""
    chance = random.Random(7)
    for number in range(60):
        chat, place = chance.randrange(1, 7), chance.choice(("lyon", "nice", None))
        act = chance.choice(("moves", "moves", "another journey", "is merged", "is erased"))
        if act == "moves":
            await moves(store, chat, (number, "look", "buy", "advancing"), place=place)
        elif act == "is erased":
            await store.erase(known(chat).id, Keyed(b"k" * 32), "zoe", NOON)
        else:
            record = Record()
            if act == "is merged":
                record.threads.absorb(known(chat).id, known(chat % 6 + 1).id)
            else:
                move = RecordMove(id="m", journey=chance.choice("jk"), stage="look", cause="c", direction="steady")
                record.move(known(chat).id, move, micros(NOON + number * DAY))
            await write(store, record)
        stand = (
            "SELECT j.journey, j.stage, COALESCE(t.point_of_sale, '') FROM journeys j "
            "LEFT JOIN threads t ON t.customer = j.customer"
        )
        every = [tuple(row) for row in await store.database.read(stand)]
        for scope in (["lyon"], ["nice", "lyon"]):
            one_by_one = Counter((journey, stage) for journey, stage, place in every if place in ("", *scope))
            assert await store.journey_reports.places(scope) == dict(one_by_one), (number, act)
