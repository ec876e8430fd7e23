"""Photos in a real browser: chosen by mouse or keyboard, pasted, dropped; what goes wrong is said."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import FilePayload, Locator, Page, expect

from bot.store import Store
from tests.web.chat.test_browser import LOOKS, SCRIPTS, open_chat, running
from tests.web.chromium import CHECKS, CONTRAST, PHONE, chromium, overflow, visit
from tests.web.doorway import events, rows
from tests.web.pictures import heic, noise, picture

#: Gives the page a file as a drop or a paste does.
HAND_OVER = """([kind, name, type, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(bytes)], name, { type }));
  const event = kind === 'paste' ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
    : new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
  document.querySelector('#text').dispatchEvent(event);
  return event.defaultPrevented;
}"""


def file(content: bytes, name: str = "photo.jpg", kind: str = "image/jpeg") -> FilePayload:
    return {"name": name, "mimeType": kind, "buffer": content}


async def choose(page: Page, *files: FilePayload) -> None:
    await page.locator("#files").set_input_files(list(files))


def tray(page: Page) -> Locator:
    return page.locator("#tray li")


async def photo_events(store: Store) -> list[Any]:
    return [event for event in (await events(store))[1:] if event.media]


async def is_drawn(page: Page, number: int = 0) -> bool:
    """Whether the photo in the thread is the red and blue one."""
    return bool(
        await page.locator(".msg.me .picture")
        .nth(number)
        .evaluate(
            """async (one) => {
              if (one.decode) await one.decode();
              const canvas = document.createElement('canvas');
              const pen = canvas.getContext('2d', { willReadFrequently: true });
              canvas.width = canvas.height = 9;
              pen.drawImage(one, 0, 0, 9, 9);
              const [left, right] = [pen.getImageData(1, 4, 1, 1).data, pen.getImageData(7, 4, 1, 1).data];
              return left[0] > 200 && left[2] < 60 && right[2] > 200 && right[0] < 60;
            }"""
        )
    )


@pytest.mark.parametrize("look", LOOKS)
async def test_a_photo_is_chosen_by_keyboard_and_read(shop_store: Store, look: dict[str, Any]) -> None:
    async with open_chat(shop_store, **look) as lea:
        other = await lea.context.new_page()
        await other.goto(lea.page.url)
        await lea.page.bring_to_front()
        camera = lea.page.get_by_role("button", name="Ajouter une photo")
        async with lea.page.expect_file_chooser() as choosing:
            await camera.focus()
            await lea.page.keyboard.press("Enter")
        chooser = await choosing.value
        assert chooser.is_multiple()
        await chooser.set_files([file(picture(size=(3000, 2000))), file(picture("PNG"), "b.png", "image/png")])
        await expect(tray(lea.page)).to_have_count(2)
        assert await lea.page.evaluate(CHECKS) == []
        await expect(lea.page.get_by_role("textbox")).to_be_focused()
        await lea.page.keyboard.press("Shift+Tab")
        await lea.page.keyboard.press("Shift+Tab")
        await expect(lea.page.get_by_role("button", name="Retirer la photo").last).to_be_focused()
        await lea.page.keyboard.press("Enter")
        await expect(tray(lea.page)).to_have_count(1)
        await lea.says("La fuite est ici")
        bubble = lea.bubble("La fuite est ici")
        await expect(bubble.get_by_label("Envoyé")).to_be_visible()
        await expect(lea.page.locator("#tray")).to_be_hidden()
        await lea.pen.meets()
        await expect(bubble.get_by_label("Lu")).to_be_visible()
        assert await is_drawn(lea.page)
        await expect(other.locator(".msg.me .picture")).to_have_count(1)
        assert await is_drawn(other)
        await lea.page.reload()
        await expect(bubble.get_by_role("img", name="Votre photo")).to_be_visible()
        assert await is_drawn(lea.page)
        assert not await overflow(lea.page)
        assert await lea.page.evaluate(CHECKS) == []
        [event] = await photo_events(shop_store)
        assert event.text == "La fuite est ici"
        assert await lea.page.evaluate("document.querySelector('.msg.me img').naturalWidth") == 1600


@pytest.mark.parametrize("kind", ["paste", "drop"])
async def test_a_photo_is_pasted_or_dropped(shop_store: Store, kind: str) -> None:
    async with open_chat(shop_store) as lea:
        photo = [kind, "photo.png", "image/png", list(picture("PNG"))]
        if kind == "drop":
            assert await lea.page.evaluate(HAND_OVER, ["dragover", *photo[1:]])
            await expect(lea.page.locator(".chat.dropping")).to_have_count(1)
        assert await lea.page.evaluate(HAND_OVER, photo)
        await expect(tray(lea.page)).to_have_count(1)
        await expect(lea.page.locator(".chat.dropping")).to_have_count(0)
        await lea.page.get_by_role("button", name="Envoyer").click()
        await expect(lea.page.locator(".msg.me").get_by_label("Envoyé")).to_be_visible()
        assert len(await photo_events(shop_store)) == 1


@pytest.mark.parametrize(("lang", "sentence"), [("fr", "ne peut pas être lu"), ("en", "can’t be read")])
async def test_what_is_no_photo_is_said_to_be_none(shop_store: Store, lang: str, sentence: str) -> None:
    async with open_chat(shop_store, f"/chat?lang={lang}") as lea:
        for wrong in (
            file(b"%PDF-1.7", "devis.pdf", "application/pdf"),
            file(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "image/svg+xml"),
            file(picture("PNG")[:40], "half.png", "image/png"),
            file(b"", "empty.jpg"),
        ):
            await lea.page.evaluate("document.querySelector('#notice').textContent = ''")
            await choose(lea.page, wrong)
            await expect(lea.page.get_by_role("status")).to_contain_text(sentence)
            await expect(tray(lea.page)).to_have_count(0)
        assert (await events(shop_store))[1:] == []
        await choose(lea.page, *[file(picture()) for _ in range(7)])
        await expect(tray(lea.page)).to_have_count(6)
        await expect(lea.page.get_by_role("status")).to_contain_text(re.compile("six (fichiers|files)"))


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(413, "trop lourd"), (422, "ne peut pas être lu"), (403, "n’a pas pu partir")],
)
async def test_a_photo_that_the_server_refuses_can_be_taken_away(shop_store: Store, status: int, sentence: str) -> None:
    async with open_chat(shop_store, bad_network=True) as lea:
        await lea.page.route("**/chat/messages", lambda route: route.fulfill(status=status))
        await choose(lea.page, file(picture()))
        await lea.says("Regardez")
        await expect(lea.bubble("Regardez")).to_contain_text(sentence)
        assert await lea.page.evaluate(CONTRAST) == []
        await lea.page.unroute("**/chat/messages")
        await lea.says("Vous êtes là ?")  # what can't leave holds nothing up
        await expect(lea.bubble("là ?").get_by_label("Envoyé")).to_be_visible()
        await lea.bubble("Regardez").get_by_role("button", name="Retirer").click()
        await expect(lea.bubble("Regardez")).to_have_count(0)


async def test_a_photo_taken_without_a_network_leaves_when_it_is_back_even_after_a_reload(shop_store: Store) -> None:
    async with open_chat(shop_store, bad_network=True) as lea:
        await lea.page.route("**/chat/messages", lambda route: route.abort())
        await choose(lea.page, file(picture()))
        await lea.says("Elle fuit")
        await expect(lea.page.get_by_role("status")).to_contain_text("hors ligne")
        await expect(lea.bubble("Elle fuit").get_by_label("en attente d’envoi")).to_be_visible()
        await lea.page.unroute("**/chat/messages")
        await lea.page.reload()
        await expect(lea.bubble("Elle fuit").get_by_label("Envoyé")).to_be_visible()
        await expect(lea.page.locator(".msg.me .picture")).to_have_count(1)
        assert await is_drawn(lea.page)
        assert len(await photo_events(shop_store)) == 1


@pytest.mark.parametrize("look", LOOKS)
async def test_what_an_iphone_makes_leaves_as_it_is_and_comes_back_as_a_photo_or_a_download(
    shop_store: Store, look: dict[str, Any], tmp_path: Path
) -> None:
    film, voice = b"\0\0\0\x14ftypqt  a film", b"\0\0\0\x1cftypM4A a voice"
    async with open_chat(shop_store, **look) as lea:
        await choose(
            lea.page,
            file(heic(), "IMG_0042.HEIC", "image/heic"),  # Chromium can't draw it, the server can
            file(film, "IMG_0043.MOV", "video/quicktime"),
            file(voice, "Mémo 1.m4a", "audio/x-m4a"),
        )
        await expect(tray(lea.page)).to_have_text(["IMG_0042.HEIC", "IMG_0043.MOV", "Mémo 1.m4a"])
        assert await lea.page.evaluate(CHECKS) == []
        assert await lea.page.evaluate(CONTRAST) == []
        assert not await overflow(lea.page)
        await lea.says("Voilà la panne")
        await expect(lea.page.locator(".msg.me").get_by_label("Envoyé")).to_have_count(4)
        await lea.pen.meets()
        await lea.page.reload()
        assert await is_drawn(lea.page)
        downloads = lea.page.get_by_role("link", name="Votre fichier")
        await expect(downloads).to_have_count(2)
        assert await lea.page.evaluate(CHECKS) == []
        async with lea.page.expect_download() as loading:
            await downloads.first.click()
        await (await loading.value).save_as(tmp_path / "film.mov")
        assert (tmp_path / "film.mov").read_bytes() == film
        assert [event.media[0].kind for event in await photo_events(shop_store)] == ["photo", "video", "audio"]


async def test_a_film_that_is_too_large_is_told_before_it_travels(shop_store: Store) -> None:
    async with open_chat(shop_store) as lea:
        await choose(lea.page, file(bytes(16 * 1024 * 1024 + 1), "film.mov", "video/quicktime"))
        await expect(lea.page.get_by_role("status")).to_contain_text("16\u00a0Mo au plus")
        await expect(tray(lea.page)).to_have_count(0)


async def test_a_large_photo_is_made_small_before_it_leaves(shop_store: Store) -> None:
    """Noise, which hardly gets smaller: more than the server takes."""
    async with open_chat(shop_store) as lea:
        heavy = noise((1100, 900), "PNG")
        assert len(heavy) > 1_500_000
        async with lea.page.expect_request("**/chat/messages") as sending:
            await choose(lea.page, file(heavy, "noise.png", "image/png"))
            await expect(tray(lea.page)).to_have_count(1)
            await lea.page.keyboard.press("Enter")
        assert len((await sending.value).post_data or "") < 1024 * 1024
        await expect(lea.page.locator(".msg.me").get_by_label("Envoyé")).to_be_visible()


async def test_five_megabytes_by_hand_are_refused_by_the_real_server(shop_store: Store) -> None:
    async with open_chat(shop_store, bad_network=True) as lea:
        status, text = await lea.page.evaluate(
            """async () => {
              const body = JSON.stringify({ key: '0'.repeat(32), photo: 'A'.repeat(5 << 20) });
              const answer = await fetch('/chat/messages', { method: 'POST', body,
                headers: { 'content-type': 'application/json' } });
              return [answer.status, await answer.text()];
            }"""
        )
        assert (status, text) == (413, "The request is too large.")
        assert await rows(shop_store) == 1


async def test_thirty_photos_in_a_row_leave_slowly_and_none_is_lost(shop_store: Store) -> None:
    async with open_chat(shop_store, bad_network=True, viewport=PHONE) as lea:
        for sent in range(6, 31, 6):
            await choose(lea.page, *[file(picture()) for _ in range(6)])
            await expect(tray(lea.page)).to_have_count(6)
            await lea.page.keyboard.press("Enter")
            await expect(lea.page.locator(".msg.me")).to_have_count(sent)
        await expect(lea.page.get_by_role("status")).to_contain_text("dès que possible", timeout=30_000)
        taken = len(await photo_events(shop_store))
        assert 10 <= taken < 30
        assert len(await lea.page.evaluate("Object.keys(localStorage).filter((key) => key.includes('unsent'))")) == 30


async def test_a_name_that_holds_a_script_is_nothing_but_a_name(shop_store: Store) -> None:
    async with open_chat(shop_store, viewport=PHONE) as lea:
        for number, script in enumerate(SCRIPTS[:4]):
            await choose(lea.page, file(picture(), script.replace("/", "_") + ".jpg"))
            await expect(tray(lea.page)).to_have_count(1)
            await lea.says(script)
            await expect(lea.page.locator(".msg.me").nth(number).get_by_label("Envoyé")).to_be_visible()
        await lea.pen.meets()
        await lea.page.reload()
        await expect(lea.page.locator(".msg.me .picture")).to_have_count(4)
        assert await lea.page.evaluate("window.hurt") is None
        assert "hurt" not in str([event.media for event in await photo_events(shop_store)])


@pytest.mark.parametrize("look", LOOKS)
async def test_every_word_can_be_read(shop_store: Store, look: dict[str, Any]) -> None:
    async with open_chat(shop_store, bad_network=True, **look) as lea:
        await lea.pen.hears(lea.address, "Bonjour https://example.com/")
        await lea.pen.says(lea.address, "Bonjour", by="theo@moka.example")
        await lea.pen.says(lea.address, "Bien aidé ?", "1 Pas du tout", "2", "3 Tout à fait", prompt="p")
        await expect(lea.page.locator(".rate")).to_be_visible()
        assert await lea.page.evaluate(CONTRAST) == []
        await lea.pen.says(lea.address, "Et sinon ?", "Oui", "Non", prompt="q")
        await choose(lea.page, file(picture()))
        await expect(lea.page.get_by_role("button", name="Oui")).to_be_visible()
        assert await lea.page.evaluate(CONTRAST) == []
        await lea.context.set_offline(True)
        await lea.says("Vous êtes là ?")
        await expect(lea.page.get_by_role("status")).to_contain_text("hors ligne")
        assert await lea.page.evaluate(CONTRAST) == []
        assert await lea.page.evaluate(CHECKS) == []


PHOTO_FLOW = """
flow: repair
title: Repair a machine
purpose: service
starts:
  - intent: repair
