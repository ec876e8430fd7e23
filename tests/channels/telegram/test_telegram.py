from __future__ import annotations

import socket
import threading
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.base import Timeouts
from bot.channels.cutting.cutters import TelegramCutter
from bot.channels.files.file_shelf import FileShelf
from bot.channels.files.media_shelf import MediaShelf
from bot.channels.telegram.telegram import NO_FILE, Telegram
from bot.channels.telegram.telegram_seal import Seal
from bot.channels.telegram.telegram_updates import ALLOWED_UPDATES
from bot.model.message import Choice, Content, Media
from bot.model.parts import Accepted, Refused, RetryAt, Unknown
from bot.model.table import Table
from tests.channels.cutting.tables import TABLE
from tests.channels.parts import NOW, part
from tests.emulators.telegram import TOKEN, TelegramEmulator
from tests.web.pictures import picture

PROMPT = "ab" * 16


@pytest.fixture
async def emulator() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator() as running:
        yield running
        assert not running.breaches


#: Files as Telegram takes them.
OF_EACH_KIND = {
    "photo": picture(),
    "video": b"\0\0\0\x18ftypmp42 a film",
    "audio": b"ID3 a song",
    "voice": b"OggS OpusHead a voice",
}
#: What staff sent, on our shelf.
PDF, SHELVED = b"%PDF-1.7 a bill", f"staff/{'c' * 32}/{'d' * 32}.pdf"


@pytest.fixture
async def telegram(emulator: TelegramEmulator, tmp_path: Path) -> AsyncIterator[Telegram]:
    (tmp_path / "aroma.jpg").write_bytes(b"\xff\xd8 a picture")
    channel = Telegram(
        TOKEN, seal=Seal(b"k"), api_url=emulator.url, shelf=MediaShelf(tmp_path, kept=FileShelf(tmp_path))
    )
    yield channel
    await channel.close()


async def test_a_text_arrives_with_its_buttons(telegram: Telegram, emulator: TelegramEmulator) -> None:
    choices = (Choice("a", "Oui"), Choice("b", "Non"))
    assert await telegram.send(part(choices=choices, prompt=PROMPT), now=NOW) == Accepted("1")
    (shown,) = emulator.ledger.shown
    assert (shown["to"], shown["text"], shown["buttons"]) == (7, "Bonjour", [["Oui", "Non"]])


async def test_markup_in_a_name_is_shown_as_it_is(telegram: Telegram, emulator: TelegramEmulator) -> None:
    for text in ("*_[<b>{{7*7}}`~>#+-=|.!\\", "&lt;b&gt;", "[x](tg://user?id=1)"):
        await telegram.send(part(text=text), now=NOW)
    assert emulator.ledger.texts(7) == ["*_[<b>{{7*7}}`~>#+-=|.!\\", "&lt;b&gt;", "[x](tg://user?id=1)"]


@pytest.mark.parametrize("kind", ["photo", "video", "audio", "voice", "document", "sticker"])
@pytest.mark.parametrize("ref", ["https://cdn.example.com/a.jpg", "aroma.jpg"])
async def test_every_kind_of_file_is_shown_by_address_or_upload(
    telegram: Telegram, emulator: TelegramEmulator, tmp_path: Path, kind: str, ref: str
) -> None:
    (tmp_path / "aroma.jpg").write_bytes(OF_EACH_KIND.get(kind, b"anything"))
    text = "" if kind == "sticker" else "Aroma 2"
    sent = part(text=text, media=Media(kind, ref))  # type: ignore[arg-type]
    assert isinstance(await telegram.send(sent, now=NOW), Accepted)
    assert (emulator.ledger.shown[0]["kind"], emulator.ledger.shown[0]["text"]) == (kind, text)


@pytest.mark.parametrize("ref", ["https://cdn.example.com/missing.jpg", "not-there.jpg", "../etc/passwd"])
async def test_a_picture_that_can_not_be_shown_does_not_cost_the_words(
    telegram: Telegram, emulator: TelegramEmulator, ref: str
) -> None:
    assert isinstance(await telegram.send(part(text="Voici", media=Media("photo", ref)), now=NOW), Accepted)
    assert emulator.ledger.texts(7) == ["Voici"]


