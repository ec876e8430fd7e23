"""What staff sent, in the customer's browser: a picture is seen, a document is a download under its name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from bot.channels.files.file_shelf import ref_of_staff
from bot.model.message import Media
from bot.store import Store
from bot.store.database.identity import customer_id_of
from tests.web.chat.test_browser import LOOKS, open_chat
from tests.web.chromium import CHECKS, overflow
from tests.web.pictures import picture

BILL = b"%PDF-1.7 une facture"


@pytest.mark.parametrize("look", LOOKS)
async def test_a_picture_is_seen_and_a_document_is_downloaded(
    shop_store: Store, tmp_path: Path, look: dict[str, Any]
) -> None:
    async with open_chat(shop_store, **look) as lea:
        customer, shelf = customer_id_of(lea.address), lea.doors.shelf
        assert shelf is not None
        photo, bill = ref_of_staff(customer, "a" * 32, "jpg"), ref_of_staff(customer, "b" * 32, "pdf")
        shelf.put(photo, picture())
        shelf.put(bill, BILL)
        await lea.pen.says(lea.address, "Voici le plan.", by="theo", media=Media("photo", photo, name="plan.jpg"))
        sent = Media("document", bill, name="facture d’été.pdf", mime="application/pdf")
        await lea.pen.says(lea.address, "Et la facture.", by="theo", media=sent)
        shown = lea.page.get_by_role("img", name="plan.jpg")
        await expect(shown).to_be_visible()
        assert await shown.evaluate("async (one) => { await one.decode(); return one.naturalWidth; }") == 64
        link = lea.page.get_by_role("link", name="facture d’été.pdf")
        async with lea.page.expect_download() as downloading:
            await link.click(modifiers=["Alt"])
        download = await downloading.value
        assert download.suggested_filename == "facture d’été.pdf"
        await download.save_as(tmp_path / "saved")
        assert (tmp_path / "saved").read_bytes() == BILL
        assert not await overflow(lea.page)
        assert await lea.page.evaluate(CHECKS) == []
