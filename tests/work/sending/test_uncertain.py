from __future__ import annotations

import asyncio

import msgspec
import pytest

from bot.channels.base import Timeouts
from bot.channels.web_chat import WebChat
from bot.model.address import Address
from bot.model.conversation import Handover
from bot.model.customer import Customer, KnownAddress
from bot.model.message import Purpose
from bot.model.parts import Report
from bot.store.database.identity import customer_id_of
from bot.store.database.script import Script, once
from bot.work.sending.uncertain import TAKEN
from tests.emulators.telegram import TelegramEmulator
from tests.emulators.twilio import TwilioEmulator
from tests.work.sending.sending_shop import Shop, telegram_at

LEA = "+33612345678"
UNKNOWN = frozenset({"unknown"})


async def uncertain_part(shop: Shop, channel: str, purpose: Purpose = "reply") -> str:
    to = "7" if channel == "telegram" else LEA
    await shop.knows(to, channel=channel)
    part = await shop.plans(to, channel=channel, purpose=purpose)
    assert (await shop.sends_all(but=UNKNOWN))[-1] == "unknown"
    return part


@pytest.mark.parametrize("purpose", ["care", "marketing"])
async def test_telegram_marketing_that_may_have_left_is_never_sent_again(
    shop: Shop, telegram: TelegramEmulator, purpose: Purpose
) -> None:
    shop.channels["telegram"] = telegram_at(telegram, timeouts=Timeouts(read=0.3))
    telegram.fail("hang", accepted=True)
    part = await uncertain_part(shop, "telegram", purpose)
    for _ in range(5):
        await shop.uncertain().round()
        shop.later(minutes=5)
        await shop.sends_all()
    assert await shop.state(part) == "abandoned"
    assert len(telegram.ledger.shown) == 1
    rows = await shop.store.database.read("SELECT rule, words FROM ledger WHERE outbox = $1", part)
    assert rows[0][0] == "uncertain send", "staff see it"


@pytest.mark.parametrize("purpose", ["reply", "service"])
@pytest.mark.parametrize("accepted", [True, False])
async def test_telegram_answers_are_sent_again_once(
    shop: Shop, telegram: TelegramEmulator, purpose: Purpose, accepted: bool
) -> None:
    telegram.fail("reset", accepted=accepted)
    part = await uncertain_part(shop, "telegram", purpose)
    await shop.uncertain().round()
    assert await shop.sends_all() == ["accepted"]
    assert len(telegram.ledger.shown) == 1 + accepted
    assert (await shop.part(part)).resent


async def taken_over(shop: Shop) -> None:
    """Let a person take the thread of 7."""
    state = Customer(
        id=customer_id_of(Address("telegram", "7")),
        created_at=shop.now,
        addresses=(KnownAddress(address=Address("telegram", "7")),),
        handover=Handover(id="h", team="", reason="staff", since=shop.now, staff="theo", touched=shop.now),
    )

    def script() -> Script[None]:
        yield once("UPDATE customers SET state = $2 WHERE id = $1", state.id, msgspec.json.encode(state).decode())

    await shop.store.database.transact(script)


@pytest.mark.parametrize("purpose", ["reply", "service"])
async def test_whether_it_goes_once_more_is_theirs_to_say_who_have_the_thread(
    shop: Shop, telegram: TelegramEmulator, purpose: Purpose
) -> None:
    telegram.fail("reset", accepted=False)
    part = await uncertain_part(shop, "telegram", purpose)
    shop.later(seconds=1)
    await taken_over(shop)
    shop.later(seconds=1)
    await shop.uncertain().round()
    assert await shop.state(part) == "abandoned"
    assert (await shop.part(part)).error == TAKEN
    assert await shop.sends_all() == ["abandoned"]
    assert len(telegram.ledger.shown) == 0
    assert await shop.store.resending.resend(part, "theo", shop.now)
    assert await shop.sends_all() == ["accepted"]
    assert len(telegram.ledger.shown) == 1


async def test_never_twice_by_itself(shop: Shop, telegram: TelegramEmulator) -> None:
    shop.channels["telegram"] = telegram_at(telegram, timeouts=Timeouts(read=0.3))
    telegram.fail("hang", accepted=True, times=5)
    part = await uncertain_part(shop, "telegram")
    for _ in range(4):
        await shop.uncertain().round()
        await shop.sends_all(but=UNKNOWN)
    assert await shop.state(part) == "abandoned"
    assert "once already" in ((await shop.part(part)).error or "")
    assert len(telegram.ledger.shown) == 2


async def test_twilio_is_given_time_to_report_by_itself(shop: Shop, twilio: TwilioEmulator) -> None:
    twilio.fail("reset", accepted=True)
    part = await uncertain_part(shop, "sms")
    shop.later(seconds=119)
    await shop.uncertain().round()
    assert twilio.requests.count("list") == 0
    sid = twilio.messages[0]["sid"]
    await shop.store.outbox.report(Report(part=part, provider_id=sid, state="delivered", at=shop.now))
    shop.later(minutes=10)
    await shop.uncertain().round()
    assert await shop.state(part) == "delivered"
    assert (await shop.part(part)).provider_id == sid
    assert twilio.requests.count("list") == 0


