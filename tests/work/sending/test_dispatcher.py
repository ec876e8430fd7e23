from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.channels.twilio.twilio import WhatsApp
from bot.channels.twilio.twilio_account import TwilioAccount
from bot.model.conversation import Handover
from bot.model.events import ChatBlocked, DeliveryFailed, OptOutReported
from bot.model.message import Template
from bot.model.parts import Outcome, Part
from bot.rules.contact.contact_policy import STAFF_AGAIN
from bot.store import Store
from bot.store.database.faults import StoreUnavailable
from bot.store.database.script import Script, once
from bot.store.messages.gate import Claimed
from bot.work.sending.dispatcher_check import last_look
from bot.work.sending.limiter import Departure, SenderLimit
from tests.emulators.limits import StrictWindow
from tests.emulators.telegram import TelegramEmulator
from tests.emulators.twilio import ACCOUNT, AUTH_TOKEN, NUMBER, TwilioEmulator
from tests.work.conftest import TUESDAY_NOON
from tests.work.reporting import reports
from tests.work.sending.sending_shop import RULES, Shop, telegram_at

LEA, MAX = "+33612345678", "+33699999999"


async def test_parts_of_one_chat_leave_in_order_and_each_once(shop: Shop, telegram: TelegramEmulator) -> None:
    texts = [f"partie {number}" for number in range(12)]
    for text in texts:
        await shop.plans("7", text)
        await shop.plans("8", text)
    assert set(await shop.sends_all()) == {"accepted"}
    assert telegram.ledger.texts(7) == telegram.ledger.texts(8) == texts


async def test_what_was_accepted_has_the_providers_id(shop: Shop, telegram: TelegramEmulator) -> None:
    part = await shop.plans()
    await shop.sends_all()
    assert (await shop.part(part)).provider_id == str(telegram.ledger.shown[0]["id"])
    assert (await shop.part(part)).attempts == 1


async def test_answers_leave_before_offers(shop: Shop, telegram: TelegramEmulator) -> None:
    shop.channels = {"telegram": telegram_at(telegram, rate=10.0)}
    await shop.knows("7")
    for purpose in ("marketing", "service", "reply"):
        await shop.plans(
            "7" if purpose == "marketing" else purpose[0].replace("s", "8").replace("r", "9"), purpose, purpose=purpose
        )
    await shop.knows("8")
    await shop.sends_all()
    assert [entry["text"] for entry in telegram.ledger.shown] == ["reply", "service", "marketing"]


@pytest.mark.parametrize("failing", range(5))
async def test_a_part_that_surely_did_not_leave_is_sent_again_and_the_others_wait_for_it(
    shop: Shop, telegram: TelegramEmulator, failing: int
) -> None:
    texts = [f"{number}/5" for number in range(1, 6)]
    for text in texts:
        await shop.plans("7", text)
    for number in range(5):
        telegram.fail("slow", seconds=0.0) if number != failing else telegram.fail("status", status=429, retry_after=0)
    assert set(await shop.sends_all()) == {"accepted"}
    assert telegram.ledger.texts(7) == texts


async def test_a_part_of_which_nobody_knows_holds_back_the_next_ones_of_its_chat_only(
    shop: Shop, telegram: TelegramEmulator
) -> None:
    texts = [f"{number}/5" for number in range(1, 6)]
    for text in texts:
        await shop.plans("7", text)
    for _ in range(2):
        telegram.fail("slow", seconds=0.0)
    telegram.fail("reset", accepted=True)
    states = await shop.sends_all(but=frozenset({"unknown", "queued"}))
    async with shop.sending():
        async with asyncio.timeout(30):
            while "unknown" not in await shop.states():
                await asyncio.sleep(0.01)
        await shop.plans("8", "une autre")
        async with asyncio.timeout(30):
            while not telegram.ledger.texts(8):
                await asyncio.sleep(0.01)
        states = await shop.states()
        assert states[:5] == ["accepted", "accepted", "unknown", "queued", "queued"]
        assert telegram.ledger.texts(7) == texts[:3]
        await shop.uncertain().round()
        shop.store.bell.ring("outbox")
        await shop.until()
    assert telegram.ledger.texts(7) == ["1/5", "2/5", "3/5", "3/5", "4/5", "5/5"], "one repeat, then the rest"


