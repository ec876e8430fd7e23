"""Codes for friends: made of chance, with the link that opens our chat; and whose code somebody came by."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

import structlog

from bot.channels.base import CannotLook
from bot.channels.event_ids import event_id
from bot.model.arrivals import Arrival
from bot.model.events import ReferralFollowed, ReferralMade, ShopReported
from bot.model.referral import UseReferral
from bot.rules.people.referral import code_of
from bot.store import Store
from bot.store.messages.errands import Errand
from bot.store.people.referrals import make, use

USED = "referral.used"
_log = structlog.get_logger(__name__)


class Referring:
    """`token` is chance, of 128 bits at least; `telegram` asks what our bot is called, None without Telegram;
    `public_url` is where the web chat is seen by the world."""

    def __init__(
        self,
        *,
        token: Callable[[], str],
        telegram: Callable[[], Awaitable[str | None]] | None = None,
        public_url: str | None = None,
    ) -> None:
        self._token = token
        self._telegram = telegram
        self._public_url = public_url
        self._name: str | None = None

    async def make(self, errand: Errand, store: Store, now: Callable[..., Arrival]) -> None:
        """Give the customer their code: the one that they have, else a new one."""
        known = await store.referrals.code_of(errand.customer)
        code = known or code_of(self._token())
        event = ReferralMade(id=event_id("referral made", errand.id), code=code, link=await self._link(code))
        told = now(event)
        await store.errands.finish(errand, [told], partial(make, errand.customer, code, told.received_at))
        _log.info("referral code made", errand=errand.id, known=known is not None)

    async def use(self, errand: Errand, effect: UseReferral, store: Store, now: Callable[..., Arrival]) -> None:
        """Tell the friend whether the code holds, and its owner that it was used: once for each friend, as the event's
        id is made of the friend's."""
        giver = await store.referrals.giver(effect.code, errand.customer)
        told = [now(ReferralFollowed(id=event_id("referral", effect.id), code=effect.code, holds=giver is not None))]
        if giver is None:
            await store.errands.finish(errand, told)
            return
        used = ShopReported(id=event_id(USED, errand.customer), name=USED, data={"friends": giver.friends})
        told.append(now(used, giver.customer))
        await store.errands.finish(errand, told, partial(use, errand.customer, effect.code, told[0].received_at))
        _log.info("referral used", errand=errand.id)

    async def _link(self, code: str) -> str:
        try:
            if self._name is None and self._telegram is not None:
                self._name = await self._telegram()
        except CannotLook as error:
            _log.warning("telegram does not tell our name", reason=str(error))
        if self._name:
            return f"https://t.me/{self._name}?start=ref_{code}"
        return f"{self._public_url}/chat?ref={code}" if self._public_url else ""
