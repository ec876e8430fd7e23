"""Everything of an installation that is open: database, playbook, channels."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import structlog

from bot.playbook import build
from bot.playbook.compiled import Playbook
from bot.rules.contact.contact_policy import Home
from bot.rules.contact.sms_pumping import with_overseas
from bot.settings import Settings
from bot.store import Store, StoreFault, migrate
from bot.store.playbooks.playbooks import TOPIC as PLAYBOOK
from bot.wiring.channels import Channels, ChannelsOf, open_channels
from bot.wiring.key import secret_key
from bot.wiring.pacing import paces
from bot.wiring.playbooks import playbook_folder, published_playbook
from bot.wiring.reading import PlaybookReader
from bot.wiring.selling import Selling
from bot.work.processes import ringing_when
from bot.work.sending.dispatcher_check import Rules
from bot.work.turns.shelves import Shelves

#: A ring may be lost: so often, in seconds, the published version is asked for all the same.
LOOK_AGAIN = 30.0

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Installation:
    """What the loops work on. `reader` is None in a process that reads nothing."""

    settings: Settings
    key: bytes
    store: Store
    channels: Channels
    shelves: Shelves
    reader: PlaybookReader | None
    selling: Selling

    @property
    def playbook(self) -> Playbook:
        """The playbook that new conversations start on."""
        return self.shelves.shelf.current

    def rules(self) -> Rules:
        """Return the contact policy in force, for the last look before a socket opens."""
        store, settings = self.playbook.store, self.settings
        return Rules(
            policy=self.playbook.policy,
            home=Home(store.country, store.timezone),
            sms_countries=with_overseas(settings.sms_allowed(store.country)),
            sms_daily_cap=settings.sms_daily_cap,
            sms_country_daily_cap=settings.sms_country_daily_cap,
            clock_skew=self.channels.clock.worst(),
        )

    async def follow_publishing(self, stop: asyncio.Event) -> None:
        """Take up another published playbook as soon as there is one, until `stop` is set."""
        with self.store.bell.listen(PLAYBOOK) as listener, ringing_when(stop, listener):
            while not stop.is_set():
                await listener.rung(LOOK_AGAIN)
                try:
                    await self._take_up()
                    self.shelves.pace(await paces(self.store))
                except StoreFault as fault:
                    _log.error("published playbook not readable", fault=str(fault))

    async def _take_up(self) -> None:
        version = await self.store.playbooks.current()
        if version is None or version == self.playbook.version:
            return
        sources = await self.store.playbooks.get(version)
        playbook = (await asyncio.to_thread(build, sources or {})).playbook
        if playbook is None:
            _log.error("published playbook not usable", version=version)
            return
        self.shelves.replace(playbook)
        if self.reader is not None:
            self.reader.use(playbook)
            await self.selling.load()
        _log.info("playbook in use", version=version)


ReaderOf = Callable[[Playbook], PlaybookReader]


@contextlib.asynccontextmanager
async def opened(
    settings: Settings, *, migrating: bool, reader_of: ReaderOf | None, channels_of: ChannelsOf = open_channels
) -> AsyncIterator[Installation]:
    """Open an installation, and close it at the end.

    `migrating`: bring the schema up to date first (one process does it; the others refuse an older schema).
    Raises `SettingsFault`, `StoreFault`, `NoPlaybook`.
    """
    key = secret_key(settings)
    if migrating:
        await migrate(settings.database_url)
    store = await Store.open(settings.database_url, alone=True)
    try:
        playbook = await published_playbook(store, settings)
        channels = channels_of(settings, key, store.bell, playbook_folder(settings))
        try:
            shelves = Shelves(playbook, store.playbooks, lambda sources: build(sources).playbook)
            shelves.pace(await paces(store))
            reader = reader_of(playbook) if reader_of else None
            selling = Selling(store, shelves, reader)
            if reader is not None:
                await selling.load()
            yield Installation(settings, key, store, channels, shelves, reader, selling)
        finally:
            await channels.close()
    finally:
        await store.close()