async def test_what_staff_attached_is_uploaded_under_its_name(
    telegram: Telegram, emulator: TelegramEmulator, tmp_path: Path
) -> None:
    FileShelf(tmp_path).put(SHELVED, PDF)
    sent = part(text="Voici la facture.", media=Media("document", SHELVED, name="facture été.pdf"))
    assert isinstance(await telegram.send(sent, now=NOW), Accepted)
    assert (emulator.ledger.shown[0]["kind"], emulator.ledger.shown[0]["text"]) == ("document", "Voici la facture.")
    assert emulator.uploads == [("facture été.pdf", PDF)]


@pytest.mark.parametrize(("kept", "reason"), [(None, NO_FILE), (b"no picture at all", "IMAGE_PROCESS_FAILED")])
async def test_what_staff_attached_and_can_not_go_is_told_to_them_and_the_words_wait(
    telegram: Telegram, emulator: TelegramEmulator, tmp_path: Path, kept: bytes | None, reason: str
) -> None:
    if kept is not None:
        FileShelf(tmp_path).put(SHELVED, kept)
    outcome = await telegram.send(part(text="Voici", media=Media("photo", SHELVED)), now=NOW)
    assert isinstance(outcome, Refused)
    assert reason.lower() in outcome.reason.lower() and not outcome.gone
    assert emulator.ledger.texts(7) == []


async def test_a_table_is_drawn_and_uploaded_with_its_words(telegram: Telegram, emulator: TelegramEmulator) -> None:
    table = Media("photo", "comparison.png", table=TABLE)
    assert isinstance(await telegram.send(part(text="Que gardez-vous ?", media=table), now=NOW), Accepted)
    assert (emulator.ledger.shown[0]["kind"], emulator.ledger.shown[0]["text"]) == ("photo", "Que gardez-vous ?")


