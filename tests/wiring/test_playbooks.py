"""Which playbook is in use."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.playbook.source.files import default_folder
from bot.settings import read_settings
from bot.store import Store
from bot.wiring.playbooks import NoPlaybook, playbook_folder, published_playbook, shop_in_use

MINIMAL = "store: Maison Test\nlanguages: [fr]\ncountry: FR\ntimezone: Europe/Paris\ncurrency: EUR\n"


def a_playbook(folder: Path, text: str = MINIMAL) -> Path:
    (folder / "flows").mkdir(parents=True, exist_ok=True)
    (folder / "flows" / "store.yaml").write_text(text, encoding="utf-8")
    return folder


def test_an_empty_folder_gets_the_example_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert playbook_folder(read_settings()) == default_folder()


def test_flows_that_stand_here_come_before_the_example_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(a_playbook(tmp_path))
    assert playbook_folder(read_settings()) == Path()


async def test_the_first_start_publishes_and_later_ones_keep_to_it(store: Store, tmp_path: Path) -> None:
    settings = read_settings(playbook=a_playbook(tmp_path / "shop"))
    first = await published_playbook(store, settings)
    assert await store.playbooks.current() == first.version
    a_playbook(tmp_path / "shop", MINIMAL.replace("Maison Test", "Another"))
    again = await published_playbook(store, settings)
    assert (again.version, again.store.name) == (first.version, "Maison Test")


async def test_a_broken_playbook_is_refused_with_what_to_do(store: Store, tmp_path: Path) -> None:
    with pytest.raises(NoPlaybook, match="parcours check lists them"):
        await published_playbook(store, read_settings(playbook=a_playbook(tmp_path / "shop", "sotre: x\n")))


async def test_who_only_reads_publishes_nothing(store: Store, tmp_path: Path) -> None:
    settings = read_settings(playbook=a_playbook(tmp_path / "shop"))
    assert (await shop_in_use(store, settings)).name == "Maison Test"
    assert await store.playbooks.current() is None
    await published_playbook(store, settings)
    a_playbook(tmp_path / "shop", MINIMAL.replace("Maison Test", "Another"))
    assert (await shop_in_use(store, settings)).name == "Maison Test"
