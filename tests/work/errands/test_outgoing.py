from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from standardwebhooks import Webhook

from bot.model.effects import Emit
from bot.work.errands.outgoing import PAUSES, Delivered, GivenUp, Outgoing, TryAgain

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
NOW = datetime.now(UTC)
EFFECT = Emit(id="e" * 32, name="order.confirmed", data={"total": 59.9, "note": "à l’étage"})


def outgoing(answer: Any) -> Outgoing:
    return Outgoing("https://shop.example/hooks", SECRET, clock=lambda: NOW, transport=httpx.MockTransport(answer))


async def test_the_receiver_can_check_who_sent_it_and_which_event_it_is() -> None:
    posted: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        posted.append(request)
        return httpx.Response(204)

    sender = Outgoing(
        "https://shop.example/hooks",
        SECRET,
        clock=lambda: datetime.now(UTC),  # the receiver's library goes by its own clock
        transport=httpx.MockTransport(answer),
    )
    assert await sender.deliver(EFFECT, customer="c1", attempts=0) == Delivered()
    (request,) = posted
    body = Webhook(SECRET).verify(request.content, dict(request.headers))
    assert body == {
        "type": "order.confirmed",
        "customer": {"id": "c1"},
        "data": {"total": 59.9, "note": "à l’étage"},
    }
    assert request.headers["webhook-id"] == EFFECT.id
    assert json.loads(request.content) == body


async def test_tried_again_it_is_the_same_event() -> None:
    ids: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        ids.append(request.headers["webhook-id"])
        return httpx.Response(500)

    one = outgoing(answer)
    for attempts in range(3):
        assert await one.deliver(EFFECT, customer="c1", attempts=attempts) == TryAgain(
            NOW + PAUSES[attempts], "HTTP 500"
        )
    assert len(set(ids)) == 1


@pytest.mark.parametrize("status", [301, 400, 401, 404, 429, 500, 503])
async def test_anything_but_2xx_is_tried_again(status: int) -> None:
    answer = outgoing(lambda _: httpx.Response(status))
    assert isinstance(await answer.deliver(EFFECT, customer="c", attempts=0), TryAgain)


async def test_a_receiver_that_is_gone_and_one_that_never_answers_are_given_up() -> None:
    gone = outgoing(lambda _: httpx.Response(410))
    assert isinstance(await gone.deliver(EFFECT, customer="c", attempts=0), GivenUp)
    down = outgoing(lambda _: httpx.Response(500))
    assert isinstance(await down.deliver(EFFECT, customer="c", attempts=len(PAUSES)), GivenUp)


async def test_a_line_that_breaks_is_tried_again() -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("x")

    assert isinstance(await outgoing(answer).deliver(EFFECT, customer="c", attempts=0), TryAgain)


def test_the_tries_span_some_days_and_grow_apart() -> None:
    assert list(PAUSES) == sorted(PAUSES)
    assert 2 * 86400 < sum(pause.total_seconds() for pause in PAUSES) < 4 * 86400


async def test_closing_closes_the_connections() -> None:
    await outgoing(lambda _: httpx.Response(200)).close()
