"""What happens to a part when nobody knows whether it was sent.

A time-out, a reset, a 5xx, or our own death between the socket and the commit leave a part `unknown`. In this order:

* its provider may still report on it by itself: for `patience` seconds nothing is done;
* a provider that can be asked is asked, twice, a minute apart, also where the program was restarted in between: found,
  it was accepted; not found, it is sent again, once;
* where nobody can be asked, the purpose decides: what the customer is owed (a reply, a service message) is sent again,
  once; what they are not owed (care, marketing) never is, and staff see "maybe sent";
* where a person has taken the thread since the bot said it, it is theirs to say whether it goes once more.

No part is ever sent again twice by itself. A part that stays `sending` long after its socket must have closed is one
whose outcome could not be written, so it is `unknown` too. Who is asked, and how, is the channel's business.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.channels.base import CannotLook, Channel
from bot.crash_points import reached
from bot.model.parts import Accepted, Part, Unknown
from bot.rules.contact.sending_again import OWED
from bot.store import Store, StoreFault
from bot.work.codes import Keyed, opened

BETWEEN_LOOKS: Final = timedelta(seconds=60)
TAKEN: Final = "not sent once more by itself: a person has taken the thread since"
_ROUND: Final = 5.0  # seconds
_STUCK: Final = timedelta(minutes=5)  # longer than any time-out of a channel
_NEIGHBOURS: Final = 10_000  # positions of the outbox before a part in which the same words may have left

_log = structlog.get_logger(__name__)


class Uncertain:
    """Looks after uncertain parts of the channels that are on."""

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        *,
        clock: Callable[[], datetime],
        keyed: Keyed | None = None,
    ) -> None:
        self._keyed = keyed
        self._store = store
        self._channels = channels
        self._clock = clock

    async def run(self, stop: asyncio.Event) -> None:
        """Look every few seconds until `stop` is set."""
        while not stop.is_set():
            try:
                await self.round()
            except StoreFault as fault:
                _log.error("uncertain parts not readable", fault=str(fault))
            try:
                await asyncio.wait_for(stop.wait(), _ROUND)
            except TimeoutError:
                continue

    async def round(self) -> None:
        """Decide on every part that has been uncertain for long enough."""
        now = self._clock()
        for part in await self._store.outbox.sending(now - _STUCK):
            await self._store.outbox.settle(part, Unknown("its outcome was not written down"), now)
        for patience in {channel.patience for channel in self._channels.values()}:
            for part in await self._store.outbox.uncertain(now - timedelta(seconds=patience)):
                channel = self._channels.get(part.address.channel)
                if channel is not None and channel.patience == patience:
                    await self._decide(part, channel, now)

    async def _decide(self, part: Part, channel: Channel, now: datetime) -> None:
        if not channel.can_find:
            await self._without_asking(part, now)
            return
        try:
            found = await channel.find(opened(part, self._keyed), known=await self._known(part))
        except CannotLook as fault:
            _log.warning("can't look for a part", part=part.id, channel=channel.name, reason=str(fault))
            return
        reached("uncertain.after_look")
        if found is not None:
            await self._store.outbox.settle(part, Accepted(found), now)
            _log.info("uncertain part found", part=part.id, channel=channel.name)
        elif now - await self._store.outbox.looked_in_vain(part, now) >= BETWEEN_LOOKS:
            await self._once_more(part, now, "the provider does not know of it")

    async def _without_asking(self, part: Part, now: datetime) -> None:
        if part.purpose in OWED:
            await self._once_more(part, now, "sent again once already, and uncertain again")
        else:
            await self._abandon(part, now, "maybe sent: the provider left us not knowing, and nobody is owed a repeat")

    async def _once_more(self, part: Part, now: datetime, otherwise: str) -> None:
        if await self._store.outbox.resend_once(part, now):
            _log.warning("uncertain part sent again", part=part.id, channel=part.address.channel, purpose=part.purpose)
        else:
            await self._abandon(part, now, otherwise if part.resent else TAKEN)

    async def _abandon(self, part: Part, now: datetime, reason: str) -> None:
        await self._store.outbox.abandon(part, reason, now)
        _log.warning("uncertain part left alone", part=part.id, channel=part.address.channel, purpose=part.purpose)

    async def _known(self, part: Part) -> Collection[str]:
        others = await self._store.outbox.of_customer(part.customer, max(0, part.position - _NEIGHBOURS))
        theirs = {other.provider_id for other in others if other.provider_id and other.id != part.id}
        return theirs.union(part.former_ids, *(other.former_ids for other in others))