async def test_a_chat_that_must_wait_holds_up_nobody(shop: Shop, telegram: TelegramEmulator) -> None:
    telegram.fail("status", status=429, retry_after=600, method="sendMessage")
    flooded = await shop.plans("7", "trop tôt")
    await shop.sends_all(but=frozenset({"queued"}))
    async with shop.sending():
        async with asyncio.timeout(30):
            while telegram.requests.count("sendMessage") < 1:
                await asyncio.sleep(0.01)
        for number in range(20):
            await shop.plans(str(100 + number), "à l’heure")
        async with asyncio.timeout(30):
            while len(telegram.ledger.shown) < 20:
                await asyncio.sleep(0.01)
    waiting = await shop.part(flooded)
    assert waiting.state == "queued"
    assert waiting.due_at == shop.now + timedelta(seconds=600)
    assert not telegram.ledger.texts(7), "nothing leaves before the time that Telegram gave"
    shop.later(seconds=601)
    await shop.sends_all()
    assert telegram.ledger.texts(7) == ["trop tôt"]


async def test_a_sender_that_must_wait_waits_whole(shop: Shop, telegram: TelegramEmulator) -> None:
    telegram.fail("status", status=429, retry_after=600, times=2)
    await shop.plans("7")
    await shop.plans("8")
    async with shop.sending():
        async with asyncio.timeout(30):  # until the second refusal has been heard, not only given
            while telegram.requests.count("sendMessage") < 2 or (await shop.states()) != ["queued", "queued"]:
                await asyncio.sleep(0.01)
        await shop.plans("9")
        sms = await shop.plans(LEA, channel="sms")
        async with asyncio.timeout(30):
            while await shop.state(sms) != "accepted":
                await asyncio.sleep(0.01)
        assert telegram.requests.count("sendMessage") == 2


async def test_a_pause_of_the_whole_sender_survives_a_restart(shop: Shop, telegram: TelegramEmulator) -> None:
    telegram.fail("status", status=429, retry_after=600, times=2)
    await shop.plans("7")
    await shop.plans("8")
    async with shop.sending(), asyncio.timeout(30):
        while (await shop.states()) != ["queued", "queued"] or telegram.requests.count("sendMessage") < 2:
            await asyncio.sleep(0.01)
    third = await shop.plans("9")
    sms = await shop.plans(LEA, channel="sms")
    async with shop.sending(), asyncio.timeout(30):
        while await shop.state(sms) != "accepted":
            await asyncio.sleep(0.01)
    assert (await shop.state(third), telegram.requests.count("sendMessage")) == ("queued", 2)
    shop.later(seconds=601)
    await shop.sends_all()
    assert telegram.requests.count("sendMessage") == 5


async def test_one_number_gets_only_so_many_sms_a_day(shop: Shop, twilio: TwilioEmulator) -> None:
    shop.rules = replace(RULES, sms_daily_cap=3)
    parts = [await shop.plans(LEA, str(number), channel="sms") for number in range(5)]
    other = await shop.plans(MAX, channel="sms")
    await shop.sends_all()
    assert twilio.ledger.texts(LEA) == ["0", "1", "2"]
    assert await shop.state(other) == "accepted"
    rows = await shop.store.database.read("SELECT outbox, rule FROM ledger ORDER BY outbox")
    assert [tuple(row) for row in rows] == [(part, "SMS daily cap") for part in parts[3:]]
    shop.later(hours=25)
    await shop.plans(LEA, "demain", channel="sms")
    await shop.sends_all()
    assert twilio.ledger.texts(LEA)[-1] == "demain"


