"""A backtest at the terminal, over a shop that lived first."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.store import Store
from tests.cli.test_operations import Says, says
from tests.store.samples import NOON
from tests.studio.test_backtest import FOLLOW_UP, SOONER, WHO, lived, with_
from tests.work.shop import SOURCES, open_shop

_ = says
LONG = ("--since", "600w")


async def _lived() -> None:
    store = await Store.open("sqlite:///parcours.db")
    try:
        version = with_(FOLLOW_UP).version
        await store.playbooks.put(version, {**SOURCES, "flows/conversations/after.yaml": FOLLOW_UP}, "", NOON)
        await store.playbooks.make_current(version, NOON)
        async with open_shop(store) as shop:
            await lived(shop)
    finally:
        await store.close()


def folder(path: Path, flow: str) -> str:
    for name, text in {**SOURCES, "flows/conversations/after.yaml": flow}.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text, "utf-8")
    return str(path)


@pytest.fixture
def shop(says: Says) -> None:
    says("migrate")
    asyncio.run(_lived())


@pytest.mark.usefixtures("shop")
def test_who_would_have_been_treated_differently_is_shown(says: Says, tmp_path: Path) -> None:
    code, told, _ = says("backtest", folder(tmp_path / "new", SOONER), *LONG, "--html", "page.html")
    assert code == 0
    assert "1 of 1 customers would have been treated differently." in told
    assert WHO in told
    assert "How is it?" in told
    assert "Do you like it?" in told
    assert "See you soon." not in told  # the same in both
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "See you soon." in page
    assert "Do you like it?" in page
    assert "<script" not in page


@pytest.mark.usefixtures("shop")
def test_the_same_playbook_changes_nothing(says: Says, tmp_path: Path) -> None:
    code, told, _ = says("backtest", folder(tmp_path / "same", FOLLOW_UP), *LONG)
    assert code == 0
    assert "None of 1 customers would have been treated differently." in told


@pytest.mark.usefixtures("shop")
def test_nothing_is_written(says: Says, tmp_path: Path) -> None:
    before = asyncio.run(_rows())
    says("backtest", folder(tmp_path / "new", SOONER), *LONG)
    assert asyncio.run(_rows()) == before


async def _rows() -> list[int]:
    store = await Store.open("sqlite:///parcours.db")
    try:
        tables = ("inbox", "outbox", "transcript", "ledger", "conversations", "playbooks")
        return [(await store.database.read(f"SELECT COUNT(*) FROM {table}"))[0][0] for table in tables]
    finally:
        await store.close()


def test_what_it_cannot_do_is_said(says: Says, tmp_path: Path) -> None:
    assert says("backtest", folder(tmp_path / "new", SOONER))[0] == 2  # no database
    says("migrate")
    assert says("backtest", str(tmp_path / "new"), "--since", "soon")[0] == 2
    assert says("backtest", str(tmp_path / "nowhere"))[0] == 2
    code, _, told = says("backtest", folder(tmp_path / "bad", FOLLOW_UP.replace("ask:", "asks:")))
    assert code == 1
    assert "mend" in told
