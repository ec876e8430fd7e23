"""A demonstration's database: the example store's playbook in its versions, and months lived on them until now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from bot.channels.pretended import Pretended
from bot.model.message import Reading
from bot.playbook import Readings, build
from bot.playbook.compiled import Playbook, Shelf
from bot.playbook.source.files import read_folder
from bot.playbook.version import fingerprint
from bot.settings import Settings
from bot.store import Store, migrate
from bot.store.database.bell import Bell
from bot.store.messages.bulk import write_all
from bot.understanding.questions.matcher import Matcher
from bot.wiring.channels import CUTTERS, Channels, open_channels
from bot.wiring.pacing import counting, meeting, reporting
from bot.wiring.playbooks import NoPlaybook, keep_built
from bot.work.demonstration.life import Life, Read
from bot.work.demonstration.people import account, people
from bot.work.demonstration.shop import hire, keep_beside
from bot.work.watching.playbook_rollout import told_everybody

SEED: Final = 7
CUSTOMERS: Final = 220
LASTS: Final = timedelta(days=150)
_PURCHASE: Final = "flows/journeys/purchase.yaml"
_POLICY: Final = "flows/policy.yaml"
_CAP: Final = ("[1 per 7 days, 3 per 30 days]", "[2 per 7 days, 4 per 30 days]")
_ADVICE: Final = ("after: 3 days\n    at: 18:00", "after: 2 days\n    at: 18:00")
#: What a version says that the next does not, the oldest first: file -> the words of today, the words of then.
_EARLIER: Final = (
    {_POLICY: _CAP, _PURCHASE: _ADVICE},
    {_POLICY: _CAP},
)
_NOTES: Final = (
    "Première mise en ligne",
    "Les conseils arrivent trois jours après la machine, plus deux",
    "Un seul message commercial par semaine",
)


async def prepare(url: str, folder: Path, now: datetime, customers: int = CUSTOMERS, seed: int = SEED) -> int:
    """Fill an empty database with a shop's life until `now`; return how many turns that took. Raises `NoPlaybook`."""
    await migrate(url)
    store = await Store.open(url, alone=True)
    try:
        began = now - LASTS
        shelves = await _publish(store, read_folder(folder), began, now)
        await hire(store, began)
        reader = _reader(shelves[-1][1].current)
        life = Life(people(seed, customers, began, now), shelves, CUTTERS, reader, seed=seed, until=now)
        portions = list(life.lived())
        await store.database.transact(lambda: write_all(portions))
        await keep_beside(store, seed, now)
        await told_everybody(store)
        await _counted(store, shelves[-1][1].current, now)
        return life.turns
    finally:
        await store.close()


def pretended_channels(settings: Settings, key: bytes, bell: Bell, media: Path | None) -> Channels:
    """Return the channels with one that sends nothing for each that is off: replies and planned messages go."""
    channels = open_channels(settings, key, bell, media)
    pretended = {name: Pretended(cutter) for name, cutter in CUTTERS.items()}
    return replace(channels, on={**pretended, **channels.on})


async def _counted(store: Store, playbook: Playbook, now: datetime) -> None:
    """Let the clock's counting have caught up, so that reports are full from the first look on."""

    def current() -> Playbook:
        return playbook

    for tick in (counting(store, current), meeting(store, current, lambda: now), reporting(store, current)):
        await tick.work()


async def _publish(
    store: Store, sources: Mapping[str, str], began: datetime, now: datetime
) -> list[tuple[datetime, Shelf]]:
    """Publish the versions, each some weeks after the one before. Nobody lived on the first: it is only kept."""
    times = (began - timedelta(days=12), began - timedelta(days=5), now - (now - began) / 3)
    written = [_changed(sources, changes) for changes in (*_EARLIER, {})]
    for at, note, files in zip(times, _NOTES, written, strict=True):
        await store.playbooks.put(fingerprint(files), files, note, at, account("julien"))
        await store.playbooks.make_current(fingerprint(files), at)
    readings = Readings()
    second, third = (_built(files, readings) for files in written[1:])
    keep_built(third)
    return [(times[0], Shelf(current=second)), (times[2], Shelf(current=third, earlier={second.version: second}))]


def _changed(sources: Mapping[str, str], changes: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    return {**sources, **{name: sources[name].replace(*words) for name, words in changes.items()}}


def _built(sources: Mapping[str, str], readings: Readings) -> Playbook:
    playbook = build(sources, readings=readings).playbook
    if playbook is None:
        raise NoPlaybook("the example store has errors; parcours check lists them")
    return playbook


def _reader(playbook: Playbook) -> Read:
    """Return what reads a text by its words alone, each once: nobody's machine should learn a playbook for this."""
    matcher = Matcher(playbook, None, None)

    @cache
    def read(text: str, language: str | None, asked: str) -> Reading:
        return matcher.read(text, language, asked)

    return read
