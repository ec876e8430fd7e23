"""Files a provider keeps: fetched with the channel's credentials, which go to its API alone; gone is said."""

from __future__ import annotations

import httpx
import pytest

from bot.channels.base import CannotLook
from bot.channels.files import kept_files
from bot.channels.files.kept_files import LARGEST, FileGone, KeptFiles, TelegramFiles, TwilioFiles

TOKEN, SID = "42:secret", "AC" + "a" * 32
MEDIA = f"https://api.twilio.com/2010-04-01/Accounts/{SID}/Messages/MM{'b' * 32}/Media/ME{'c' * 32}"


class Provider:
    """Answers by address; remembers what was asked, with whether credentials came along."""

    def __init__(self, **answers: httpx.Response) -> None:
        self.answers = answers
        self.asked: list[tuple[str, bool]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append((request.url.host, "authorization" in request.headers))
        if request.url.path.endswith("/getFile"):
            return self.answers["told"]
        is_api = request.url.host == "api.twilio.com" and "at_api" in self.answers
        return self.answers["at_api" if is_api else "file"]


def files(provider: Provider) -> KeptFiles:
    telegram = TelegramFiles(TOKEN, "https://api.telegram.org")
    twilio = TwilioFiles(SID, "twilio-secret", "https://api.twilio.com")
    return KeptFiles(telegram, twilio, httpx.MockTransport(provider))


def told(path: str = "photos/file_1.jpg", size: int = 3) -> httpx.Response:
    return httpx.Response(200, json={"ok": True, "result": {"file_id": "x", "file_path": path, "file_size": size}})


async def test_a_telegram_file_is_asked_for_once() -> None:
    provider = Provider(told=told(), file=httpx.Response(200, content=b"abc"))
    kept = files(provider)
    assert [await kept.fetch("telegram", "AgAC") for _ in range(3)] == [b"abc"] * 3
    assert len(provider.asked) == 2


@pytest.mark.parametrize(
    "answers",
    [
        {"told": httpx.Response(400, json={"ok": False, "description": "Bad Request: wrong file_id"})},
        {"told": told(size=LARGEST + 1)},
        {"told": told("../../etc/passwd")},
        {"told": told("/var/lib/file")},
        {"told": told(), "file": httpx.Response(404)},
        {"told": told(), "file": httpx.Response(200, content=b"x" * (LARGEST + 1))},
    ],
)
async def test_what_telegram_does_not_give_is_gone(answers: dict[str, httpx.Response]) -> None:
    with pytest.raises(FileGone):
        await files(Provider(**answers)).fetch("telegram", "AgAC")


async def test_an_error_does_not_quote_the_token() -> None:
    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError(f"no way to {request.url}")

    kept = KeptFiles(TelegramFiles(TOKEN, "https://api.telegram.org"), None, httpx.MockTransport(broken))
    with pytest.raises(CannotLook) as fault:
        await kept.fetch("telegram", "AgAC")
    assert TOKEN not in repr(fault.value)
    assert fault.value.__cause__ is None
    with pytest.raises(FileGone):
        await kept.fetch("whatsapp", MEDIA)  # that channel is off


async def test_twilios_redirect_is_followed_without_credentials() -> None:
    head = httpx.Response(307, headers={"location": "https://mms.twiliocdn.com/x?signed=1"})
    provider = Provider(at_api=head, file=httpx.Response(200, content=b"abc"))
    assert await files(provider).fetch("whatsapp", MEDIA) == b"abc"
    assert provider.asked == [("api.twilio.com", True), ("mms.twiliocdn.com", False)]
    direct = Provider(file=httpx.Response(200, content=b"abc"))
    assert await files(direct).fetch("sms", MEDIA) == b"abc"


@pytest.mark.parametrize("place", ["https://evil.example/x", "http://mms.twiliocdn.com/x", "https://169.254.169.254/"])
async def test_a_redirect_elsewhere_is_not_followed(place: str) -> None:
    provider = Provider(at_api=httpx.Response(307, headers={"location": place}))
    with pytest.raises((FileGone, CannotLook)):
        await files(provider).fetch("sms", MEDIA)
    assert len(provider.asked) == 1


@pytest.mark.parametrize("ref", ["https://evil.example/x", MEDIA.replace(SID, "AC" + "d" * 32), "file:///etc/passwd"])
async def test_an_address_that_is_no_media_of_the_account_is_not_asked_for(ref: str) -> None:
    provider = Provider()
    with pytest.raises(FileGone):
        await files(provider).fetch("sms", ref)
    assert provider.asked == []


async def test_what_is_kept_in_memory_has_a_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_files, "KEPT", 5)
    provider = Provider(told=told(), file=httpx.Response(200, content=b"abc"))
    kept = files(provider)
    for ref in ("a", "b", "a"):
        await kept.fetch("telegram", ref)
    assert len(provider.asked) == 6
