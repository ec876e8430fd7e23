from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.base import CannotLook
from bot.channels.twilio.twilio_account import TwilioAccount
from bot.channels.twilio.twilio_inbound import TwilioInbound
from bot.channels.twilio.twilio_webhooks import message_event_id
from bot.model.address import Address
from bot.model.events import MessageReceived
from tests.emulators.twilio import ACCOUNT, AUTH_TOKEN, NUMBER, TwilioEmulator

LEA = "+33612345678"


def before() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=10)


async def test_what_customers_sent_is_listed_as_the_events_their_webhooks_would_have_been() -> None:
    async with TwilioEmulator() as emulator:
        account = TwilioAccount(ACCOUNT, AUTH_TOKEN, api_url=emulator.url)
        text = await emulator.texts(LEA, "Bonjour")
        photo = await emulator.texts(f"whatsapp:{LEA}", "ma machine", To=f"whatsapp:{NUMBER}", NumMedia="1")
        await account.create(to=LEA, from_=NUMBER, body="ours")
        now = datetime.now(UTC)
        found = await TwilioInbound(account, [NUMBER, f"whatsapp:{NUMBER}"]).since(before(), now=now)
        assert [arrival.event.id for arrival in found] == [message_event_id(text), message_event_id(photo)]
        assert [arrival.names for arrival in found] == [(Address("sms", LEA),), (Address("whatsapp", LEA),)]
        events = [arrival.event for arrival in found]
        assert all(isinstance(event, MessageReceived) for event in events)
        assert isinstance(events[1], MessageReceived)
        assert events[1].media[0].kind == "photo"
        assert events[1].media[0].ref.startswith("https://api.twilio.com/2010-04-01/Accounts/")
        assert not events[1].media[0].ref.endswith(".json")
        await account.close()


async def test_without_a_number_whatever_came_to_the_account_is_listed() -> None:
    async with TwilioEmulator() as emulator:
        account = TwilioAccount(ACCOUNT, AUTH_TOKEN, api_url=emulator.url)
        await emulator.texts(LEA, "Bonjour")
        await account.create(to=LEA, from_=NUMBER, body="ours")
        found = await TwilioInbound(account, []).since(before(), now=datetime.now(UTC))
        assert len(found) == 1
        await account.close()


async def test_what_was_sent_before_the_start_is_left_out() -> None:
    async with TwilioEmulator() as emulator:
        account = TwilioAccount(ACCOUNT, AUTH_TOKEN, api_url=emulator.url)
        await emulator.texts(LEA, "Bonjour")
        later = datetime.now(UTC) + timedelta(minutes=1)
        assert await TwilioInbound(account, [NUMBER]).since(later, now=later) == []
        await account.close()


@pytest.mark.parametrize("fault", [{"action": "status", "status": 500}, {"action": "garbage"}, {"action": "half"}])
async def test_a_list_that_can_not_be_had_is_no_empty_list(fault: dict[str, object]) -> None:
    async with TwilioEmulator() as emulator:
        account = TwilioAccount(ACCOUNT, AUTH_TOKEN, api_url=emulator.url)
        emulator.fail(**fault, method="list")  # type: ignore[arg-type]
        with pytest.raises(CannotLook):
            await TwilioInbound(account, [NUMBER]).since(before(), now=datetime.now(UTC))
        await account.close()
