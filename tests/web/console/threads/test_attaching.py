"""Files in a reply: looked at by their content, harmless by their name, kept privately, sent once, to nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from PIL import Image

from bot.channels.files import file_kinds as kinds
from bot.channels.files.file_shelf import FileShelf, is_kept
from bot.model.staff import Role, Staff
from bot.store import Store
from bot.store.people.erasing import Keyed
from bot.web.console.threads.attaching import MOST, harmless
from bot.web.console.threads.inbox import INBOX
from tests.channels.files.test_file_kinds import DOCX, packed
from tests.web.console.counter import Counter, Person, open_counter
from tests.web.console.people import OURS, Browser, hired, signed_in, token_in
from tests.web.pictures import picture

PDF = b"%PDF-1.7 une facture"
PHOTO = picture(exif=b"Exif\0\0 the place where it was taken")


@pytest.fixture
def shelf(tmp_path: Path) -> FileShelf:
    return FileShelf(tmp_path / "shelf")


@pytest.fixture
async def counter(shop_store: Store, shelf: FileShelf) -> AsyncIterator[Counter]:
    async with open_counter(shop_store, shelf=shelf, suppress=Keyed(b"k" * 32)) as opened:
        yield opened


@pytest.fixture
async def browser(counter: Counter, theo: Staff) -> AsyncIterator[Browser]:
    async with await signed_in(counter.app, theo) as opened:
        yield opened


@pytest.fixture
async def lea(counter: Counter) -> Person:
    person = await (await counter.person("42").known(first_name="Léa")).says("bonjour")
    counter.left.clear()
    return person


async def attaches(browser: Browser, lea: Person, file: bytes, name: str = "facture.pdf") -> httpx.Response:
    token = token_in(await browser.get("/console/more", follow_redirects=True))
    headers = {**OURS, "x-csrf": token, "x-file-name": quote(name), "content-type": "application/octet-stream"}
    return await browser.post(f"{INBOX}/{lea.id}/attach", content=file, headers=headers)


def id_in(answer: httpx.Response) -> str:
    assert answer.status_code == 200, answer.text
    return answer.text.partition('name="file" value="')[2].partition('"')[0]


async def page_of(browser: Browser, lea: Person) -> str:
    return (await browser.get(f"{INBOX}/{lea.id}")).text


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("facture.pdf", kinds.PDF, "facture.pdf"),
        ("Été à Lyon (2).JPEG", kinds.JPEG, "Été à Lyon (2).jpg"),
        ("../../etc/passwd", kinds.PDF, "passwd.pdf"),
        ("C:\\Users\\theo\\facture.pdf", kinds.PDF, "facture.pdf"),
        ("facture.pdf.exe", kinds.PDF, "facture-pdf.pdf"),
        ('"><img src=x onerror=alert(1)>.pdf', kinds.PDF, "img src-x onerror-alert(1).pdf"),
        ("invoice\u202efdp.exe", kinds.PDF, "invoicefdp.pdf"),
        ("\r\nset-cookie: a.pdf", kinds.PDF, "set-cookie- a.pdf"),
        (".htaccess", kinds.PDF, "htaccess.pdf"),
        ("", kinds.VOICE, "file.ogg"),
        ("x" * 300 + ".docx", kinds.WORD, "x" * 100 + ".docx"),
    ],
)
def test_a_name_is_made_harmless(name: str, kind: kinds.FileKind, kept: str) -> None:
    assert harmless(name, kind) == kept


async def test_a_file_stands_in_the_box_leaves_with_the_words_and_is_in_the_thread(
    counter: Counter, browser: Browser, lea: Person, shelf: FileShelf
) -> None:
    id_ = id_in(await attaches(browser, lea, PDF))
    assert f'value="{id_}"' in await page_of(browser, lea), "also where the page is loaded again"
    await browser.sends(f"{INBOX}/{lea.id}/reply", text="Voici la facture.", key="k", file=id_)
    await counter.work()
    assert counter.left == ["Voici la facture."]
    (media,) = [line.part.media for line in await counter.store.transcript.of(lea.id) if line.part and line.part.media]
    assert (media.kind, media.name, media.mime, media.size) == ("document", "facture.pdf", "application/pdf", len(PDF))
    assert media.link is not None and media.link.startswith("https://bot.maison-moka.example/files/")
    file = shelf.path(media.ref)
    assert is_kept(media.ref) and file is not None
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (PDF, 0o600)
    page = await page_of(browser, lea)
    assert "facture.pdf" in page and 'name="file"' not in page
    address = f"{INBOX}/{lea.id}/shelf/{media.ref.removeprefix('staff/')}"
    assert address in page
    given = await browser.get(address)
    assert given.content == PDF
    assert given.headers["content-disposition"] == 'attachment; filename="facture.pdf"'
    ben = await counter.person("43").says("bonjour")
    assert (await browser.get(address.replace(f"/{lea.id}/shelf", f"/{ben.id}/shelf"))).status_code == 404


async def test_a_file_goes_without_words_and_the_same_form_sent_twice_is_one_message(
    counter: Counter, browser: Browser, lea: Person
) -> None:
    id_ = id_in(await attaches(browser, lea, PDF))
    for _ in range(2):
        answer = await browser.sends(f"{INBOX}/{lea.id}/reply", text="", key="same", file=id_)
        assert answer.status_code == 303, answer.text
    await counter.work()
    assert counter.left == [""]
    again = await browser.sends(f"{INBOX}/{lea.id}/reply", text="Encore.", key="other", file=id_)
    assert "Un fichier n’est plus joint" in again.text
    assert "Encore." in again.text, "the words stand in their field again"
    await counter.work()
    assert counter.left == [""]


async def test_a_picture_is_drawn_anew_without_what_hid_in_it(browser: Browser, lea: Person, shelf: FileShelf) -> None:
    await attaches(browser, lea, picture("PNG", (3000, 100)), "plan.png")
    await attaches(browser, lea, PHOTO, "IMG_1.jpeg")
    files = [file.read_bytes() for file in shelf.of(lea.id)]
    assert len(files) == 2
    for file in files:
        with Image.open(BytesIO(file)) as drawn:
            assert drawn.format == "JPEG" and max(drawn.size) <= 1600
        assert b"Exif" not in file
    page = await page_of(browser, lea)
    assert "plan.jpg" in page and "IMG_1.jpg" in page


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"<script>alert(1)</script>", "ne peut pas être joint"),
        (b"", "ne peut pas être joint"),
        (packed("word/document.xml", "word/vbaProject.bin"), "ne peut pas être joint"),
        (b"GIF89a", "ne peut pas être joint"),
        (PHOTO[:300], "ne peut pas être lue"),
        (b"%PDF-" + b"x" * kinds.LARGEST, "trop lourd"),
    ],
)
async def test_what_is_not_taken_is_said_in_words_and_nothing_is_kept(
    browser: Browser, lea: Person, shelf: FileShelf, file: bytes, said: str
) -> None:
    answer = await attaches(browser, lea, file, "facture.pdf")
    assert answer.status_code == 422
    assert said in answer.text
    assert shelf.of(lea.id) == []


async def test_a_file_is_taken_out_of_the_box_and_off_the_shelf_by_who_attached_it_alone(
    counter: Counter, browser: Browser, lea: Person, shelf: FileShelf
) -> None:
    id_ = id_in(await attaches(browser, lea, DOCX, "devis.docx"))
    async with await signed_in(counter.app, await hired(counter.store, Role.AGENT)) as other:
        await other.sends(f"{INBOX}/{lea.id}/attach/remove", attachment=id_)
        assert 'name="file"' not in await page_of(other, lea)
    assert f'value="{id_}"' in await page_of(browser, lea)
    await browser.sends(f"{INBOX}/{lea.id}/attach/remove", attachment=id_)
    assert 'name="file"' not in await page_of(browser, lea)
    assert shelf.of(lea.id) == []


async def test_only_so_many_files_stand_in_a_box(browser: Browser, lea: Person) -> None:
    for _ in range(MOST):
        id_in(await attaches(browser, lea, PDF))
    assert "dix fichiers" in (await attaches(browser, lea, PDF)).text


async def test_who_is_written_to_by_sms_needs_an_address_of_ours(shop_store: Store, shelf: FileShelf) -> None:
    async with open_counter(shop_store, shelf=shelf, public_url=None) as counter:
        lea = await counter.person("+33612345678", "sms").says("bonjour")
        async with await signed_in(counter.app, await hired(shop_store)) as browser:
            answer = await attaches(browser, lea, PDF)
    assert (answer.status_code, "PUBLIC_URL" in answer.text) == (422, True)
    assert shelf.of(lea.id) == []


async def test_files_for_later_leave_with_their_message_and_come_back_when_it_is_called_off(
    counter: Counter, browser: Browser, lea: Person
) -> None:
    id_ = id_in(await attaches(browser, lea, PDF))
    await browser.sends(f"{INBOX}/{lea.id}/later", text="", when="hour", key="k", file=id_)
    page = await page_of(browser, lea)
    assert "Avec fichiers" in page and 'name="file"' not in page
    message = page.partition('name="message" value="')[2].partition('"')[0]
    await browser.sends(f"{INBOX}/{lea.id}/later/call-off", message=message)
    assert f'value="{id_}"' in await page_of(browser, lea)


async def test_without_a_shelf_there_is_no_paperclip(shop_store: Store) -> None:
    async with open_counter(shop_store) as counter:
        lea = await counter.person("42").says("bonjour")
        async with await signed_in(counter.app, await hired(shop_store)) as browser:
            assert 'id="attach"' not in await page_of(browser, lea)
            assert (await attaches(browser, lea, PDF)).status_code == 404


async def test_what_was_sent_is_exported_whole_and_erased_with_its_customer(
    counter: Counter, browser: Browser, lea: Person, shelf: FileShelf
) -> None:
    id_in(await attaches(browser, lea, PDF))
    async with await signed_in(counter.app, await hired(counter.store, Role.OWNER)) as owner:
        told = (await owner.sends(f"{INBOX}/{lea.id}/data/export", reason="asked for")).json()
        assert [one["content"] for one in told["files"]] == ["JVBERi0xLjcgdW5lIGZhY3R1cmU="]
        assert [one["name"] for one in told["attachments"]] == ["facture.pdf"]
        await owner.sends(f"{INBOX}/{lea.id}/data/erase", reason="asked for", typed=lea.id[:6])
    assert shelf.of(lea.id) == []
