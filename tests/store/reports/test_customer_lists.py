"""The customers behind a number: the same ones that were counted, a page at a time, and none of another's."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.store import Store
from bot.store.database.script import Script, many, once
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.store.reports import customer_lists
from bot.store.reports.contacts import BEHIND
from bot.store.reports.customer_lists import FEW, Also, Behind, Known, Met, Moved, Stands
from tests.store.reports.test_journey_reports import DAY, HOUR, moves, shop
from tests.store.samples import NOON, keep, known, write, wrote

LATER = NOON + 10 * DAY
NAMES = {known(chat).id: chat for chat in range(1, 200)}


async def found(store: Store, behind: Behind, *scope: str, now: datetime = LATER, **more: Any) -> list[int]:
    """Everybody on a list, walked in pages of two."""
    chats: list[int] = []
    after = None
    while True:
        page = await store.customer_lists.page(behind, now, scope, Also(**more), after, 2)
        chats += [NAMES[line.customer] for line in page.lines]
        after = page.after
        if after is None:
            return chats


def moved(**wanted: Any) -> Moved:
    return Moved(**{"journey": "j", "since": NOON, "until": LATER, **wanted})


@pytest.fixture(params=[0, FEW], ids=["walked", "read from theirs"])
def narrowed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a list that is narrowed is walked in its own order, or read from the few whom that leaves."""
    monkeypatch.setattr(customer_lists, "FEW", request.param)


@pytest.mark.usefixtures("narrowed")
async def test_who_moved_the_latest_first(store: Store) -> None:
    await shop(store)
    assert await found(store, moved(direction="advancing")) == [3, 3, 2, 1, 2, 1]
    assert await found(store, moved(left="look", stage="buy")) == [3, 2, 1]
    assert await found(store, moved(left="look", stage="buy"), "lyon") == [2, 1]
    assert await found(store, moved(direction="receding")) == [4]
    assert await found(store, moved(left="")) == [3, 2, 1]
    assert await found(store, moved(until=NOON + DAY)) == [2, 1]
    assert await found(store, moved(left=""), relationship="weak") == [1]
    assert await found(store, moved(left=""), point_of_sale="nice") == [3]


@pytest.mark.usefixtures("narrowed")
async def test_moves_of_who_became_another_are_that_one_s(store: Store) -> None:
    await shop(store)

    def merged() -> Script[None]:
        yield once("UPDATE customers SET merged_into = $2 WHERE id = $1", known(3).id, known(1).id)
        yield once("DELETE FROM threads WHERE customer = $1", known(3).id)
        yield once("DELETE FROM journeys WHERE customer = $1", known(3).id)

    await store.database.transact(merged)
    assert await found(store, moved(direction="advancing"), "lyon") == [1, 1, 2, 1, 2, 1]
    assert await found(store, moved(stage="buy"), point_of_sale="lyon") == [1, 1]
    assert await found(store, Stands(journey="j"), relationship="weak") == [1]
    assert await found(store, Stands(journey="j", stage="look"), "lyon") == []


@pytest.mark.usefixtures("narrowed")
async def test_who_stands_somewhere_and_who_is_stalled_there(store: Store) -> None:
    await shop(store)
    assert await found(store, Stands(journey="j")) == [4, 3, 2, 1]
    assert await found(store, Stands(journey="j", stage="buy")) == [3, 2, 1]
    assert await found(store, Stands(journey="j", direction="receding")) == [4]
    stalled = {"buy": 7 * DAY, "look": 20 * DAY}
    assert await found(store, Stands(journey="j", stalled=stalled)) == [1, 2]
    assert await found(store, Stands(journey="j", stalled=stalled), "lyon", now=NOON + 9 * DAY) == [1, 2]
    assert await found(store, Stands(journey="j", stalled={})) == []
    assert await found(store, Stands(journey="j"), point_of_sale="nice") == [4, 3]
    assert await found(store, Stands(journey="j", stage="buy"), relationship="strong", channel="telegram") == []


