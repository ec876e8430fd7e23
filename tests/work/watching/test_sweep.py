from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.channels.base import CannotLook
from bot.channels.twilio.twilio_account import TwilioAccount
from bot.channels.twilio.twilio_inbound import TwilioInbound
from bot.channels.twilio.twilio_webhooks import Form, read_message
from bot.model.events import MessageReceived
from bot.store import Store
from bot.store.copies.restored import RESTORED
from bot.store.database.times import micros
from bot.work.watching.sweep import Sweep
from tests.emulators.twilio import ACCOUNT, AUTH_TOKEN, NUMBER, TwilioEmulator
from tests.work.sending.sending_shop import Shop

LEA = "+33612345678"


class Clock:
    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def account(twilio: TwilioEmulator) -> AsyncIterator[TwilioAccount]:
    opened = TwilioAccount(ACCOUNT, AUTH_TOKEN, api_url=twilio.url)
    yield opened
    await opened.close()


async def texts(store: Store) -> list[str]:
    events = await Shop(store, {}, datetime.now(UTC)).heard()
    return [event.text for event in events if isinstance(event, MessageReceived)]


async def test_what_came_while_we_were_away_is_recovered_once(
    store: Store, twilio: TwilioEmulator, account: TwilioAccount
) -> None:
    clock = Clock()
    sweep = Sweep(store, TwilioInbound(account, [NUMBER]), clock=clock)
    await sweep.sweep()
    await twilio.texts(LEA, "êtes-vous ouverts ?")
    await twilio.texts(LEA, "allô ?")
    clock.now += timedelta(hours=6)
    swept = await sweep.sweep()
    assert (swept.found, swept.recovered, swept.away) == (2, 2, timedelta(hours=6))
    again = await sweep.sweep()
    assert again.recovered == 0
    assert await texts(store) == ["êtes-vous ouverts ?", "allô ?"]


async def test_what_the_webhook_brought_is_not_met_twice(
    store: Store, twilio: TwilioEmulator, account: TwilioAccount
) -> None:
    sweep = Sweep(store, TwilioInbound(account, [NUMBER]), clock=Clock())
    sid = await twilio.texts(LEA, "bonjour")
    form = Form([("MessageSid", sid), ("From", LEA), ("Body", "bonjour")])
    arrival = read_message(form, received_at=datetime.now(UTC))
    assert arrival is not None
    await store.inbox.put([arrival])
    swept = await sweep.sweep()
    assert (swept.found, swept.recovered) == (1, 0)
    assert await texts(store) == ["bonjour"]


async def test_the_first_sweep_does_not_answer_last_years_messages(
    store: Store, twilio: TwilioEmulator, account: TwilioAccount
) -> None:
    await twilio.texts(LEA, "il y a longtemps")
    clock = Clock()
    clock.now += timedelta(hours=1)
    assert (await Sweep(store, TwilioInbound(account, [NUMBER]), clock=clock).sweep()).found == 0


async def test_a_sweep_that_fails_moves_nothing(store: Store, twilio: TwilioEmulator, account: TwilioAccount) -> None:
    clock = Clock()
    sweep = Sweep(store, TwilioInbound(account, [NUMBER]), clock=clock)
    await sweep.sweep()
    await twilio.texts(LEA, "bonjour")
    clock.now += timedelta(hours=2)
    twilio.fail("status", status=500, method="list")
    with pytest.raises(CannotLook):
        await sweep.sweep()
    assert (await sweep.sweep()).recovered == 1


async def test_the_loop_sweeps_at_start_and_goes_on_after_a_fault(
    store: Store, twilio: TwilioEmulator, account: TwilioAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.work.watching.sweep.EVERY", timedelta(seconds=0.01))
    twilio.fail("status", status=500, method="list")
    stop = asyncio.Event()
    task = asyncio.create_task(Sweep(store, TwilioInbound(account, [NUMBER]), clock=Clock()).run(stop))
    async with asyncio.timeout(30):
        while twilio.requests.count("list") < 3:
            await asyncio.sleep(0.01)
        stop.set()
        await task


async def test_what_came_before_a_restore_waits_for_a_person_and_what_came_after_is_met(
    store: Store, twilio: TwilioEmulator, account: TwilioAccount
) -> None:
    clock = Clock()
    sweep = Sweep(store, TwilioInbound(account, [NUMBER]), clock=clock)
    await sweep.sweep()
    await twilio.texts(LEA, "Rouge")
    clock.now += timedelta(minutes=2)
    await store.cursors.set(RESTORED, str(micros(clock.now)))
    twilio.messages.append(twilio.messages[-1] | {"sid": "SM" + "f" * 32, "body": "Bleu", "date_sent": later(clock)})
    assert (await sweep.sweep()).recovered == 2
    assert await store.inbox.overdue(clock.now) == 1
    [letter] = await store.inbox.dead()
    assert "Rouge" in letter.event


def later(clock: Clock) -> str:
    return format_datetime(clock.now + timedelta(minutes=1))


async def test_what_came_while_the_very_first_look_failed_is_recovered(
    store: Store, twilio: TwilioEmulator, account: TwilioAccount
) -> None:
    clock = Clock()
    sweep = Sweep(store, TwilioInbound(account, [NUMBER]), clock=clock)
    twilio.fail("status", status=500, method="list")
    with pytest.raises(CannotLook):
        await sweep.sweep()
    await twilio.texts(LEA, "bonjour")
    clock.now += timedelta(hours=6)
    assert (await sweep.sweep()).recovered == 1


async def test_a_clock_of_ours_that_was_set_ahead_for_hours_hides_no_message(
    store: Store, twilio: TwilioEmulator, account: TwilioAccount
) -> None:
    ours, theirs = Clock(), Clock()
    sweep = Sweep(store, TwilioInbound(account, [NUMBER]), clock=ours, theirs=theirs)
    await sweep.sweep()
    ours.now += timedelta(hours=30)
    for text in ("êtes-vous ouverts ?", "allô ?"):
        theirs.now += timedelta(minutes=1)
        await twilio.texts(LEA, text)
        assert (await sweep.sweep()).recovered == 1
    assert await texts(store) == ["êtes-vous ouverts ?", "allô ?"]


async def test_how_far_a_clock_that_was_ahead_got_is_not_believed(
    store: Store, twilio: TwilioEmulator, account: TwilioAccount
) -> None:
    clock = Clock()
    sweep = Sweep(store, TwilioInbound(account, [NUMBER]), clock=clock)
    clock.now += timedelta(hours=30)
    await sweep.sweep()
    clock.now -= timedelta(hours=30)
    await twilio.texts(LEA, "allô ?")
    assert (await sweep.sweep()).recovered == 1
