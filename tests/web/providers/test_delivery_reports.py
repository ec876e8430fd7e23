"""What comes of a report that a message did not arrive."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.model.events import DeliveryFailed
from bot.model.message import Media, Purpose
from bot.store import Store
from tests.emulators.twilio import TwilioEmulator
from tests.work.reporting import reports
from tests.work.sending.sending_shop import Shop, sms_at

LEA, MAX = "+33612345678", "+33699999999"
NOON = datetime(2025, 11, 25, 11, 0, tzinfo=UTC)  # a Tuesday, long before the emulator's own clock


@pytest.fixture
async def twilio() -> AsyncIterator[TwilioEmulator]:
    async with TwilioEmulator() as emulator:
        emulator.callbacks = "lost"
        yield emulator
        assert not emulator.breaches


@pytest.fixture
async def shop(store: Store, twilio: TwilioEmulator) -> AsyncIterator[Shop]:
    channel = sms_at(twilio)
    yield Shop(store, {"sms": channel}, NOON)
    await channel.close()


def texts_to(twilio: TwilioEmulator, number: str) -> list[str]:
    """What Twilio took for a number, whether or not it arrived."""
    return [message["body"] for message in twilio.messages if message["to"] == number]


async def fails(shop: Shop, twilio: TwilioEmulator, code: int, purpose: Purpose = "service", **more: object) -> str:
    """Léa's phone gets nothing, and Twilio says why."""
    twilio.carrier.setdefault(LEA, []).append(code)
    part = await shop.plans(LEA, "Votre commande est prête.", channel="sms", purpose=purpose, **more)
    await shop.sends_all()
    await reports(shop, twilio, part)
    return part


async def sends(shop: Shop, part: str) -> None:
    """Send until this part has left; what was due before it has had its chance by then."""
    async with shop.sending(), asyncio.timeout(60):
        while await shop.state(part) != "accepted":
            await asyncio.sleep(0.01)


async def test_an_unreachable_phone_gets_two_more_copies_half_an_hour_apart_and_no_third(
    shop: Shop, twilio: TwilioEmulator
) -> None:
    await shop.knows(LEA, channel="sms")
    twilio.carrier[LEA] = [30003, 30003]
    part = await fails(shop, twilio, 30003)
    for copies in (1, 2):
        assert (await shop.part(part)).due_at == shop.now + timedelta(minutes=30)
        shop.later(minutes=29)
        await sends(shop, await shop.plans(MAX, channel="sms"))
        assert len(texts_to(twilio, LEA)) == copies, "not before its time"
        shop.later(minutes=1)
        await shop.sends_all()
        assert not await shop.heard(), "nothing has failed for good yet"
        await reports(shop, twilio, part)
    assert await shop.state(part) == "undelivered"
    shop.later(hours=1)
    await shop.sends_all()
    assert len(texts_to(twilio, LEA)) == 3
    [heard] = await shop.heard()
    assert isinstance(heard, DeliveryFailed)
    assert heard.outbox_id == part


async def test_the_copy_that_arrives_is_the_message(shop: Shop, twilio: TwilioEmulator) -> None:
    await shop.knows(LEA, channel="sms")
    part = await fails(shop, twilio, 30003)
    shop.later(minutes=31)
    await shop.sends_all()
    await reports(shop, twilio, part, "delivered")
    assert await shop.state(part) == "delivered"
    assert twilio.ledger.texts(LEA) == ["Votre commande est prête."]
    lines = await shop.store.database.read("SELECT text FROM transcript WHERE direction = 'out'")
    assert len(lines) == 1, "it was said once"


@pytest.mark.parametrize("state", ["undelivered", "sent", "sending", "failed"])
async def test_more_words_on_the_first_copy_change_nothing(shop: Shop, twilio: TwilioEmulator, state: str) -> None:
    part = await fails(shop, twilio, 30003)
    before = await shop.part(part)
    await reports(shop, twilio, part, state)
    assert await shop.part(part) == before
    assert not await shop.heard()


