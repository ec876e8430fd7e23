"""The playbook versions at hand: the current one, and those that conversations under way still need."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from bot.playbook.compiled import Playbook, Shelf
from bot.rules.journey.pace import Paces
from bot.rules.offers.catalogue import Catalogue
from bot.store.playbooks.playbooks import Playbooks

EARLIER = 8  # versions kept in memory beside the current one

Build = Callable[[Mapping[str, str]], Playbook | None]


class Shelves:
    """What `advance` is given. An earlier version is fetched from the store the first time that somebody needs it."""

    def __init__(self, current: Playbook, playbooks: Playbooks, build: Build) -> None:
        self._playbooks = playbooks
        self._build = build
        self._earlier: OrderedDict[str, Playbook] = OrderedDict()
        self.absent: set[str] = set()
        self.shelf = Shelf(current=current)

    def replace(self, current: Playbook) -> None:
        """Let new conversations start on another version; those under way keep theirs."""
        before = self.shelf.current
        if before.version != current.version:
            self._keep(before)
        self.absent.discard(current.version)
        self.shelf = replace(self.shelf, current=current, earlier=dict(self._earlier))

    def pace(self, paces: Paces) -> None:
        """Use these durations of journey stages from now on."""
        self.shelf = replace(self.shelf, paces=paces)

    def sell(self, catalogue: Catalogue) -> None:
        """Use this catalogue from now on."""
        self.shelf = replace(self.shelf, catalogue=catalogue)

    async def fetch(self, versions: Iterable[str]) -> None:
        """Put versions on the shelf; those that can't be had are `absent` from now on, and the engine makes do."""
        for version in versions:
            sources = await self._playbooks.get(version)
            playbook = None if sources is None else await asyncio.to_thread(self._build, sources)
            if playbook is None:
                self.absent.add(version)
            else:
                self._keep(playbook)
        self.shelf = replace(self.shelf, earlier=dict(self._earlier))

    def _keep(self, playbook: Playbook) -> None:
        self._earlier[playbook.version] = playbook
        self._earlier.move_to_end(playbook.version)
        while len(self._earlier) > EARLIER:
            self._earlier.popitem(last=False)