examples: [ma machine fuit, ma machine est en panne, il faut réparer ma machine]
steps:
  - ask: Pouvez-vous nous envoyer une photo ?
    as: photo
    save: photo
  - say: Merci, on voit bien la fuite.
  - hand_over: { team: atelier, reason: une panne }
"""

#: Notes whether the three dots were ever shown.
WATCH = """() => {
  window.dotted = 0;
  new MutationObserver(() => { window.dotted += document.querySelectorAll('.dots').length; })
    .observe(document.querySelector('#thread'), { childList: true, subtree: true });
}"""


async def test_a_flow_asks_for_a_photo_and_then_a_person_has_the_thread(tmp_path: Path) -> None:
    """The whole program: the photo is the answer; once staff have the thread, a message is read, and nothing dots."""
    async with running(tmp_path, PHOTO_FLOW) as address, chromium() as browser, visit(browser) as context:
        page = await context.new_page()
        await page.goto(address)
        other = await context.new_page()
        await other.goto(address)
        for one in (page, other):
            await expect(one.locator("#thread")).to_have_attribute("aria-live", "polite")
            await one.evaluate(WATCH)
        await page.bring_to_front()
        await page.get_by_role("textbox").fill("Ma machine fuit")
        await page.keyboard.press("Enter")
        await expect(page.locator(".msg.bot").last).to_contain_text("envoyer une photo")
        for one in (page, other):
            await expect(one.locator(".dots")).to_have_count(0)
            assert await one.evaluate("window.dotted") > 0
        await choose(page, file(picture(size=(3000, 2000))))
        await expect(tray(page)).to_have_count(1)
        await page.keyboard.press("Enter")
        await expect(page.locator(".msg.bot", has_text="on voit bien la fuite")).to_be_visible()
        await expect(page.locator(".msg.me").last.get_by_label("Lu")).to_be_visible()
        await expect(page.locator(".dots")).to_have_count(0)
        for one in (page, other):
            await one.evaluate("window.dotted = 0")
        await page.get_by_role("textbox").fill("J’attends")
        await page.keyboard.press("Enter")
        await expect(page.locator(".msg.me", has_text="attends").get_by_label("Lu")).to_be_visible()
        await expect(other.locator(".msg.me", has_text="attends")).to_be_visible()
        for one in (page, other):
            assert await one.evaluate("window.dotted") == 0
        [kept] = (tmp_path / "chat.db.photos").glob("*/*.jpg")
        assert re.fullmatch(r"[0-9a-f]{32}\.jpg", kept.name)