async def test_all_numbers_of_a_country_get_only_so_many_sms_a_day(shop: Shop, twilio: TwilioEmulator) -> None:
    shop.rules = replace(RULES, sms_countries=None, sms_country_daily_cap=2)
    for number in range(2):
        await shop.plans(f"+3361234567{number}", "bonjour", channel="sms")
    await shop.sends_all()
    third = await shop.plans(LEA, "trop", channel="sms")
    belgian = await shop.plans("+32470123456", "bonjour", channel="sms")
    await shop.sends_all()
    assert [await shop.state(part) for part in (third, belgian)] == ["dropped", "accepted"]
    fourth = await shop.plans("+33612345679", "trop aussi", channel="sms")
    await shop.sends_all()
    rows = await shop.store.database.read("SELECT outbox, rule FROM ledger ORDER BY at, number, outbox")
    held = {(third, "SMS country daily cap"), (third, "staff told"), (fourth, "SMS country daily cap")}
    assert sorted(tuple(row) for row in rows) == sorted(held), "staff are told once a day for a country"
    assert await shop.store.sms_counts.stopped_since("FR") is not None
    assert await shop.store.sms_counts.stopped_since("BE") is None
    shop.later(hours=26)
    await shop.plans(LEA, "demain", channel="sms")
    await shop.sends_all()
    assert twilio.ledger.texts(LEA) == ["demain"]


async def test_on_whatsapp_a_template_stands_in_once_free_text_may_not_be_sent(
    shop: Shop, twilio: TwilioEmulator
) -> None:
    account = TwilioAccount(ACCOUNT, AUTH_TOKEN, api_url=twilio.url)
    shop.channels = {"whatsapp": WhatsApp(account, {"from_": f"whatsapp:{NUMBER}"}, rate=200.0)}
    template = Template("HX" + "a" * 32, {"1": "Léa"})
    twilio.templates[template.sid] = "Bonjour {{1}}, votre commande est prête."
    await shop.knows(LEA, channel="whatsapp", last_in=shop.now - timedelta(hours=30))
    await shop.knows(MAX, channel="whatsapp", last_in=shop.now - timedelta(hours=1))
    for to in (LEA, MAX):
        await shop.plans(to, "C’est prêt !", channel="whatsapp", purpose="service", template=template)
    twilio.closed.add(f"whatsapp:{LEA}")
    assert await shop.sends_all() == ["accepted", "accepted"]
    assert twilio.ledger.texts(f"whatsapp:{LEA}") == ["Bonjour Léa, votre commande est prête."]
    assert twilio.ledger.texts(f"whatsapp:{MAX}") == ["C’est prêt !"]
    assert await shop.sends_all() == ["accepted", "accepted"]
    await shop.channels["whatsapp"].close()


async def test_a_free_text_that_whatsapp_refuses_is_followed_by_its_template(
    shop: Shop, twilio: TwilioEmulator
) -> None:
    account = TwilioAccount(ACCOUNT, AUTH_TOKEN, api_url=twilio.url)
    shop.channels = {"whatsapp": WhatsApp(account, {"from_": f"whatsapp:{NUMBER}"}, rate=200.0)}
    template = Template("HX" + "a" * 32)
    twilio.templates[template.sid] = "Votre commande est prête."
    twilio.closed.update({f"whatsapp:{LEA}", f"whatsapp:{MAX}"})
    for to in (LEA, MAX):
        await shop.knows(to, channel="whatsapp", last_in=shop.now - timedelta(hours=23, minutes=59))
    part = await shop.plans(LEA, channel="whatsapp", purpose="service", template=template)
    await shop.sends_all()
    await reports(shop, twilio, part, "failed")
    assert await shop.sends_all() == ["accepted"]
    assert twilio.ledger.texts(f"whatsapp:{LEA}") == ["Votre commande est prête."]
    plain = await shop.plans(MAX, channel="whatsapp", purpose="service")
    await shop.sends_all()
    await reports(shop, twilio, plain, "failed")
    assert await shop.sends_all() == ["accepted", "failed"]
    [heard] = await shop.heard()
    assert isinstance(heard, DeliveryFailed)
    await shop.channels["whatsapp"].close()