async def test_who_is_known_by_name_or_number(store: Store) -> None:
    for chat in range(1, 4):
        await keep(store, known(chat, facts={"first_name": "Léa", "last_name": f"Moulin {chat}"}))
    assert sorted(await found(store, Known())) == [1, 2, 3]
    assert await found(store, Known(search="lea moulin 2")) == [2]
    assert await found(store, Known(search="nobody")) == []
    assert await found(store, Known(search="?")) == []


@pytest.mark.usefixtures("narrowed")
@pytest.mark.parametrize("seed", [1, 2])
async def test_whoever_was_met_stands_once_by_their_last_contact(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    for chat in range(1, 9):
        await moves(store, chat, (0, "", "look", "advancing"), place=chance.choice(("lyon", "nice", None)))
    told = [(chance.randrange(1, 9), chance.randrange(40), chance.random() < 0.5) for _ in range(60)]
    rows = [(known(chat).id, micros(NOON + hour * HOUR), int(answered)) for chat, hour, answered in told]

    def met() -> Script[None]:
        yield many(
            "INSERT INTO contacts (customer, at, journey, stage, channel, direction, answered) "
            "VALUES ($1, $2, 'j', 'look', 'sms', 'in', $3)",
            rows,
        )
        yield once("UPDATE customers SET merged_into = $2 WHERE id = $1", known(8).id, known(1).id)
        yield once("DELETE FROM threads WHERE customer = $1", known(8).id)

    await store.database.transact(met)
    places = {line.customer: line.point_of_sale for line in (await store.customer_lists.page(Known(), LATER)).lines}
    for answered in (None, True, False):
        for scope in ((), ("lyon",)):
            wanted = Met(
                journey="j", since=NOON + HOUR, until=NOON + 30 * HOUR, stage="look", channel="sms", way="in",
                answered=answered,
            )  # fmt: skip
            expected = _met_one_by_one(rows, wanted, scope, places)
            lines = await _walked(store, wanted, scope)
            assert sorted(lines) == sorted(expected)
            assert [at for _, at, _ in lines] == sorted((at for _, at, _ in expected), reverse=True)


def _met_one_by_one(
    rows: list[tuple[str, int, int]], wanted: Met, scope: tuple[str, ...], places: dict[str, str | None]
) -> list[tuple[str, int, str]]:
    """Who was met, when last and how often; the eighth is the first by now."""
    times: dict[str, list[int]] = {}
    for customer, at, was in rows:
        if micros(wanted.since) <= at < micros(wanted.until) and wanted.answered in (None, bool(was)):
            times.setdefault(customer, []).append(at)
    roots = {known(8).id: known(1).id}
    found = [(roots.get(customer, customer), max(ats), str(len(ats))) for customer, ats in times.items()]
    return [one for one in found if not scope or places[one[0]] in (None, *scope)]


async def _walked(store: Store, wanted: Met, scope: tuple[str, ...]) -> list[tuple[str, int, str]]:
    lines, after = [], None
    while True:
        page = await store.customer_lists.page(wanted, LATER, scope, after=after, limit=2)
        lines += [(line.customer, micros(line.at), line.cause) for line in page.lines]
        after = page.after
        if after is None:
            return lines


async def test_who_was_met_where(store: Store) -> None:
    await moves(store, 1, (0, "", "look", "advancing"))
    await moves(store, 2, (0, "", "look", "advancing"), place="nice")
    record = Record()
    for number, chat in enumerate((1, 1, 2)):
        when = micros(NOON + DAY + timedelta(minutes=number))
        record.heard(known(chat).id, wrote(str(number), chat=chat).event, when)  # type: ignore[arg-type]
    await write(store, record)
    await store.contacts.count(NOON + DAY + BEHIND + timedelta(minutes=5))
    met = Met(journey="j", since=NOON, until=LATER, stage="look", channel="telegram", way="in")
    assert await found(store, met) == [2, 1]
    assert await found(store, met, "lyon") == [1]
    [line] = (await store.customer_lists.page(met, LATER, ["lyon"])).lines
    assert line.cause == "2"


async def test_an_address_that_is_none_of_ours_begins_anew(store: Store) -> None:
    await shop(store)
    for after in ("x", "1", "1.", ".a", "9" * 30 + ".a", "-1.a"):
        page = await store.customer_lists.page(Stands(journey="j"), LATER, after=after)
        assert len(page.lines) == 4
