"""Files in the reply box in a real browser: chosen by keyboard, dropped, pasted, on a slow way; what goes wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import FilePayload, Page, Route, expect

from bot.channels.files.file_kinds import LARGEST
from bot.channels.files.file_shelf import FileShelf
from bot.store import Store
from tests.web.chromium import CONTRAST, overflow
from tests.web.console.threads.test_inbox_in_a_browser import LOOKS, desk
from tests.web.pictures import noise, picture

PDF = b"%PDF-1.7 une facture"
#: Gives the page files as a drop or a paste does; `words` stand beside them.
HAND_OVER = """([kind, files, words]) => {
  const data = new DataTransfer();
  for (const [name, type, bytes] of files) data.items.add(new File([Uint8Array.from(bytes)], name, { type }));
  if (words) data.setData('text/plain', words);
  const event = kind === 'paste' ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
    : new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
  document.querySelector(kind === 'paste' ? '#reply textarea' : '#lines').dispatchEvent(event);
  return event.defaultPrevented && (kind !== 'dragover' || document.querySelector('#thread.dropping') !== null);
}"""


@pytest.fixture
def shelf(tmp_path: Path) -> FileShelf:
    return FileShelf(tmp_path / "shelf")


def file(content: bytes = PDF, name: str = "facture.pdf", mime: str = "application/pdf") -> FilePayload:
    return {"name": name, "mimeType": mime, "buffer": content}


def chips(page: Page) -> Any:
    return page.locator("#attached .attached:not(.going)")


@pytest.mark.parametrize(("language", "options"), LOOKS)
async def test_files_are_chosen_by_keyboard_taken_out_and_sent_without_a_word(
    shop_store: Store, shelf: FileShelf, language: str, options: dict[str, Any]
) -> None:
    async with desk(shop_store, language, shelf, **options) as at:
        await at.opens()
        attach = at.page.get_by_label({"fr": "Joindre un fichier", "en": "Attach a file"}[language])
        async with at.page.expect_file_chooser() as choosing:
            await attach.focus()
            await at.page.keyboard.press("Enter")
        chooser = await choosing.value
        assert chooser.is_multiple()
        long = "une facture dont le nom est vraiment bien trop long pour ce qui reste de place.pdf"
        await chooser.set_files([file(name=long), file(picture(), "photo de l’été.jpg", "image/jpeg")])
        await expect(chips(at.page)).to_have_count(2)
        assert not await overflow(at.page)
        assert await at.page.evaluate(CONTRAST) == []
        await chips(at.page).first.get_by_role("button").focus()
        await at.page.keyboard.press("Enter")
        await expect(chips(at.page)).to_have_count(1)
        await expect(at.page.locator("#reply textarea")).to_be_focused()
        await at.page.reload()
        await expect(chips(at.page)).to_have_count(1)
        await at.page.locator("#reply textarea").focus()
        await at.page.keyboard.press("Control+Enter")
        await expect(at.page.locator(".msg.staff .picture img")).to_be_visible()
        await expect(chips(at.page)).to_have_count(0)
        assert await at.page.evaluate("document.querySelector('.msg.staff img').naturalWidth") == 64
        assert at.counter.left[-1] == ""
        assert not await overflow(at.page)


async def test_files_are_dropped_and_pasted_and_words_with_a_picture_of_them_stay_words(
    shop_store: Store, shelf: FileShelf
) -> None:
    photo = ["capture.png", "image/png", list(picture("PNG"))]
    async with desk(shop_store, shelf=shelf) as at:
        await at.opens()
        assert await at.page.evaluate(HAND_OVER, ["dragover", [photo], ""]), "the thread shows where to let go"
        assert await at.page.evaluate(HAND_OVER, ["drop", [photo, ["facture.pdf", "", list(PDF)]], ""])
        await expect(chips(at.page)).to_have_count(2)
        await expect(at.page.locator(".dropping")).to_have_count(0)
        await at.page.evaluate(HAND_OVER, ["paste", [photo], ""])
        await expect(chips(at.page)).to_have_count(3)
        await at.page.evaluate(HAND_OVER, ["paste", [photo], "copied from a text"])
        await at.replies("Voici.")
        assert len(shelf.of(at.lea.id)) == 3
        await expect(at.page.locator(".msg.staff .picture img")).to_have_count(2)
        await expect(at.page.locator(".msg.staff a[download]", has_text="facture.pdf")).to_be_visible()


async def test_a_message_sent_while_its_file_is_on_a_slow_way_waits_for_it(shop_store: Store, shelf: FileShelf) -> None:
    async with desk(shop_store, shelf=shelf) as at:
        await at.opens()
        network = await at.page.context.new_cdp_session(at.page)
        await network.send("Network.enable")
        slow = {"offline": False, "latency": 50, "downloadThroughput": -1, "uploadThroughput": 400_000}
        await network.send("Network.emulateNetworkConditions", slow)
        await at.page.locator("#attach").set_input_files([file(noise((900, 700)), "plan.png", "image/png")])
        await expect(at.page.locator("#attached progress")).to_be_visible()
        await at.page.locator("#reply textarea").fill("Voici le plan.")
        await at.page.keyboard.press("Control+Enter")
        await expect(at.page.locator("#unattached")).to_have_text("Le message part dès que ses fichiers sont là.")
        await expect(at.page.locator(".msg.staff .picture img")).to_be_visible()
        await expect(at.page.locator(".msg.staff", has_text="Voici le plan.")).to_be_visible()
        await expect(at.page.locator("#unattached")).to_be_hidden()
        assert at.counter.left[-1] == "Voici le plan."


async def test_an_attachment_is_stopped_on_its_way(shop_store: Store, shelf: FileShelf) -> None:
    async with desk(shop_store, shelf=shelf) as at:
        await at.opens()

        async def never(_: Route) -> None:
            return None

        await at.page.route("**/attach", never)
        await at.page.locator("#attach").set_input_files([file()])
        await at.page.get_by_role("button", name="Arrêter facture.pdf").click()
        await expect(at.page.locator("#attached")).to_be_hidden()
        await expect(at.page.locator("#unattached")).to_be_hidden()
        await expect(at.page.locator("#reply textarea")).to_be_focused()
        assert shelf.of(at.lea.id) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("page.html", b"<script>alert(1)</script>", "page.html · Ce type de fichier ne peut pas être joint."),
        ("photo.jpg", b"\xff\xd8\xff torn", "photo.jpg · Cette image ne peut pas être lue"),
        ("film.mp4", b"x" * 500, "film.mp4 · Ce fichier est trop lourd"),
    ],
)
async def test_what_is_not_taken_is_said_where_it_happened(
    shop_store: Store, shelf: FileShelf, name: str, content: bytes, said: str
) -> None:
    async with desk(shop_store, shelf=shelf, bad_network=True) as at:
        await at.opens()
        assert await at.page.evaluate("Number(document.querySelector('#attached').dataset.most)") == LARGEST
        await at.page.evaluate("document.querySelector('#attached').dataset.most = 400")
        await at.page.locator("#attach").set_input_files([file(content, name), file()])
        await expect(at.page.locator("#unattached")).to_contain_text(said)
        await expect(chips(at.page)).to_have_count(1)
        await at.page.locator("#attach").set_input_files([file()])
        await expect(chips(at.page)).to_have_count(2)
        await expect(at.page.locator("#unattached")).to_be_hidden()


async def test_a_lost_connection_is_said_and_the_words_are_kept(shop_store: Store, shelf: FileShelf) -> None:
    async with desk(shop_store, shelf=shelf, bad_network=True) as at:
        await at.opens()
        await at.page.locator("#reply textarea").fill("Voici.")
        await at.page.route("**/attach", lambda route: route.abort())
        await at.page.locator("#attach").set_input_files([file()])
        await expect(at.page.locator("#unattached")).to_contain_text("facture.pdf · La connexion est perdue")
        await expect(at.page.locator("#reply textarea")).to_have_value("Voici.")
        await expect(at.page.locator("#attached")).to_be_hidden()