async def test_a_template_that_may_have_left_is_found_whatever_its_words(shop: Shop, twilio: TwilioEmulator) -> None:
    account = TwilioAccount(ACCOUNT, AUTH_TOKEN, api_url=twilio.url)
    shop.channels = {"whatsapp": WhatsApp(account, {"from_": f"whatsapp:{NUMBER}"}, rate=200.0)}
    template = Template("HX" + "a" * 32)
    twilio.templates[template.sid] = "Votre commande est prête."
    await shop.knows(LEA, channel="whatsapp", last_in=shop.now - timedelta(hours=30))
    part = await shop.plans(LEA, "C’est prêt !", channel="whatsapp", purpose="service", template=template)
    twilio.fail("reset", accepted=True)
    await shop.sends_all(but=frozenset({"unknown"}))
    shop.later(seconds=121)
    await shop.uncertain().round()
    assert await shop.state(part) == "accepted"
    assert twilio.requests.count("create") == 1
    await shop.channels["whatsapp"].close()


async def test_a_storm_of_429_loses_nothing_and_repeats_nothing(shop: Shop, telegram: TelegramEmulator) -> None:
    for number in range(30):
        await shop.plans(str(number % 6 + 1), f"message {number}")
    telegram.fail("status", status=429, retry_after=0, times=25)
    assert set(await shop.sends_all()) == {"accepted"}
    for chat in range(1, 7):
        assert telegram.ledger.texts(chat) == [f"message {number}" for number in range(30) if number % 6 + 1 == chat]


@pytest.mark.parametrize(
    ("channel", "to", "event"),
    [("telegram", "7", ChatBlocked), ("sms", "0600", ChatBlocked), ("sms", LEA, OptOutReported)],
)
async def test_a_refusal_is_told_to_the_engine_and_never_tried_again(
    shop: Shop, telegram: TelegramEmulator, twilio: TwilioEmulator, channel: str, to: str, event: Any
) -> None:
    telegram.blocked.add(7)
    twilio.opted_out.add(LEA)
    part = await shop.plans(to, channel=channel)
    assert await shop.sends_all() == ["refused"]
    (heard,) = await shop.heard()
    assert isinstance(heard, event)
    assert heard.address.id == to
    shop.later(hours=1)
    await shop.sends_all()
    assert telegram.requests.count("sendMessage") + twilio.requests.count("create") == 1
    assert (await shop.part(part)).error


async def test_a_message_refused_for_itself_is_a_failed_delivery_and_the_next_goes_on(
    shop: Shop, telegram: TelegramEmulator
) -> None:
    telegram.fail("status", status=400, words="Bad Request: can't parse entities")
    refused = await shop.plans("7", "refusé")
    await shop.plans("7", "suivant")
    assert await shop.sends_all() == ["refused", "accepted"]
    (heard,) = await shop.heard()
    assert isinstance(heard, DeliveryFailed)
    assert (heard.outbox_id, heard.gone) == (refused, False)


async def test_nothing_is_sent_to_someone_who_has_opted_out_meanwhile(shop: Shop, telegram: TelegramEmulator) -> None:
    part = await shop.plans("7", "offre", purpose="marketing")
    await shop.knows("7", opted_out_at=shop.now)
    reply = await shop.plans("7", "réponse")
    assert await shop.sends_all() == ["dropped", "accepted"]
    assert telegram.ledger.texts(7) == ["réponse"]
    rows = await shop.store.database.read("SELECT kind, rule, outbox FROM ledger")
    assert [tuple(row) for row in rows] == [("not_sent", "opt-out", part)]
    assert (await shop.state(reply)) == "accepted"