async def test_a_first_copy_that_was_shown_after_all_is_not_followed_by_another(
    shop: Shop, twilio: TwilioEmulator
) -> None:
    part = await fails(shop, twilio, 30003)
    await reports(shop, twilio, part, "delivered")
    shop.later(minutes=31)
    assert await shop.sends_all() == ["delivered"]
    assert len(twilio.messages) == 1


async def test_a_report_before_our_own_answer_counts(shop: Shop, twilio: TwilioEmulator) -> None:
    twilio.carrier[LEA] = [30003]
    twilio.fail("reset", accepted=True)
    part = await shop.plans(LEA, channel="sms", purpose="service")
    await shop.sends_all(but=frozenset({"unknown"}))
    await reports(shop, twilio, part)
    assert (await shop.part(part)).former_ids == (twilio.messages[0]["sid"],)
    shop.later(minutes=10)
    await shop.uncertain().round()
    assert await shop.state(part) == "queued", "it is known what became of it"


async def test_a_lost_second_copy_is_not_taken_for_the_first(shop: Shop, twilio: TwilioEmulator) -> None:
    await shop.knows(LEA, channel="sms")
    part = await fails(shop, twilio, 30003)
    shop.later(minutes=31)
    twilio.fail("reset")
    await shop.sends_all(but=frozenset({"unknown"}))
    uncertain = shop.uncertain()
    for _ in range(2):
        shop.later(minutes=3)
        await uncertain.round()
    assert await shop.state(part) == "queued"
    await shop.sends_all()
    assert twilio.ledger.texts(LEA) == ["Votre commande est prête."]


@pytest.mark.parametrize(
    ("code", "purpose", "again"),
    [
        (30003, "service", True),
        (30003, "care", True),
        (30003, "marketing", True),
        (30003, "reply", False),
        (30008, "service", True),
        (30008, "care", False),
        (30008, "marketing", False),
        (30004, "service", False),
        (30005, "service", False),
        (30006, "service", False),
        (30007, "service", False),
        (30034, "service", False),
        (21610, "service", False),
    ],
)
async def test_only_what_may_arrive_later_and_was_surely_not_seen_is_sent_again(
    shop: Shop, twilio: TwilioEmulator, code: int, purpose: Purpose, again: bool
) -> None:
    await shop.knows(LEA, channel="sms")
    part = await fails(shop, twilio, code, purpose)
    assert await shop.state(part) == ("queued" if again else "undelivered")
    assert len(await shop.heard()) == (0 if again else 1)
    shop.later(minutes=31)
    await shop.sends_all()
    assert len(twilio.messages) == 1 + again


async def test_words_whose_picture_is_gone_arrive_without_it(shop: Shop, twilio: TwilioEmulator) -> None:
    picture = Media("photo", "https://shop.example/gone.jpg")
    part = await fails(shop, twilio, 63019, media=picture)
    await shop.sends_all()
    assert [message["num_media"] for message in twilio.messages if message["to"] == LEA] == ["1", "0"]
    assert texts_to(twilio, LEA) == ["Votre commande est prête."] * 2
    assert await shop.state(part) == "accepted"
    assert not await shop.heard()


async def test_the_carriers_no_reason_allows_one_more_copy(shop: Shop, twilio: TwilioEmulator) -> None:
    await shop.knows(LEA, channel="sms")
    twilio.carrier[LEA] = [30008]
    part = await fails(shop, twilio, 30008)
    shop.later(minutes=31)
    await shop.sends_all()
    await reports(shop, twilio, part)
    assert await shop.state(part) == "undelivered"
    assert len(await shop.heard()) == 1


