from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from bot.channels.base import CannotLook, Timeouts
from bot.channels.cutting.cutters import SmsCutter, WhatsAppCutter
from bot.channels.cutting.cutting import with_link
from bot.channels.files.media_shelf import MediaShelf
from bot.channels.twilio.twilio import Sms, WhatsApp
from bot.channels.twilio.twilio_account import TwilioAccount
from bot.model.message import Content, Media
from bot.model.parts import Accepted, Refused, RetryAt, Unknown
from tests.channels.parts import part
from tests.emulators.twilio import ACCOUNT, AUTH_TOKEN, NUMBER, TwilioEmulator

LEA = "+33612345678"
PUBLIC = "https://bot.example.com"


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
async def emulator() -> AsyncIterator[TwilioEmulator]:
    async with TwilioEmulator() as running:
        running.callbacks = "lost"
        yield running
        assert not running.breaches


@pytest.fixture
async def sms(emulator: TwilioEmulator, tmp_path: Path) -> AsyncIterator[Sms]:
    (tmp_path / "aroma.jpg").write_bytes(b"jpg")
    account = TwilioAccount(ACCOUNT, AUTH_TOKEN, api_url=emulator.url)
    channel = Sms(account, {"from_": NUMBER}, public_url=PUBLIC, shelf=MediaShelf(tmp_path, PUBLIC))
    yield channel
    await channel.close()


async def test_a_text_arrives(sms: Sms, emulator: TwilioEmulator) -> None:
    outcome = await sms.send(part("sms", LEA), now=now())
    assert outcome == Accepted(emulator.messages[0]["sid"])
    assert emulator.ledger.texts(LEA) == ["Bonjour"]
    assert emulator.messages[0]["from"] == NUMBER


async def test_it_leaves_from_a_messaging_service(emulator: TwilioEmulator) -> None:
    service = "MG" + "a" * 32
    channel = Sms(TwilioAccount(ACCOUNT, AUTH_TOKEN, api_url=emulator.url), {"messaging_service_sid": service})
    assert isinstance(await channel.send(part("sms", LEA), now=now()), Accepted)
    assert emulator.messages[0]["messaging_service_sid"] == service
    assert channel.sender == f"twilio:{service}"
    await channel.close()


async def test_whatsapp_has_its_prefix_on_both_sides(emulator: TwilioEmulator) -> None:
    account = TwilioAccount(ACCOUNT, AUTH_TOKEN, api_url=emulator.url)
    channel = WhatsApp(account, {"from_": f"whatsapp:{NUMBER}"})
    sent = part("whatsapp", LEA, text="Ça marche ?", created_at=now())
    accepted = await channel.send(sent, now=now())
    assert isinstance(accepted, Accepted)
    assert emulator.ledger.texts(f"whatsapp:{LEA}") == ["Ça marche ?"]
    assert await channel.find(sent, known=()) == accepted.provider_id
    await channel.close()


@pytest.mark.parametrize(
    ("left", "validity"), [(timedelta(minutes=20), 1200), (timedelta(days=3), 36000), (timedelta(seconds=-5), 1)]
)
async def test_what_twilio_may_queue_ends_with_the_window(
    sms: Sms, emulator: TwilioEmulator, left: timedelta, validity: int
) -> None:
    at = now()
    await sms.send(part("sms", LEA, not_after=at + left), now=at)
    assert emulator.validities == [validity]


async def test_a_message_without_an_end_has_twilios_own(sms: Sms, emulator: TwilioEmulator) -> None:
    await sms.send(part("sms", LEA), now=now())
    assert emulator.validities == [None]


async def test_a_picture_goes_by_its_public_address(sms: Sms, emulator: TwilioEmulator) -> None:
    await sms.send(part("sms", LEA, media=Media("photo", "aroma.jpg")), now=now())
    assert emulator.ledger.shown[0]["media"] == [f"{PUBLIC}/media/aroma.jpg"]


async def test_a_picture_without_an_address_leaves_its_words(sms: Sms, emulator: TwilioEmulator) -> None:
    await sms.send(part("sms", LEA, media=Media("photo", "none.jpg")), now=now())
    assert emulator.ledger.shown[0]["media"] == []
    assert isinstance(await sms.send(part("sms", LEA, text="", media=Media("photo", "none.jpg")), now=now()), Refused)


async def test_an_opt_out_and_a_bad_number_are_told_apart(sms: Sms, emulator: TwilioEmulator) -> None:
    emulator.opted_out.add(LEA)
    stopped = await sms.send(part("sms", LEA), now=now())
    bad = await sms.send(part("sms", "0612345678"), now=now())
    assert isinstance(stopped, Refused) and stopped.opted_out
    assert isinstance(bad, Refused) and bad.gone


@pytest.mark.parametrize("action", ["hang", "reset", "half", "garbage"])
async def test_an_answer_that_does_not_come_whole_leaves_us_not_knowing(
    sms: Sms, emulator: TwilioEmulator, action: str
) -> None:
    impatient = Sms(
        TwilioAccount(ACCOUNT, AUTH_TOKEN, api_url=emulator.url, timeouts=Timeouts(read=0.3)), {"from_": NUMBER}
    )
    emulator.fail(action, accepted=True)
    sent = part("sms", LEA, created_at=now())
    assert isinstance(await impatient.send(sent, now=now()), Unknown)
    await impatient.close()
    assert emulator.requests == ["create"], "never a second request by itself"
    assert await sms.find(sent, known=()) == emulator.messages[0]["sid"]


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_5xx_leaves_us_not_knowing(sms: Sms, emulator: TwilioEmulator, status: int) -> None:
    emulator.fail("status", status=status, code=20500)
    assert isinstance(await sms.send(part("sms", LEA), now=now()), Unknown)
    assert emulator.requests == ["create"]