async def test_news_waits_while_a_person_has_the_thread_and_comes_once_it_is_given_back(
    shop: Shop, telegram: TelegramEmulator
) -> None:
    held = Handover(id="h", team="", reason="staff", since=shop.now, staff="theo", touched=shop.now)
    news = await shop.plans(
        "7", "votre commande est prête", purpose="service", created_at=shop.now - timedelta(seconds=1)
    )
    await shop.plans("7", "ici Théo", purpose="service", by="theo")
    await shop.knows("7", handover=held, timezone="Europe/Paris")
    async with shop.sending(), asyncio.timeout(30):
        while (await shop.part(news)).due_at != shop.now + STAFF_AGAIN or not telegram.ledger.texts(7):
            await asyncio.sleep(0.01)
    assert telegram.ledger.texts(7) == ["ici Théo"]
    await shop.store.database.transact(lambda: _given_back(shop))
    shop.later(minutes=31)
    assert await shop.sends_all() == ["accepted", "accepted"]
    assert telegram.ledger.texts(7) == ["ici Théo", "votre commande est prête"]


def _given_back(shop: Shop) -> Script[None]:
    yield once("UPDATE customers SET state = ''")


async def test_the_confirmation_of_an_opt_out_passes(shop: Shop, telegram: TelegramEmulator) -> None:
    await shop.knows("7", opted_out_at=shop.now)
    await shop.plans("7", "C’est noté.", purpose="service", gate=False)
    assert await shop.sends_all() == ["accepted"]


async def test_a_policy_that_can_not_be_read_stops_all_but_answers(shop: Shop, telegram: TelegramEmulator) -> None:
    await shop.knows("7")
    shop.rules = None
    await shop.plans("7", "offre", purpose="marketing")
    await shop.plans("7", "réponse")
    assert await shop.sends_all() == ["dropped", "accepted"]
    shop.rules = RULES
    await shop.plans("7", "offre", purpose="marketing")
    assert await shop.sends_all() == ["dropped", "accepted", "accepted"]


async def test_what_twilio_may_queue_is_cut_at_the_end_of_the_hours(shop: Shop, twilio: TwilioEmulator) -> None:
    await shop.knows(LEA, channel="sms")
    await shop.knows(MAX, channel="sms")
    await shop.plans(LEA, "offre", channel="sms", purpose="marketing", not_after=shop.now + timedelta(minutes=30))
    await shop.plans(MAX, "offre", channel="sms", purpose="marketing", not_after=shop.now + timedelta(minutes=4))
    assert await shop.sends_all() == ["accepted", "dropped"]
    assert twilio.validities == [1800]


async def test_a_failed_answer_that_got_too_old_is_told_to_the_engine(shop: Shop, telegram: TelegramEmulator) -> None:
    telegram.fail("status", status=429, retry_after=1000)
    part = await shop.plans("7", "réponse")
    async with shop.sending():
        async with asyncio.timeout(30):
            while not (await shop.part(part)).error:
                await asyncio.sleep(0.01)
    shop.later(minutes=20)
    assert await shop.sends_all() == ["dropped"]
    (heard,) = await shop.heard()
    assert isinstance(heard, DeliveryFailed)


async def test_what_was_being_sent_when_we_stopped_is_unknown_at_the_next_start(shop: Shop) -> None:
    part = await shop.plans("7")
    await shop.store.outbox.claim(("telegram",), 1, shop.now)
    assert await shop.state(part) == "sending"
    async with shop.sending(), asyncio.timeout(30):
        while await shop.state(part) != "unknown":
            await asyncio.sleep(0.01)


