from __future__ import annotations

import pytest

from bot.channels.twilio.twilio_account import TooManyRequests, TwilioAccount
from tests.emulators.twilio import ACCOUNT, AUTH_TOKEN, NUMBER, TwilioEmulator


async def test_a_message_is_created_at_the_server_we_were_told() -> None:
    async with TwilioEmulator() as emulator:
        account = TwilioAccount(ACCOUNT, AUTH_TOKEN, api_url=emulator.url)
        sid = await account.create(to="+33612345678", from_=NUMBER, body="Ça va ? 100 % & plus + ’")
        assert sid == emulator.messages[0]["sid"]
        assert emulator.messages[0]["body"] == "Ça va ? 100 % & plus + ’"
        await account.close()


async def test_a_list_is_read_over_all_its_pages() -> None:
    async with TwilioEmulator() as emulator:
        account = TwilioAccount(ACCOUNT, AUTH_TOKEN, api_url=emulator.url)
        sids = [await emulator.texts("+33612345678", str(number)) for number in range(7)]
        found = await account.messages.list_async(to=NUMBER, page_size=3)
        assert {message.sid for message in found} == set(sids)
        assert emulator.requests.count("list") == 3
        await account.close()


@pytest.mark.parametrize(
    ("header", "seconds"), [(12, 12.0), (None, 2.0), ("Wed, 21 Oct 2026 07:28:00 GMT", 2.0), (-3, 0.0)]
)
async def test_too_many_requests_keeps_what_the_server_asked_for(header: object, seconds: float) -> None:
    async with TwilioEmulator() as emulator:
        account = TwilioAccount(ACCOUNT, AUTH_TOKEN, api_url=emulator.url)
        emulator.fail("status", status=429, retry_after=header)
        with pytest.raises(TooManyRequests) as refused:
            await account.create(to="+33612345678", from_=NUMBER, body="x")
        assert refused.value.seconds == seconds
        await account.close()
