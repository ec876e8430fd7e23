"""Which playbook is in use: the one published last; at the very first start, the folder's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.playbook import build, load, who_speaks
from bot.playbook.compiled import Playbook
from bot.playbook.compiled import Store as Shop
from bot.playbook.source.files import default_folder, read_folder
from bot.settings import Settings
from bot.store import Store
from bot.wiring.clock import now

#: What this process has built before it opens, by version: a demonstration's shop has lived on what it then runs on.
_built: dict[str, Playbook] = {}


class NoPlaybook(Exception):
    """There is no playbook to run on; the message says what to do."""


def playbook_folder(settings: Settings) -> Path:
    """Return the folder of the playbook: PLAYBOOK, or the shipped example store where nothing else is there."""
    return default_folder() if is_example(settings) else settings.playbook


def is_example(settings: Settings) -> bool:
    """Tell whether no playbook was named and none stands here, so that the shipped example store is taken."""
    return settings.playbook == Path() and not Path("flows").is_dir()


def keep_built(playbook: Playbook) -> None:
    """Let the next who asks for the published playbook of this version have it as it was built here."""
    _built[playbook.version] = playbook


async def published_playbook(store: Store, settings: Settings) -> Playbook:
    """Return the playbook in use; publish the folder's where none ever was. Raises `NoPlaybook`."""
    version = await store.playbooks.current()
    if version is None:
        return await _publish_first(store, playbook_folder(settings))
    playbook = _built.pop(version, None) or build(await store.playbooks.get(version) or {}).playbook
    if playbook is None:
        raise NoPlaybook(f"the published playbook {version} can't be read by this version; parcours publish another")
    return playbook


async def playbook_in_use(store: Store, settings: Settings) -> Playbook | None:
    """Return the playbook in use, or the folder's where none was published; publishes nothing. None: it has errors."""
    sources = await _published(store)
    return build(sources).playbook if sources else load(playbook_folder(settings)).playbook


async def shop_in_use(store: Store, settings: Settings) -> Shop:
    """Return whose store this is: its languages and its time zone, as the playbook in use says."""
    return who_speaks(await _published(store) or read_folder(playbook_folder(settings)))


async def _published(store: Store) -> Mapping[str, str] | None:
    version = await store.playbooks.current()
    return await store.playbooks.get(version) if version else None


async def _publish_first(store: Store, folder: Path) -> Playbook:
    checked = load(folder)
    if checked.playbook is None:
        errors = sum(fault.severity == "error" for fault in checked.faults)
        raise NoPlaybook(f"the playbook in {folder} has {errors} errors; parcours check lists them")
    at = now()
    await store.playbooks.put(checked.playbook.version, read_folder(folder), "the first start", at)
    await store.playbooks.make_current(checked.playbook.version, at)
    return checked.playbook