async def test_a_fault_of_ours_in_a_channel_leaves_the_part_unknown_and_the_line_running(
    shop: Shop, telegram: TelegramEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = shop.channels["telegram"]
    genuine = channel.send

    async def send(part: Part, *, now: Any) -> Outcome:
        if part.body.text == "poison":
            raise ZeroDivisionError
        return await genuine(part, now=now)

    monkeypatch.setattr(channel, "send", send)
    await shop.plans("7", "poison")
    await shop.plans("8", "suivant")
    assert await shop.sends_all(but=frozenset({"unknown"})) == ["unknown", "accepted"]


async def test_an_answer_is_written_down_once_the_store_can_again(
    shop: Shop, telegram: TelegramEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine, failures = shop.store.outbox.settle, [1]

    async def settle(*args: Any) -> None:
        if failures:
            failures.pop()
            raise StoreUnavailable("busy")
        await genuine(*args)

    monkeypatch.setattr(shop.store.outbox, "settle", settle)
    monkeypatch.setattr("bot.work.sending.dispatcher._STORE_PAUSE", 0.01)
    await shop.plans("7")
    assert await shop.sends_all() == ["accepted"]
    assert telegram.ledger.texts(7) == ["Bonjour"]


async def test_a_store_that_can_not_be_read_is_asked_again(
    shop: Shop, telegram: TelegramEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine, failures = shop.store.outbox.claim, [1, 1]

    async def claim(*args: Any, **more: Any) -> Any:
        if failures:
            failures.pop()
            raise StoreUnavailable("busy")
        return await genuine(*args, **more)

    monkeypatch.setattr(shop.store.outbox, "claim", claim)
    monkeypatch.setattr("bot.work.sending.dispatcher._STORE_PAUSE", 0.01)
    await shop.plans("7")
    assert await shop.sends_all() == ["accepted"]


async def test_a_part_that_can_not_be_checked_does_not_go_out_and_the_next_does(
    shop: Shop, telegram: TelegramEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(claimed: Claimed, *given: Any, **more: Any) -> Any:
        if claimed.part.body.text == "poison":
            raise ZeroDivisionError
        return last_look(claimed, *given, **more)

    monkeypatch.setattr("bot.work.sending.dispatcher.last_look", look)
    await shop.plans("7", "poison")
    await shop.plans("7", "suivant")
    assert await shop.sends_all() == ["dropped", "accepted"]
    assert telegram.ledger.texts(7) == ["suivant"]
    assert [type(event) for event in await shop.heard()] == [DeliveryFailed]


class AnswersWhenTold(TelegramEmulator):
    """Takes every message, and answers none before it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.most = 0, 0
        self.answers = asyncio.Event()

    async def _do(self, method: str, given: dict[str, Any]) -> Any:
        self.inside += 1
        self.most = max(self.most, self.inside)
        await self.answers.wait()
        self.inside -= 1
        return await super()._do(method, given)


async def test_with_every_socket_waiting_the_loop_waits_too(shop: Shop) -> None:
    async with AnswersWhenTold() as telegram:
        shop.channels = {"telegram": telegram_at(telegram, rate=1000.0)}
        for chat in range(1, 76):
            await shop.plans(str(chat))
        async with shop.sending(), asyncio.timeout(60):
            while telegram.inside < 64:
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.3)  # the chance for a 65th to come, were it allowed
            assert sorted(set(await shop.states())) == ["queued", "sending"]
            telegram.answers.set()
            await shop.until()
        assert (telegram.most, len(telegram.ledger.shown)) == (64, 75)
        await shop.channels["telegram"].close()


async def test_stopping_lets_what_is_under_way_come_to_its_end(shop: Shop, telegram: TelegramEmulator) -> None:
    telegram.fail("slow", seconds=0.2)
    part = await shop.plans("7")
    async with shop.sending(), asyncio.timeout(30):
        while not telegram.requests:
            await asyncio.sleep(0.005)
    assert await shop.state(part) == "accepted"


class AnswersLastTo7(TelegramEmulator):
    """Shows chat 7 its first message, and answers when 20 others have seen theirs."""

    async def _do(self, method: str, given: dict[str, Any]) -> Any:
        result = await super()._do(method, given)
        while str(given.get("chat_id")) == "7" and len({entry["to"] for entry in self.ledger.shown} - {7}) < 20:
            await asyncio.sleep(0.01)
        return result


async def test_a_provider_that_counts_each_chat_by_the_second_refuses_nothing(shop: Shop) -> None:
    async with AnswersLastTo7(chat_limit=lambda: StrictWindow(1)) as telegram:
        shop.channels = {"telegram": telegram_at(telegram, chat_rate=1.0)}
        for number in range(3):
            await shop.plans("7", str(number))
        for chat in range(20, 40):
            await shop.plans(str(chat))
        assert set(await shop.sends_all()) == {"accepted"}
        assert telegram.refused == 0
        assert telegram.ledger.texts(7) == ["0", "1", "2"]  # the others did not wait for it: it was answered after them
        await shop.channels["telegram"].close()


async def test_a_long_sms_takes_the_pace_of_its_segments(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    costs, genuine = [], SenderLimit.leave

    def leave(limit: SenderLimit, chat: str, cost: int = 1) -> Departure:
        costs.append(cost)
        return genuine(limit, chat, cost)

    monkeypatch.setattr(SenderLimit, "leave", leave)
    await shop.plans(LEA, "long", channel="sms", segments=4)
    await shop.plans("7", "sans segments")
    await shop.sends_all()
    assert sorted(costs) == [1, 4]


async def test_sending_works_the_same_on_both_databases(store: Store, telegram: TelegramEmulator) -> None:
    channel = telegram_at(telegram)
    shop = Shop(store, {"telegram": channel}, TUESDAY_NOON)
    await shop.knows("8")
    for number in range(5):
        await shop.plans("7", str(number))
    await shop.plans("8", "offre", purpose="marketing")
    telegram.blocked.add(9)
    await shop.plans("9", "bloqué")
    assert await shop.sends_all() == ["accepted"] * 6 + ["refused"]
    assert telegram.ledger.texts(7) == ["0", "1", "2", "3", "4"]
    await channel.close()


async def test_a_claim_committed_without_our_being_told_is_taken_back_and_sent(
    shop: Shop, telegram: TelegramEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine, failures = shop.store.outbox.claim, [1]

    async def claim(*args: Any, **more: Any) -> Any:
        claimed = await genuine(*args, **more)
        if claimed and failures:
            failures.pop()
            raise StoreUnavailable("the connection was lost at COMMIT")
        return claimed

    monkeypatch.setattr(shop.store.outbox, "claim", claim)
    monkeypatch.setattr("bot.work.sending.dispatcher._STORE_PAUSE", 0.01)
    await shop.plans("7", purpose="marketing", gate=False)
    assert await shop.sends_all() == ["accepted"]
    assert telegram.ledger.texts(7) == ["Bonjour"]


async def test_who_stood_still_after_the_claim_does_not_send_what_another_has_taken_over(
    shop: Shop, telegram: TelegramEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine = shop.store.outbox.claim

    async def claim(*args: Any, **more: Any) -> Any:
        claimed = await genuine(*args, **more)
        if claimed:
            await shop.store.outbox.recover(("telegram",), shop.now)
        return claimed

    monkeypatch.setattr(shop.store.outbox, "claim", claim)
    monkeypatch.setattr("bot.work.sending.dispatcher._STALE", -1.0)
    part = await shop.plans("7")
    assert await shop.sends_all(but=frozenset({"unknown"})) == ["unknown"]
    assert await shop.state(part) == "unknown"
    assert telegram.ledger.texts(7) == []


async def test_a_database_that_is_not_there_at_the_start_is_waited_for(
    shop: Shop, telegram: TelegramEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine, failures = shop.store.outbox.recover, [1, 1]

    async def recover(*args: Any) -> None:
        if failures:
            failures.pop()
            raise StoreUnavailable("gone")
        await genuine(*args)

    monkeypatch.setattr(shop.store.outbox, "recover", recover)
    monkeypatch.setattr("bot.work.sending.dispatcher._STORE_PAUSE", 0.01)
    await shop.plans("7")
    assert await shop.sends_all() == ["accepted"]