async def test_a_table_that_can_not_be_drawn_goes_in_words(
    telegram: Telegram, emulator: TelegramEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(table: Table) -> bytes:
        raise ValueError(table.title)

    monkeypatch.setattr("bot.channels.telegram.telegram.png_of", breaks)
    table = Media("photo", "comparison.png", table=TABLE)
    assert isinstance(await telegram.send(part(text="Que gardez-vous ?", media=table), now=NOW), Accepted)
    (text,) = emulator.ledger.texts(7)
    assert text == f"{TABLE.in_words()}\n\nQue gardez-vous ?"


async def test_a_picture_without_words_that_can_not_be_shown_is_refused(telegram: Telegram) -> None:
    outcome = await telegram.send(part(text="", media=Media("photo", "not-there.jpg")), now=NOW)
    assert isinstance(outcome, Refused)
    assert not outcome.gone


async def test_a_text_at_the_limit_goes_through_and_its_parts_too(
    telegram: Telegram, emulator: TelegramEmulator
) -> None:
    text = "👍" * 2048 + "é" * 5000
    bodies = TelegramCutter().cut(Content(text=text), purpose="reply")
    for body in bodies:
        assert isinstance(await telegram.send(part(text=body.text), now=NOW), Accepted)
    assert "".join(emulator.ledger.texts(7)) == text


async def test_blocked_and_unknown_chats_are_gone(telegram: Telegram, emulator: TelegramEmulator) -> None:
    emulator.blocked.add(7)
    emulator.missing.add(8)
    for to in ("7", "8"):
        outcome = await telegram.send(part(to=to), now=NOW)
        assert isinstance(outcome, Refused)
        assert outcome.gone


async def test_retry_after_is_believed(telegram: Telegram, emulator: TelegramEmulator) -> None:
    emulator.fail("status", status=429, retry_after=600, times=2)
    first = await telegram.send(part(to="7"), now=NOW)
    second = await telegram.send(part(to="8"), now=NOW)
    assert isinstance(first, RetryAt) and isinstance(second, RetryAt)
    assert (first.at, first.scope) == (NOW + timedelta(seconds=600), "chat")
    assert second.scope == "sender"


async def test_a_429_that_says_nothing_is_surely_not_sent(telegram: Telegram, emulator: TelegramEmulator) -> None:
    emulator.fail("status", status=429)
    assert isinstance(await telegram.send(part(), now=NOW), RetryAt)


@pytest.mark.parametrize("action", ["hang", "reset", "half", "garbage"])
async def test_an_answer_that_does_not_come_whole_leaves_us_not_knowing(
    emulator: TelegramEmulator, action: str
) -> None:
    impatient = Telegram(TOKEN, seal=Seal(b"k"), api_url=emulator.url, timeouts=Timeouts(read=0.3))
    emulator.fail(action, accepted=True)
    assert isinstance(await impatient.send(part(), now=NOW), Unknown)
    await impatient.close()
    assert emulator.ledger.texts(7) == ["Bonjour"], "not tried again by itself"


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("accepted", [True, False])
async def test_a_5xx_leaves_us_not_knowing(
    telegram: Telegram, emulator: TelegramEmulator, status: int, accepted: bool
) -> None:
    emulator.fail("status", status=status, accepted=accepted)
    assert isinstance(await telegram.send(part(), now=NOW), Unknown)
    assert emulator.requests == ["sendMessage"]


async def test_a_refused_connection_and_an_unknown_host_are_surely_not_sent(
    telegram: Telegram, emulator: TelegramEmulator
) -> None:
    await emulator.refuse()
    nowhere = Telegram(TOKEN, seal=Seal(b"k"), api_url="http://nowhere.invalid")
    for channel in (telegram, nowhere):
        assert isinstance(await channel.send(part(), now=NOW), RetryAt)
    await nowhere.close()


async def test_a_server_that_speaks_no_tls_is_surely_not_sent_to() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.listen()
        channel = Telegram(TOKEN, seal=Seal(b"k"), api_url=f"https://127.0.0.1:{server.getsockname()[1]}")
        accepting = server.accept

        threading.Thread(target=lambda: accepting()[0].sendall(b"HTTP/1.1 400 plain\r\n\r\n"), daemon=True).start()
        assert isinstance(await channel.send(part(), now=NOW), RetryAt)
        await channel.close()


async def test_a_slow_answer_is_waited_for(telegram: Telegram, emulator: TelegramEmulator) -> None:
    emulator.fail("slow", seconds=0.1)
    assert isinstance(await telegram.send(part(), now=NOW), Accepted)


async def test_a_wrong_token_keeps_the_message(emulator: TelegramEmulator) -> None:
    channel = Telegram("111111:" + "B" * 35, seal=Seal(b"k"), api_url=emulator.url)
    outcome = await channel.send(part(), now=NOW)
    assert isinstance(outcome, RetryAt)
    assert outcome.scope == "sender"
    await channel.close()


async def test_a_prompt_that_fits_behind_no_button_is_refused_and_not_half_sent(
    telegram: Telegram, emulator: TelegramEmulator
) -> None:
    sent = part(choices=(Choice("a", "Oui"),), prompt="p" * 31)
    assert isinstance(await telegram.send(sent, now=NOW), Refused)
    assert not emulator.requests


async def test_a_press_is_answered_and_one_too_old_is_no_fault(telegram: Telegram, emulator: TelegramEmulator) -> None:
    await telegram.answer_press("q1")
    await telegram.answer_press("old")
    assert emulator.answered_presses == ["q1"]


async def test_updates_are_asked_for_by_name_and_never_dropped(telegram: Telegram, emulator: TelegramEmulator) -> None:
    emulator.writes(7, "avant le démarrage")
    await telegram.use_webhook("http://127.0.0.1:9/webhooks/telegram", secret="s3cret")
    assert set(emulator.webhook["allowed_updates"]) == set(ALLOWED_UPDATES)
    assert emulator.webhook["secret_token"] == "s3cret"
    assert emulator.webhook["max_connections"] <= 40
    assert "drop_pending_updates" not in emulator.webhook
    await telegram.use_polling()
    assert not emulator.webhook
