"""Killed while customers order, rate, compare and book: their phones and the shop's own system say what came of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crash.bench import a_store
from tests.crash.shopping import SCENES

#: What runs without --slow: an order on its way to the shop, and an hour that is taken.
ALWAYS = {("sqlite", "order", "errand.after_answer"), ("postgresql", "book", "turn.before_commit")}


def on(kind: str) -> list[object]:
    return [
        pytest.param(verb, point, marks=() if (kind, verb, point) in ALWAYS else pytest.mark.slow, id=f"{verb}-{point}")
        for verb, (_, points) in SCENES.items()
        for point in points
    ]


async def run(verb: str, point: str, database_url: str, folder: Path) -> None:
    scene, _ = SCENES[verb]
    async with a_store(database_url, folder, PARCOURS_TEST_RETRY_AGE="24") as bench:  # a start may take its minutes
        await scene(bench, point)


@pytest.mark.parametrize(("verb", "point"), on("sqlite"))
async def test_killed_on_sqlite_the_shop_is_told_once_and_the_customer_too(
    verb: str, point: str, tmp_path: Path
) -> None:
    await run(verb, point, f"sqlite:///{tmp_path / 'shop.db'}", tmp_path)


@pytest.mark.parametrize(("verb", "point"), on("postgresql"))
async def test_killed_on_postgresql_the_shop_is_told_once_and_the_customer_too(
    verb: str, point: str, postgres_url: str, tmp_path: Path
) -> None:
    await run(verb, point, postgres_url, tmp_path)
