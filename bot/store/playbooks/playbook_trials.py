"""Drafts being tried out: what one person has said and done to one, in order. The engine is pure: the rest follows."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import msgspec
from msgspec import Struct

from bot.store.database.database import StoreSubject
from bot.store.database.script import Script, once
from bot.store.database.statements import statements
from bot.store.database.times import micros, moment

SQL = statements("playbook_trials")
_LINES = msgspec.json.Decoder(tuple[str, ...])


class Trial(Struct, frozen=True, kw_only=True):
    """A conversation to be replayed: on which channel, in which language (empty: none said), from when, its lines."""

    channel: str
    language: str
    began_at: datetime
    lines: tuple[str, ...] = ()


class PlaybookTrials(StoreSubject):
    async def get(self, draft: str, staff: str) -> Trial | None:
        row = await self._database.read_one(SQL["get"], draft, staff)
        if row is None:
            return None
        channel, language, began_at, lines = row
        return Trial(channel=channel, language=language, began_at=moment(began_at), lines=_LINES.decode(lines))

    async def put(self, draft: str, staff: str, trial: Trial) -> None:
        """Keep somebody's trial of a draft, in place of the one before."""
        await self._database.transact(partial(_put, draft, staff, trial))


def _put(draft: str, staff: str, trial: Trial) -> Script[None]:
    lines = msgspec.json.encode(trial.lines).decode()
    yield once(SQL["put"], draft, staff, trial.channel, trial.language, micros(trial.began_at), lines)
