"""What staff send, fetched from its address: by whoever has the address, as long as it is good, and by nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.files import file_kinds as kinds
from bot.channels.files.file_kinds import FileKind
from bot.channels.files.file_shelf import FileShelf, ref_of_staff
from bot.channels.twilio.twilio import Sms, WhatsApp
from bot.channels.twilio.twilio_account import TwilioAccount
from bot.model.parts import Accepted, Refused
from bot.store import Store
from bot.store.messages.attachments import Attachment
from bot.web.doors import Doors
from bot.web.sent_files import GOOD_FOR, link_of, plain_name, sent_as
from tests.channels.files.test_file_kinds import DOCX
from tests.channels.parts import part
from tests.emulators.twilio import ACCOUNT, AUTH_TOKEN, NUMBER, TwilioEmulator
from tests.web.doorway import NOW, Clock, app_of, client_of, open_doors, served
from tests.web.pictures import picture

LEA = "c" * 32
PDF = b"%PDF-1.7 une facture"


@pytest.fixture
def doors(shop_store: Store, tmp_path: Path) -> Doors:
    return open_doors(shop_store, shelf=FileShelf(tmp_path))


async def kept(
    doors: Doors, file: bytes = PDF, kind: FileKind = kinds.PDF, name: str = "facture d’été.pdf"
) -> Attachment:
    id_ = doors.derive("test", name, str(len(file)))
    one = Attachment(
        id=id_,
        at=NOW,
        ref=ref_of_staff(LEA, id_, kind.ending),
        name=name,
        kind=kind.kind,
        mime=kind.mime,
        size=len(file),
    )
    assert doors.shelf is not None
    doors.shelf.put(one.ref, file)
    await doors.store.attachments.keep(LEA, "theo", one)
    return one


async def test_a_file_is_given_at_its_address_until_its_time_is_over(doors: Doors) -> None:
    clock = doors.clock
    assert isinstance(clock, Clock)
    (media,) = sent_as([await kept(doors)], doors, NOW)
    assert media.link is not None and len(media.link) < 100
    async with client_of(app_of(doors)) as client:
        for method in ("GET", "HEAD"):
            given = await client.request(method, media.link)
            assert (given.status_code, given.headers["content-type"]) == (200, "application/pdf")
            assert given.headers["content-disposition"] == 'inline; filename="facture-d-t.pdf"'
            assert (given.headers["x-robots-tag"], given.headers["x-content-type-options"]) == ("noindex", "nosniff")
        assert (await client.get(media.link)).content == PDF
        clock.pass_(days=GOOD_FOR.days, seconds=1)
        late = await client.get(media.link)
        assert (late.status_code, "n’est plus disponible" in late.text) == (410, True)


async def test_no_other_address_gives_anything(doors: Doors) -> None:
    one = await kept(doors)
    link = link_of(one.id, doors, NOW + timedelta(days=1))
    other = link_of(one.id, doors, NOW + timedelta(days=2))
    assert link is not None and other is not None
    forged = [
        link[:-1] + ("A" if link[-1] != "A" else "B"),
        other[:-22] + link[-22:],
        link[:-1],
        f"{link}A",
        link[:-48],
    ]
    async with client_of(app_of(doors)) as client:
        for address in (*forged, link.replace("/files/", "/files/../files/") + "%00"):
            assert (await client.get(address)).status_code == 404, address
        assert doors.shelf is not None
        doors.shelf.forget_owner(LEA)
        assert (await client.get(link)).status_code == 410
    async with client_of(app_of(replace(doors, shelf=None))) as client:
        assert (await client.get(link)).status_code == 404


def test_where_the_world_does_not_see_us_there_is_no_address(doors: Doors) -> None:
    assert link_of("a" * 32, replace(doors, public_url=None), NOW) is None


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("a.pdf", "a.pdf"),
        ("Ma facture n° 12 de mars.pdf", "Ma-facture-n-12.pdf"),
        ("été.jpg", "t.jpg"),
        ("…….docx", "file.docx"),
    ],
)
def test_a_name_is_one_that_every_phone_shows(name: str, plain: str) -> None:
    assert plain_name(name) == plain
    assert len(plain) <= 20


@pytest.mark.parametrize(
    ("file", "kind", "to", "text"),
    [
        (PDF, kinds.PDF, "whatsapp", ""),
        (DOCX, kinds.WORD, "whatsapp", ""),
        (picture(), kinds.JPEG, "whatsapp", "Voici."),
        (b"\0\0\0\x18ftypmp42", kinds.MP4, "whatsapp", "Voici."),
        (b"ID3 a song", kinds.MP3, "whatsapp", ""),
        (b"OggS" + b"\0" * 24 + b"OpusHead", kinds.VOICE, "whatsapp", ""),
        (picture(), kinds.JPEG, "+12025550123", "Here."),
    ],
)
async def test_twilio_fetches_every_kind_that_staff_may_send(
    doors: Doors, file: bytes, kind: FileKind, to: str, text: str
) -> None:
    one = await kept(doors, file, kind, f"un fichier pour Léa.{kind.ending}")
    doors = replace(doors, clock=lambda: datetime.now(UTC))
    async with served(app_of(doors), doors) as address, TwilioEmulator() as emulator:
        emulator.fetches = True
        emulator.callbacks = "lost"
        account = TwilioAccount(ACCOUNT, AUTH_TOKEN, api_url=emulator.url)
        (media,) = sent_as([one], replace(doors, public_url=address), datetime.now(UTC))
        channel = (
            WhatsApp(account, {"from_": f"whatsapp:{NUMBER}"}) if to == "whatsapp" else Sms(account, {"from_": NUMBER})
        )
        number = "+33612345678" if to == "whatsapp" else to
        sent = part(channel.name, number, text=text, media=media)
        assert isinstance(await channel.send(sent, now=datetime.now(UTC)), Accepted)
        assert emulator.fetched == [file]
        assert doors.shelf is not None
        doors.shelf.forget_owner(LEA)
        outcome = await channel.send(sent, now=datetime.now(UTC))
        assert isinstance(outcome, Refused)
        assert outcome.reason == "Twilio could not fetch the file (63019)"
        await channel.close()
