from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest

from bot.model.appointment import TellAppointment
from bot.model.effects import AskModel, Emit, Fetch, PlaceOrder
from bot.model.events import AppointmentUndelivered, FetchReturned, ModelAnswered, OrderUndelivered
from bot.model.order import Order, OrderLine
from bot.store import Store
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.work.errands.errands import ErrandRunner
from bot.work.errands.fetcher import Fetcher
from bot.work.errands.language_model import LanguageModel
from bot.work.errands.outgoing import ORDER_PAUSES, Outgoing
from bot.work.errands.referrals import Referring
from tests.work.sending.sending_shop import Shop

NOW = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
FETCH = Fetch(id="f1", conversation="c1", method="GET", url="https://api.example/stock")
EMIT = Emit(id="e1", name="order.confirmed", data={"n": 1})

NOBODY = Referring(token=str)


ORDER = PlaceOrder(
    id="o1",
    name="order.confirmed",
    order=Order(key="k1", total=Decimal("19.80"), lines=(OrderLine(name="Café", quantity=2),)),
    contact={"phone": "+33612345678"},
)


async def asks(store: Store, *effects: AskModel | Fetch | Emit | PlaceOrder | TellAppointment) -> None:
    record = Record()
    for effect in effects:
        record.errand("customer", effect, micros(NOW))
    await store.database.transact(record.write)


def runner(
    store: Store,
    answer: Callable[[httpx.Request], Any],
    *,
    clock: Callable[[], datetime] = lambda: NOW,
    url: str | None = "https://shop.example/hooks",
) -> ErrandRunner:
    async def resolve(_: str) -> Sequence[str]:
        return ["93.184.215.14"]

    transport = httpx.MockTransport(answer)
    outgoing = (
        Outgoing(url, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", clock=clock, transport=transport) if url else None
    )
    fetcher = Fetcher(lambda: ["api.example"], resolve=resolve, transport=transport)
    return ErrandRunner(store, fetcher=fetcher, outgoing=outgoing, clock=clock, referring=NOBODY)


async def runs(one: ErrandRunner) -> None:
    await one.start_due()
    await one.finish()


async def rows(store: Store) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in await store.database.read("SELECT id, state, attempts FROM errands ORDER BY id")]


async def heard(store: Store) -> list[FetchReturned]:
    events = await Shop(store, {}, NOW).heard()
    assert all(isinstance(event, FetchReturned) for event in events)
    return events  # type: ignore[return-value]


async def test_what_a_fetch_brings_enters_the_inbox_as_it_ends(store: Store) -> None:
    await asks(store, FETCH)
    await runs(runner(store, lambda _: httpx.Response(200, stream=httpx.ByteStream(b'{"stock": 4}'))))
    (event,) = await heard(store)
    assert (event.conversation, event.set_by, event.ok, event.value) == ("c1", "f1", True, {"stock": 4})
    assert await rows(store) == [("f1", "done", 1)]


async def test_a_fetch_that_fails_comes_back_too(store: Store) -> None:
    await asks(store, FETCH)
    await runs(runner(store, lambda _: httpx.Response(503)))
    (event,) = await heard(store)
    assert (event.ok, event.reason) == (False, "HTTP 503")
    await runs(runner(store, lambda _: httpx.Response(200, stream=httpx.ByteStream(b"{}"))))
    assert len(await heard(store)) == 1, "once, whatever comes later"


async def test_a_fetch_cut_short_by_a_stop_is_run_at_the_next_start(store: Store) -> None:
    await asks(store, FETCH)
    released = asyncio.Event()

    async def hangs(_: httpx.Request) -> httpx.Response:
        await released.wait()
        return httpx.Response(200, stream=httpx.ByteStream(b"{}"))

    cut = runner(store, hangs)
    await cut.start_due()
    await runs(runner(store, lambda _: httpx.Response(200, stream=httpx.ByteStream(b'"second"'))))
    released.set()
    await cut.finish()
    (event,) = await heard(store)
    assert event.value == "second"


async def test_news_for_the_shop_is_tried_until_it_is_taken(store: Store) -> None:
    now, statuses = [NOW], [500, 204]
    one = runner(store, lambda _: httpx.Response(statuses.pop(0)), clock=lambda: now[0])
    await asks(store, EMIT)
    await runs(one)
    assert await rows(store) == [("e1", "waiting", 1)]
    await runs(one)
    assert len(statuses) == 1, "not before its time"
    now[0] += timedelta(seconds=6)
    await runs(one)
    assert await rows(store) == [("e1", "done", 2)]


async def test_without_an_address_news_is_given_up_and_says_so(store: Store) -> None:
    await asks(store, EMIT)
    await runs(runner(store, lambda _: httpx.Response(200), url=None))
    assert await rows(store) == [("e1", "given_up", 1)]


async def test_a_slow_one_does_not_hold_up_the_others_and_none_runs_twice_at_once(store: Store) -> None:
    released, asked = asyncio.Event(), []

    async def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        if request.url.path == "/hooks":
            await released.wait()
        return httpx.Response(200, stream=httpx.ByteStream(b"{}"))

    one = runner(store, answer)
    await asks(store, EMIT)
    await one.start_due()
    await asks(store, FETCH)
    await one.start_due()
    async with asyncio.timeout(30):
        while not await heard(store):
            await asyncio.sleep(0.01)
    await one.start_due()
    released.set()
    await one.finish()
    assert sorted(asked) == ["/hooks", "/stock"]


async def test_the_loop_runs_what_a_turn_asked_for_and_stops_when_told(store: Store) -> None:
    stop = asyncio.Event()
    task = asyncio.create_task(runner(store, lambda _: httpx.Response(200, stream=httpx.ByteStream(b"{}"))).run(stop))
    await asks(store, FETCH)
    store.bell.ring("outbox")
    async with asyncio.timeout(30):
        while not await heard(store):
            await asyncio.sleep(0.01)
        stop.set()
        await task


