"""The thread's page: messages, reasons, plans, the customer; whoever they are, their text is inert."""

from __future__ import annotations

import pytest

from bot.model.staff import Role
from bot.store.threads.notes import Note
from bot.store.threads.saved_replies import SavedReply
from bot.store.threads.thread_lines import Stretch, ThreadLines
from bot.web.console.threads.inbox import INBOX
from bot.web.console.threads.thread import filled
from tests.web.console.counter import Counter, book
from tests.web.console.people import hired, person, signed_in

PAYLOADS = [
    "<script>window.hurt=1</script>",
    "<img src=x onerror=window.hurt=1>",
    '"><svg onload=window.hurt=1>',
    "</textarea><script>window.hurt=1</script>",
    "{{7*7}}{% raw %}",
    "\u202etpircs\u202c \u200b",
]


async def test_a_thread_shows_what_was_said_why_what_is_planned_and_who_it_is(counter: Counter) -> None:
    lea = await counter.person("42").known(first_name="Léa", city="Lyon")
    await lea.shop("x.compared")
    await lea.says("/help")
    await lea.shop("x.cart")
    await counter.work()
    async with await signed_in(counter.app, await hired(counter.store)) as browser:
        page = (await browser.get(f"{INBOX}/{lea.id}")).text
        for expected in ("/help", "Pourquoi", "Panier oublié", "Prévu si rien ne change", "Comparaison", "Lyon", "Léa"):
            assert expected in page
        card = await browser.get(f"{INBOX}/{lea.id}/card")
        assert 'data-pane="card"' in card.text
        piece = await browser.get(f"{INBOX}/{lea.id}", headers={"hx-request": "true"})
        assert "<html" not in piece.text
        assert 'id="card"' in piece.text
        assert ">Note privée<" in (await browser.get(INBOX)).text  # the sheet of keys, before any thread is open
        news = f"{INBOX}/{lea.id}/lines"
        assert 'id="acts" hx-swap-oob="true"' in (await browser.get(f"{news}?acts=1")).text
        assert 'id="acts"' not in (await browser.get(news)).text  # a fold that is open stays open


async def test_reading_a_thread_marks_it_as_read(counter: Counter) -> None:
    lea = await counter.person("42").known(first_name="Léa")
    await lea.begins("person")
    await lea.says("Vous êtes là ?")
    staff = await hired(counter.store)
    async with await signed_in(counter.app, staff) as browser:
        assert 'class="conv new"' in (await browser.get(f"{INBOX}/rows")).text
        await browser.get(f"{INBOX}/{lea.id}")
        assert 'class="conv new"' not in (await browser.get(f"{INBOX}/rows")).text


async def test_what_comes_while_a_page_is_made_is_not_read_by_it(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    lea = await counter.person("42").known(first_name="Léa")
    await lea.begins("person")
    await lea.says("Vous êtes là ?")
    staff, page = await hired(counter.store), ThreadLines.page

    async def meanwhile(lines: ThreadLines, *asked: object) -> Stretch:
        monkeypatch.setattr(ThreadLines, "page", page)
        found = await page(lines, *asked)  # type: ignore[arg-type]
        await lea.says("Je repasse demain.")
        note = Note(id="n", at=counter.doors.clock(), staff="theo", text="@Zoé, tu la rappelles ?")
        await counter.store.notes.write(lea.id, note, [staff.id])
        return found

    monkeypatch.setattr(ThreadLines, "page", meanwhile)
    async with await signed_in(counter.app, staff) as browser:
        assert "Je repasse demain." not in (await browser.get(f"{INBOX}/{lea.id}", headers={"hx-request": "true"})).text
        row = await counter.store.threads.get(lea.id, staff.id)
        assert row is not None
        assert row.unread
        assert (await counter.store.thread_counts.folders(staff.id))["mentions"] == 1
        await browser.get(f"{INBOX}/{lea.id}/lines?seen=1")
        row = await counter.store.threads.get(lea.id, staff.id)
        assert row is not None
        assert not row.unread
        assert (await counter.store.thread_counts.folders(staff.id))["mentions"] == 0


async def test_older_messages_come_a_page_at_a_time(counter: Counter) -> None:
    lea = counter.person("42")
    for number in range(60):
        await lea.says(f"/message-{number:02}")
    async with await signed_in(counter.app, await hired(counter.store)) as browser:
        page = (await browser.get(f"{INBOX}/{lea.id}")).text
        assert "/message-00" not in page
        before = page.partition("lines?before=")[2].partition('"')[0]
        older = (await browser.get(f"{INBOX}/{lea.id}/lines?before={before}")).text
        assert "/message-59" not in older
        assert "/message-00" in older


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_what_a_customer_writes_or_is_called_is_inert_wherever_it_stands(counter: Counter, payload: str) -> None:
    lea = await counter.person("42").known(first_name=payload, note=payload)
    await lea.begins("person")
    await lea.says(payload)
    async with await signed_in(counter.app, await hired(counter.store)) as browser:
        await browser.sends(f"{INBOX}/{lea.id}/label", label=payload)
        for path in (f"{INBOX}?folder=all", f"{INBOX}/{lea.id}", f"{INBOX}?q=hurt"):
            page = (await browser.get(path)).text
            for raw in ("<script>window", "<img src=x", "<svg onload", "\u202e", "\u200b"):
                assert raw not in page


async def test_nobody_is_not_found(counter: Counter) -> None:
    async with await signed_in(counter.app, await hired(counter.store, Role.OWNER)) as browser:
        for path in (f"{INBOX}/nobody", f"{INBOX}/nobody/lines", f"{INBOX}/nobody/card", "/console/live/nobody"):
            assert (await browser.get(path)).status_code == 404


async def test_a_saved_reply_is_filled_in_and_what_is_not_known_stays_to_be_seen(counter: Counter) -> None:
    lea = await counter.person("42").known(first_name="Léa")
    customer = await counter.store.customers.get(lea.id)
    assert customer is not None
    english = SavedReply(id="e", name="Hours", language="en", text="…")
    french = SavedReply(id="f", name="Horaires", language="fr", text="{first_name} {last_name}, {staff} de {store}")
    done = filled([english, french], customer, person(name="Théo"), book())
    assert [reply.text for reply in done] == ["Léa {last_name}, Théo de Moka".replace("Moka", "Maison Moka"), "…"]
