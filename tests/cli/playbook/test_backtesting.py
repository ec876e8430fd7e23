"""A backtest at the terminal, over a shop that lived first."""

from __future__ import annotations

import asyncio
import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.store import Store
from bot.store.playbooks.backtests import Asked
from tests.cli.installation.test_operations import Says, says
from tests.store.samples import NOON
from tests.studio.backtests.test_backtest import FOLLOW_UP, SOONER, WHO, lived, with_
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
    code, told, _ = says("backtest", folder(tmp_path / "new", SOONER), *LONG, "--lang", "en", "--html", "page.html")
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
    code, told, _ = says("backtest", folder(tmp_path / "same", FOLLOW_UP), *LONG, "--lang", "en")
    assert code == 0
    assert "None of 1 customers would have been treated differently." in told


@pytest.mark.usefixtures("shop")
def test_it_is_told_in_french_and_as_json(says: Says, tmp_path: Path) -> None:
    new = folder(tmp_path / "new", SOONER)
    code, told, _ = says("backtest", new, *LONG, "--lang", "fr", "--html", "page.html")
    assert code == 0
    assert "1 client sur 1 aurait été traité autrement." in told
    assert "non envoyés" in told
    assert '<html lang="fr">' in (tmp_path / "page.html").read_text("utf-8")
    code, told, _ = says("backtest", new, *LONG, "--json")
    customer, figures = (json.loads(line) for line in told.splitlines())
    assert customer["customer"] == WHO
    assert any(line["tried"] and line["tried"]["words"] == "Do you like it?" for line in customer["lines"])
    assert (figures["customers"], figures["treated_differently"], figures["beginning_not_kept"]) == (1, 1, 0)


@pytest.mark.usefixtures("shop")
def test_one_that_staff_asked_for_gives_way_to_all_else_and_is_kept(
    says: Says, monkeypatch: pytest.MonkeyPatch
) -> None:
    gave_way: list[int] = []
    monkeypatch.setattr(os, "nice", gave_way.append)  # there is no way back: the tests after it would crawl
    used = with_(FOLLOW_UP).version
    sources = {**SOURCES, "flows/conversations/after.yaml": SOONER}
    asked = Asked(
        id="b1", by="ana", at=NOON, title="", used=used, tried="x", since=NOON, until=NOON + timedelta(days=9)
    )
    asyncio.run(_asked(replace(asked, id="b0"), {"flows/store.yaml": "store: ["}))
    assert says("backtest", "--asked", "b0")[0] == 1
    asyncio.run(_asked(asked, sources))
    assert says("backtest", "--asked", "b1")[0] == 0
    broken, kept = asyncio.run(_kept("b0")), asyncio.run(_kept("b1"))
    assert (broken.state, broken.fault) == ("failed", "unreadable")
    assert (kept.state, kept.figures.met, kept.figures.differ) == ("done", 1, 1)
    assert says("backtest", "--asked", "b1")[0] == 0  # over: nothing is done
    assert gave_way == [10] * 3


async def _asked(asked: Asked, sources: dict[str, str]) -> None:
    store = await Store.open("sqlite:///parcours.db")
    await store.backtests.ask(asked, sources)
    assert await store.backtests.claim(NOON) == asked.id
    await store.close()


async def _kept(id_: str) -> Asked:
    store = await Store.open("sqlite:///parcours.db")
    kept = await store.backtests.get(id_)
    await store.close()
    assert kept is not None
    return kept


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
