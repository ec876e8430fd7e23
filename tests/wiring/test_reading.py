"""The matcher in use learns in the background, and changes with the playbook."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.model.address import Address
from bot.model.events import MessageReceived
from bot.model.message import Reading
from bot.playbook import load
from bot.playbook.compiled import Playbook
from bot.wiring.reading import PlaybookReader
from tests.wiring.test_playbooks import MINIMAL, a_playbook


class Pupil:
    """A matcher that has so much to learn."""

    def __init__(self, playbook: Playbook) -> None:
        self.name = playbook.store.name
        self.missing = 130

    def read(self, text: str, language: str | None = None, asked: str = "") -> Reading:
        return Reading(language=language, reader=f"{self.name}: {text}")

    def embed_missing(self, at_most: int = 32) -> int:
        self.missing = max(0, self.missing - at_most)
        return self.missing


def playbook(folder: Path, name: str) -> Playbook:
    loaded = load(a_playbook(folder, MINIMAL.replace("Maison Test", name))).playbook
    assert loaded is not None
    return loaded


async def test_it_learns_all_of_each_playbook_it_is_given(tmp_path: Path) -> None:
    pupils: list[Pupil] = []

    def make(of: Playbook) -> Pupil:
        pupils.append(Pupil(of))
        return pupils[-1]

    reader = PlaybookReader(playbook(tmp_path / "a", "Un"), make)  # type: ignore[arg-type]
    stop = asyncio.Event()
    running = asyncio.create_task(reader.run(stop))
    message = MessageReceived(id="m", address=Address("web", "v"), text="bonjour")
    assert reader(message, "fr", "").reader == "Un: bonjour"
    while pupils[0].missing:
        await asyncio.sleep(0.01)
    reader.use(playbook(tmp_path / "b", "Deux"))
    while pupils[1].missing:
        await asyncio.sleep(0.01)
    assert reader(message, None, "").reader == "Deux: bonjour"
    stop.set()
    await running