async def test_a_copy_is_held_to_its_window_its_age_and_an_opt_out(shop: Shop, twilio: TwilioEmulator) -> None:
    await shop.knows(LEA, channel="sms")
    ends = await fails(shop, twilio, 30003, "marketing", not_after=NOON + timedelta(minutes=20))
    assert await shop.state(ends) == "undelivered", "its time is over before another copy could leave"
    old = await fails(shop, twilio, 30003, "service", created_at=NOON - timedelta(hours=5, minutes=45))
    assert await shop.state(old) == "undelivered", "older than six hours by then"
    offer = await fails(shop, twilio, 30003, "marketing")

    shop.later(hours=12)
    await shop.sends_all()
    assert await shop.state(offer) == "dropped", "it is night"
    assert len(twilio.messages) == 3


async def test_a_copy_that_waits_holds_up_no_answer(shop: Shop, twilio: TwilioEmulator) -> None:
    part = await fails(shop, twilio, 30003)
    answer = await shop.plans(LEA, "Oui, jusqu’à 19 h.", channel="sms")
    await sends(shop, answer)
    assert await shop.state(part) == "queued"
    assert twilio.ledger.texts(LEA) == ["Oui, jusqu’à 19 h."]


async def sends_many(shop: Shop, twilio: TwilioEmulator, count: int, blocked: int) -> None:
    """So many messages to so many phones, of which the last ones are filtered."""
    numbers = [f"+336{number:08d}" for number in range(10_000_000, 10_000_000 + count)]
    for number in numbers[count - blocked :]:
        twilio.carrier[number] = [30007]
    parts = [await shop.plans(number, channel="sms") for number in numbers]
    await shop.sends_all()
    of = {message["to"]: index for index, message in enumerate(twilio.messages)}
    for number, part in zip(numbers, parts, strict=True):
        error = twilio.messages[of[number]]["error_code"]
        await reports(shop, twilio, part, "undelivered" if error else "delivered", copy=of[number])


async def offers(shop: Shop) -> str:
    return await shop.state(await offered(shop))


async def offered(shop: Shop) -> str:
    part = await shop.plans(LEA, "Une offre. STOP", channel="sms", purpose="marketing")
    await shop.sends_all()
    return part


async def test_a_sender_that_carriers_filter_stops_marketing_and_goes_on_answering(
    shop: Shop, twilio: TwilioEmulator
) -> None:
    await shop.knows(LEA, channel="sms")
    await sends_many(shop, twilio, 60, 2)
    [stopped] = await shop.store.senders.stopped(shop.now)
    assert "filtered 2 of the last 60" in stopped.stop_reason
    part = await offered(shop)
    assert await shop.state(part) == "dropped"
    rows = await shop.store.database.read("SELECT rule FROM ledger WHERE outbox = $1", part)
    assert [row[0] for row in rows] == ["carrier filter"]
    assert await shop.state(await shop.plans(LEA, channel="sms")) == "queued"
    assert (await shop.sends_all())[-1] == "accepted"


async def test_a_person_releases_it_and_what_was_filtered_before_no_longer_counts(
    shop: Shop, twilio: TwilioEmulator
) -> None:
    await shop.knows(LEA, channel="sms")
    await sends_many(shop, twilio, 60, 2)
    assert len(await shop.store.senders.release(shop.now)) == 1
    assert await shop.store.senders.release(shop.now) == []
    assert await offers(shop) == "accepted"


async def test_it_ends_by_itself_after_a_day(shop: Shop, twilio: TwilioEmulator) -> None:
    await shop.knows(LEA, channel="sms")
    await sends_many(shop, twilio, 60, 2)
    shop.later(hours=24, minutes=1)
    assert await offers(shop) == "accepted"


@pytest.mark.parametrize(("count", "blocked"), [(60, 1), (49, 5)])
async def test_one_filtered_message_or_too_few_to_tell_stop_nothing(
    shop: Shop, twilio: TwilioEmulator, count: int, blocked: int
) -> None:
    await sends_many(shop, twilio, count, blocked)
    assert not await shop.store.senders.stopped(shop.now)


async def test_what_was_refused_is_counted_once(shop: Shop, twilio: TwilioEmulator) -> None:
    part = await fails(shop, twilio, 30007)
    await reports(shop, twilio, part)
    assert (await shop.store.measures.all())["provider_errors"] == {"30007": 1.0}
