"""Reading customers' texts with the matcher of the playbook in use, and letting it learn in the background."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import structlog

from bot.model.events import MessageReceived
from bot.model.message import Reading
from bot.playbook.compiled import Playbook
from bot.understanding.questions.matcher import Matcher
from bot.understanding.shopping.sold_offers import SoldOffers
from bot.wiring.memory import give_back

#: Examples embedded in one go: some two seconds of a thread, so that a stop need not wait long.
SLICE = 64

_log = structlog.get_logger(__name__)


class PlaybookReader:
    """The matcher in use. It reads at once with what it has; sentence embeddings join as they are made."""

    def __init__(self, playbook: Playbook, make: Callable[[Playbook], Matcher]) -> None:
        self._make = make
        self._matcher = make(playbook)
        self.sold: SoldOffers | None = None  # what is sold now, once it is loaded
        self._changed = asyncio.Event()
        self._changed.set()

    def __call__(self, message: MessageReceived, language: str | None, asked: str) -> Reading:
        """Return what a text may mean, also to the question `asked`, and the offers it asks for. Takes some
        milliseconds; called from a thread."""
        reading = self._matcher.read(message.text, language, asked)
        return self.sold.read(reading, message.text) if self.sold is not None else reading

    def use(self, playbook: Playbook) -> None:
        """Learn another playbook: lexically at once."""
        self._matcher = self._make(playbook)
        self._changed.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Embed what has no vector yet, in a thread, whenever the playbook changes, until `stop` is set."""
        stopping = asyncio.ensure_future(stop.wait())
        stopping.add_done_callback(lambda _: self._changed.set())
        try:
            while not stop.is_set():
                await self._changed.wait()
                self._changed.clear()
                await self._embed(stop)
        finally:
            stopping.cancel()

    async def _embed(self, stop: asyncio.Event) -> None:
        matcher, missing = self._matcher, 1
        while missing and not stop.is_set() and matcher is self._matcher:
            missing = await asyncio.to_thread(matcher.embed_missing, SLICE)
        if not missing:
            give_back()
            _log.info("playbook learnt")