async def test_retry_after_is_believed(sms: Sms, emulator: TwilioEmulator) -> None:
    emulator.fail("status", status=429, code=20429, retry_after=9)
    at = now()
    outcome = await sms.send(part("sms", LEA), now=at)
    assert isinstance(outcome, RetryAt)
    assert outcome.at == at + timedelta(seconds=9)


async def test_no_connection_is_surely_not_sent(sms: Sms, emulator: TwilioEmulator) -> None:
    await emulator.refuse()
    nowhere = Sms(TwilioAccount(ACCOUNT, AUTH_TOKEN, api_url="http://nowhere.invalid"), {"from_": NUMBER})
    plain = Sms(TwilioAccount(ACCOUNT, AUTH_TOKEN, api_url=emulator.url.replace("http:", "https:")), {"from_": NUMBER})
    await_welcome = [sms, nowhere]
    assert all([isinstance(await one.send(part("sms", LEA), now=now()), RetryAt) for one in await_welcome])
    await emulator.welcome()
    assert isinstance(await plain.send(part("sms", LEA), now=now()), RetryAt), "no TLS there"
    for one in (nowhere, plain):
        await one.close()


async def test_a_wrong_token_keeps_the_message(emulator: TwilioEmulator) -> None:
    channel = Sms(TwilioAccount(ACCOUNT, "wrong", api_url=emulator.url), {"from_": NUMBER})
    assert isinstance(await channel.send(part("sms", LEA), now=now()), RetryAt)
    with pytest.raises(CannotLook):
        await channel.find(part("sms", LEA), known=())
    await channel.close()


async def test_only_the_same_words_to_the_same_number_since_the_part_was_made_are_the_part(
    sms: Sms, emulator: TwilioEmulator
) -> None:
    sent = part("sms", LEA, created_at=now())
    await sms.send(part("sms", LEA, text="Autre chose"), now=now())
    await sms.send(part("sms", "+33699999999"), now=now())
    await emulator.texts(LEA, "Bonjour")
    assert await sms.find(sent, known=()) is None
    await sms.send(sent, now=now())
    sid = emulator.messages[-1]["sid"]
    assert await sms.find(sent, known=()) == sid
    assert await sms.find(sent, known={sid}) is None, "that one is another part's"
    assert await sms.find(part("sms", LEA, created_at=now() + timedelta(minutes=15)), known=()) is None


async def test_a_look_that_fails_is_no_answer(sms: Sms, emulator: TwilioEmulator) -> None:
    for fault in ({"action": "status", "status": 500}, {"action": "half"}, {"action": "status", "status": 429}):
        emulator.fail(**fault, method="list")
        with pytest.raises(CannotLook):
            await sms.find(part("sms", LEA), known=())


SHELVED = f"staff/{'c' * 32}/{'d' * 32}"
BILL = Media("document", f"{SHELVED}.pdf", name="facture.pdf", link=f"{PUBLIC}/files/{'x' * 48}")
PHOTO = Media("photo", f"{SHELVED}.jpg", name="aroma.jpg", link=f"{PUBLIC}/files/{'y' * 48}")


@pytest.mark.parametrize(
    ("to", "media", "text", "said", "fetched"),
    [
        (LEA, BILL, "Voici.", f"Voici.\n{BILL.link}", []),
        (LEA, PHOTO, "", f"aroma.jpg\n{PHOTO.link}", []),
        ("+12025550123", PHOTO, "Here.", "Here.", [PHOTO.link]),
        ("+14165550123", PHOTO, "", "", [PHOTO.link]),
        ("+18765550123", PHOTO, "Here.", f"Here.\n{PHOTO.link}", []),  # Jamaica
        ("+12025550123", BILL, "Here.", f"Here.\n{BILL.link}", []),
    ],
)
async def test_what_staff_attached_is_an_mms_where_there_are_any_and_an_address_elsewhere(
    sms: Sms, emulator: TwilioEmulator, to: str, media: Media, text: str, said: str, fetched: list[str]
) -> None:
    sent = part("sms", to, text=text, media=media)
    assert isinstance(await sms.send(sent, now=now()), Accepted)
    (shown,) = emulator.ledger.shown
    assert (shown["text"], shown["media"]) == (said, fetched)
    assert await sms.find(sent, known=()) == shown["id"], "found again by the words that left"


async def test_what_staff_attached_is_refused_where_nobody_could_fetch_it(sms: Sms, emulator: TwilioEmulator) -> None:
    sent = part("sms", LEA, text="Voici.", media=msgspec.structs.replace(BILL, link=None))
    assert isinstance(await sms.send(sent, now=now()), Refused)
    assert emulator.requests == []


async def test_on_whatsapp_words_stand_beside_a_document_and_under_a_picture() -> None:
    cut = WhatsAppCutter().cut
    apart = cut(Content(text="Voici.", media=(BILL,)), purpose="reply")
    assert [(body.text, body.media) for body in apart] == [("", BILL), ("Voici.", None)]
    (together,) = cut(Content(text="Voici.", media=(PHOTO,)), purpose="reply")
    assert (together.text, together.media) == ("Voici.", PHOTO)


def test_the_address_of_a_file_is_counted_in_the_segments_and_fits_under_long_words() -> None:
    (short,) = SmsCutter().cut(Content(text="Voici.", media=(BILL,)), purpose="reply")
    assert (short.text, short.media, short.segments) == ("Voici.", BILL, 1)
    long = SmsCutter().cut(Content(text="mot " * 399, media=(BILL,)), purpose="reply")
    assert all(len(with_link(body)) <= 1600 for body in long)