async def test_an_order_leaves_signed_with_its_lines_and_a_key_that_a_repeat_has_again(store: Store) -> None:
    told: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        told.append(request)
        return httpx.Response(500 if len(told) == 1 else 202)

    await asks(store, ORDER)
    await runs(runner(store, answer))
    await runs(runner(store, answer, clock=lambda: NOW + timedelta(seconds=6)))
    assert await rows(store) == [("o1", "done", 2)]
    assert {request.headers["webhook-id"] for request in told} == {"o1"}
    said = json.loads(told[1].content)
    assert said["type"] == "order.confirmed"
    assert said["data"]["reference"] == "k1"
    assert (said["data"]["total"], said["data"]["lines"]) == (19.8, [{"name": "Café", "quantity": 2}])
    assert said["data"]["contact"] == {"phone": "+33612345678"}


async def test_staff_are_told_of_an_order_that_nobody_takes(store: Store) -> None:
    await asks(store, ORDER)
    for hour in range(6):
        await runs(runner(store, lambda _: httpx.Response(503), clock=lambda hour=hour: NOW + timedelta(hours=hour)))
    assert (await rows(store))[0][1] != "waiting"
    [event] = await Shop(store, {}, NOW).heard()
    assert isinstance(event, OrderUndelivered)
    assert event.order == "k1"
    assert "HTTP 503" in event.reason


async def test_without_an_address_of_the_shops_an_order_goes_to_staff_at_once(store: Store) -> None:
    await asks(store, ORDER)
    await runs(runner(store, lambda _: httpx.Response(200), url=None))
    [event] = await Shop(store, {}, NOW).heard()
    assert isinstance(event, OrderUndelivered)


VISIT = TellAppointment(id="v1", name="appointment.booked", appointment="visit-1", data={"reference": "visit-1"})


def hangs(_: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("no answer in time")


async def test_the_shop_is_told_of_an_appointment_once_it_answers_and_never_as_two(store: Store) -> None:
    await asks(store, VISIT)
    ids: list[str] = []
    answers = iter([500, None, 200])

    def answer(request: httpx.Request) -> httpx.Response:
        ids.append(request.headers["webhook-id"])
        assert json.loads(request.content)["data"] == {"reference": "visit-1"}
        status = next(answers)
        return httpx.Response(status) if status else hangs(request)

    for hour in range(4):
        await runs(runner(store, answer, clock=lambda hour=hour: NOW + timedelta(hours=hour)))
    assert ids == ["v1", "v1", "v1"]
    assert (await rows(store))[0][1] != "waiting"
    assert not await Shop(store, {}, NOW).heard()


@pytest.mark.parametrize(
    ("answer", "reason", "tries"),
    [
        (lambda _: httpx.Response(500), "HTTP 500", len(ORDER_PAUSES) + 1),
        (hangs, "ReadTimeout", len(ORDER_PAUSES) + 1),
        (lambda _: httpx.Response(410), "410", 1),
    ],
    ids=["answers 500", "hangs", "is gone"],
)
@pytest.mark.parametrize("effect", [ORDER, VISIT], ids=["order", "appointment"])
async def test_staff_are_told_once_of_what_the_shop_does_not_take(
    store: Store, effect: PlaceOrder | TellAppointment, answer: Callable[[httpx.Request], Any], reason: str, tries: int
) -> None:
    """An order and an appointment are promised alike."""
    await asks(store, effect)
    asked: list[httpx.Request] = []

    def counted(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return answer(request)

    for hour in range(8):
        await runs(runner(store, counted, clock=lambda hour=hour: NOW + timedelta(hours=hour)))
    assert len(asked) == tries
    [event] = await Shop(store, {}, NOW).heard()
    assert isinstance(event, OrderUndelivered if effect is ORDER else AppointmentUndelivered)
    assert reason in event.reason


async def test_without_an_address_of_the_shops_an_appointment_goes_to_staff_at_once(store: Store) -> None:
    await asks(store, VISIT)
    await runs(runner(store, lambda _: httpx.Response(200), url=None))
    [event] = await Shop(store, {}, NOW).heard()
    assert isinstance(event, AppointmentUndelivered)
    assert event.appointment == "visit-1"


ASKED = AskModel(
    id="m1", task="rank", said="combien ?", until=NOW + timedelta(seconds=4), options=("Les délais", "Le prix")
)


async def test_what_a_language_model_says_comes_back_as_an_event(store: Store) -> None:
    said = {"choices": [{"message": {"content": "2"}, "finish_reason": "stop"}]}
    transport = httpx.MockTransport(lambda _: httpx.Response(200, stream=httpx.ByteStream(json.dumps(said).encode())))
    model = LanguageModel(
        "https://m.example/v1", "m", None, clock=lambda: NOW, seconds=lambda: 0.0, transport=transport
    )
    await asks(store, ASKED)
    one = ErrandRunner(store, fetcher=Fetcher(list), outgoing=None, clock=lambda: NOW, model=model, referring=NOBODY)
    await runs(one)
    (event,) = await Shop(store, {}, NOW).heard()
    assert isinstance(event, ModelAnswered)
    assert (event.set_by, event.text, event.reason) == ("m1", "2", "")
    await runs(one)
    assert len(await Shop(store, {}, NOW).heard()) == 1, "once"


async def test_where_there_is_no_model_that_is_the_answer(store: Store) -> None:
    await asks(store, ASKED)
    await runs(runner(store, lambda _: httpx.Response(500)))
    (event,) = await Shop(store, {}, NOW).heard()
    assert isinstance(event, ModelAnswered) and event.reason == "off"
