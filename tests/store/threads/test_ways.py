"""Which way a customer goes now: as the last move went, until its stage has lasted too long; alike in every list."""

import pytest

from bot.store import Store
from bot.store.reports.customer_lists import Stands
from bot.store.threads.threads import Wanted
from bot.store.threads.ways import goes
from tests.store.reports.test_journey_reports import DAY, moves
from tests.store.samples import NOON, known

LATER = NOON + 9 * DAY
STEADY = {("j", "look"): NOON + DAY, ("k", "look"): LATER, ("j", "buy"): LATER}


async def three(store: Store) -> None:
    """1 has looked for too long, 2 has just gone back to it, 3 has never gone any way."""
    await moves(store, 1, (0.9, "", "look", "advancing"))
    await moves(store, 2, (1, "buy", "look", "receding"))
    await moves(store, 3, (1, "", "look", "steady"))


@pytest.mark.parametrize(("direction", "who"), [("advancing", []), ("receding", [2]), ("steady", [1, 3])])
async def test_both_lists_know_who_has_stood_still(store: Store, direction: str, who: list[int]) -> None:
    await three(store)
    chats = {known(chat).id: chat for chat in range(1, 4)}
    wanted = Wanted(folder="all", direction=direction, steady=STEADY)  # type: ignore[arg-type]
    rows = (await store.threads.page(wanted, "camille")).rows
    assert sorted(chats[row.customer] for row in rows) == who
    stands = Stands(journey="j", direction=direction, steady=STEADY)  # type: ignore[arg-type]
    lines = (await store.customer_lists.page(stands, LATER)).lines
    assert sorted(chats[line.customer] for line in lines) == who


async def test_rows_say_since_when(store: Store) -> None:
    await three(store)
    rows = (await store.threads.page(Wanted(folder="all"), "camille")).rows
    assert sorted(row.stage_since for row in rows if row.stage_since) == [NOON + 0.9 * DAY, NOON + DAY, NOON + DAY]
    lines = (await store.customer_lists.page(Stands(journey="j"), LATER)).lines
    assert sorted(line.stage_since for line in lines if line.stage_since) == [NOON + 0.9 * DAY, NOON + DAY, NOON + DAY]


def test_where_no_stage_is_known_the_last_move_counts() -> None:
    values: list[object] = ["camille"]
    assert goes("steady", {}, values) == "CASE WHEN 1 = 0 THEN 'steady' ELSE j.direction END = $2"
    assert values == ["camille", "steady"]
