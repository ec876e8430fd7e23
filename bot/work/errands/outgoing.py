"""Telling the shop's systems: outgoing webhooks, signed as Standard Webhooks say (standardwebhooks.com).

The id of the effect is the `webhook-id`, so that who receives it twice can tell. Delivery is tried over some three
days.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

import httpx
import msgspec
from msgspec import Struct
from standardwebhooks import Webhook

from bot.model.appointment import TellAppointment
from bot.model.effects import Emit, PlaceOrder
from bot.rules.order.order_values import order_values

#: The pauses that the specification recommends, after each failure.
PAUSES: Final = tuple(
    timedelta(seconds=seconds) for seconds in (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
#: An order or an appointment can't wait for days: after some two and a half hours staff take it over.
ORDER_PAUSES: Final = PAUSES[:4]
_TIMEOUT: Final = 15.0
_GONE: Final = 410


class Delivered(Struct, frozen=True):
    """The other side said 2xx."""


class TryAgain(Struct, frozen=True):
    """Not delivered; worth another try at this time."""

    at: datetime
    reason: str


class GivenUp(Struct, frozen=True):
    """Not delivered, and never will be."""

    reason: str


Delivery = Delivered | TryAgain | GivenUp


class Outgoing:
    """Posts to `url` with signatures by `secret` (`whsec_…`)."""

    def __init__(
        self,
        url: str,
        secret: str,
        *,
        clock: Callable[[], datetime],
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._url = url
        self._webhook = Webhook(secret)
        self._clock = clock
        self._client = httpx.AsyncClient(transport=transport, follow_redirects=False, timeout=_TIMEOUT)

    async def deliver(
        self, effect: Emit, *, customer: str, attempts: int, pauses: Sequence[timedelta] = PAUSES
    ) -> Delivery:
        """Post one event; `attempts` were made before, and `pauses` lie between them. Never raises for what the outside
        does.
        """
        now = self._clock()
        body = msgspec.json.encode({"type": effect.name, "customer": {"id": customer}, "data": effect.data}).decode()
        headers = {
            "content-type": "application/json",
            "webhook-id": effect.id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": self._webhook.sign(effect.id, now, body),
        }
        try:
            answer = await self._client.post(self._url, content=body, headers=headers)
        except httpx.HTTPError as error:
            return _again(attempts, type(error).__name__, now, pauses)
        if answer.is_success:
            return Delivered()
        if answer.status_code == _GONE:
            return GivenUp("the receiver wants no more of these (410)")
        return _again(attempts, f"HTTP {answer.status_code}", now, pauses)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()


def order_news(effect: PlaceOrder) -> Emit:
    """Return the event that tells the shop's system of an order: its lines, its fulfilment, who orders."""
    data = {**order_values(effect.order), "reference": effect.order.key, "contact": effect.contact}
    return Emit(id=effect.id, name=effect.name, data=data)


def appointment_news(effect: TellAppointment) -> Emit:
    """Return the event that tells the shop's system of an appointment."""
    return Emit(id=effect.id, name=effect.name, data=effect.data)


def _again(attempts: int, reason: str, now: datetime, pauses: Sequence[timedelta]) -> TryAgain | GivenUp:
    if attempts >= len(pauses):
        return GivenUp(f"not delivered after {attempts + 1} tries: {reason}")
    return TryAgain(now + pauses[attempts], reason)