async def test_what_twilio_has_is_found_and_not_repeated(shop: Shop, twilio: TwilioEmulator) -> None:
    twilio.fail("garbage", accepted=True)
    part = await shop.plans(LEA, channel="sms", purpose="reply")
    await shop.sends_all(but=UNKNOWN)
    shop.later(seconds=121)
    await shop.uncertain().round()
    assert await shop.state(part) == "accepted"
    assert len(twilio.ledger.shown) == 1


async def test_what_twilio_does_not_have_after_two_looks_is_sent_again_once(shop: Shop, twilio: TwilioEmulator) -> None:
    twilio.fail("reset")
    part = await uncertain_part(shop, "sms")
    uncertain = shop.uncertain()
    shop.later(seconds=121)
    await uncertain.round()
    shop.later(seconds=59)
    await uncertain.round()
    assert await shop.state(part) == "unknown", "two looks, a minute apart"
    shop.later(seconds=2)
    await uncertain.round()
    assert await shop.sends_all() == ["accepted"]
    assert len(twilio.ledger.shown) == 1
    assert twilio.requests.count("list") == 3


async def test_the_second_look_may_be_another_process_s(shop: Shop, twilio: TwilioEmulator) -> None:
    twilio.fail("reset")
    part = await uncertain_part(shop, "sms")
    shop.later(seconds=121)
    await shop.uncertain().round()
    shop.later(seconds=59)
    await shop.uncertain().round()
    assert await shop.state(part) == "unknown", "two looks, a minute apart"
    shop.later(seconds=2)
    await shop.uncertain().round()
    assert await shop.sends_all() == ["accepted"]
    assert len(twilio.ledger.shown) == 1


async def test_what_was_looked_for_in_an_earlier_doubt_is_looked_for_twice_again(
    shop: Shop, twilio: TwilioEmulator
) -> None:
    twilio.fail("reset")
    part = await uncertain_part(shop, "sms")
    for _ in range(2):
        shop.later(seconds=121)
        await shop.uncertain().round()
    twilio.fail("reset")
    await shop.sends_all(but=UNKNOWN)
    shop.later(seconds=121)
    await shop.uncertain().round()
    assert await shop.state(part) == "unknown", "that was one look"
    shop.later(seconds=61)
    await shop.uncertain().round()
    assert await shop.state(part) == "abandoned"


async def test_a_look_that_fails_does_not_count(shop: Shop, twilio: TwilioEmulator) -> None:
    twilio.fail("reset")
    part = await uncertain_part(shop, "sms")
    uncertain = shop.uncertain()
    shop.later(seconds=121)
    twilio.fail("status", status=500, method="list", times=2)
    for _ in range(2):
        await uncertain.round()
        shop.later(minutes=2)
    assert await shop.state(part) == "unknown"
    await uncertain.round()
    assert await shop.state(part) == "unknown"


async def test_the_same_words_sent_before_are_not_taken_for_the_lost_part(shop: Shop, twilio: TwilioEmulator) -> None:
    first = await shop.plans(LEA, "Je n’ai pas compris.", channel="sms")
    await shop.sends_all()
    twilio.fail("reset")
    second = await shop.plans(LEA, "Je n’ai pas compris.", channel="sms")
    await shop.sends_all(but=UNKNOWN)
    uncertain = shop.uncertain()
    for _ in range(2):
        shop.later(seconds=121)
        await uncertain.round()
    await shop.sends_all()
    assert await shop.state(first) == await shop.state(second) == "accepted"
    assert len(twilio.ledger.shown) == 2


async def test_a_web_chat_part_cut_short_by_a_stop_has_arrived(shop: Shop) -> None:
    shop.channels = {"web": WebChat(lambda _: None)}
    part = await shop.plans("visitor", channel="web", purpose="marketing")
    await shop.store.outbox.claim(("web",), 1, shop.now)
    await shop.store.outbox.recover(("web",), shop.now)
    await shop.uncertain().round()
    assert await shop.state(part) == "accepted"


async def test_a_part_whose_outcome_was_never_written_is_unknown_after_a_while(shop: Shop) -> None:
    part = await shop.plans("7")
    await shop.store.outbox.claim(("telegram",), 1, shop.now)
    shop.later(minutes=4)
    await shop.uncertain().round()
    assert await shop.state(part) == "sending"
    shop.later(minutes=2)
    await shop.uncertain().round()
    assert await shop.state(part) in {"unknown", "queued"}


async def test_a_part_of_a_channel_that_is_off_is_left_until_it_is_on(shop: Shop, telegram: TelegramEmulator) -> None:
    telegram.fail("reset", accepted=False)
    part = await uncertain_part(shop, "telegram")
    was, shop.channels = shop.channels, {"web": WebChat(lambda _: None)}
    shop.later(minutes=10)
    await shop.uncertain().round()
    assert await shop.state(part) == "unknown"
    shop.channels = was
    await shop.uncertain().round()
    assert await shop.state(part) == "queued"


async def test_the_loop_decides_by_itself_and_stops_when_asked(shop: Shop, telegram: TelegramEmulator) -> None:
    telegram.fail("reset", accepted=False)
    part = await uncertain_part(shop, "telegram")
    stop = asyncio.Event()
    task = asyncio.create_task(shop.uncertain().run(stop))
    async with asyncio.timeout(30):
        while await shop.state(part) == "unknown":
            await asyncio.sleep(0.01)
        stop.set()
        await task
    assert await shop.state(part) == "queued"
