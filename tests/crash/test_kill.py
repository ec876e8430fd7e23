"""Kill the program at a named point, start it again, and ask the customers what they heard."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.crash_points import POINTS
from tests.crash.bench import a_store
from tests.crash.cases import CASES, Kind


def on(kind: Kind) -> list[object]:
    return [
        pytest.param(point, marks=() if kind in case.always else pytest.mark.slow, id=point)
        for point, case in CASES.items()
        if kind in case.on
    ]


def test_every_point_has_its_case() -> None:
    assert list(CASES) == list(POINTS)


async def run(point: str, database_url: str, folder: Path) -> None:
    case = CASES[point]
    async with a_store(database_url, folder, polling=case.is_polling, **case.settings) as bench:
        await case.scene(bench, f"{point}:{case.times}" if case.times > 1 else point)


@pytest.mark.parametrize("point", on("sqlite"))
async def test_killed_on_sqlite_nothing_is_lost_and_nothing_twice(point: str, tmp_path: Path) -> None:
    await run(point, f"sqlite:///{tmp_path / 'shop.db'}", tmp_path)


@pytest.mark.parametrize("point", on("postgresql"))
async def test_killed_on_postgresql_nothing_is_lost_and_nothing_twice(
    point: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    fixture = "empty_postgres_url" if CASES[point].starts_empty else "postgres_url"
    await run(point, request.getfixturevalue(fixture), tmp_path)
