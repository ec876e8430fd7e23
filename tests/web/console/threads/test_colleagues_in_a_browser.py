"""What a colleague does to a thread is seen in the open thread and in the list, without a new page; and so is that
nothing can be seen any more, because the connection is lost.
"""

from __future__ import annotations

from datetime import timedelta

from playwright.async_api import expect

from bot.model.staff import Role
from bot.store import Store
from bot.store.threads.notes import Note
from tests.web.console.people import hired
from tests.web.console.threads.test_inbox_in_a_browser import desk


async def test_labels_assignment_snoozing_notes_and_closing_come_by_themselves(shop_store: Store) -> None:
    async with desk(shop_store) as at:
        theo = await hired(shop_store, Role.AGENT, name="Théo", language="fr")
        await at.opens()
        await at.replies("Ici Camille.")
        threads, now = shop_store.threads, at.counter.doors.clock()
        row = at.page.locator(".conv", has_text="Léa")
        await threads.label(at.lea.id, "fuite")
        await expect(at.page.locator("#labels")).to_contain_text("fuite")
        await expect(row).to_contain_text("fuite")
        await threads.assign(at.lea.id, theo.id)
        await expect(at.page.locator("#whose")).to_contain_text("Théo")
        await expect(row.get_by_role("img", name="Théo")).to_be_visible()
        await shop_store.notes.write(at.lea.id, Note(id="n1", at=now, staff=theo.id, text="Il en reste 4."))
        await expect(at.page.locator(".msg.note")).to_contain_text("Il en reste 4.")
        await threads.unlabel(at.lea.id, "fuite")
        await expect(at.page.locator("#labels")).not_to_contain_text("fuite")
        await expect(row).not_to_contain_text("fuite")
        await threads.snooze(at.lea.id, theo.id, now + timedelta(hours=3), now)
        await expect(at.page.locator("#whose")).to_contain_text("en pause")
        await expect(at.page.get_by_role("button", name="Sortir de pause")).to_be_visible()
        await expect(at.page.locator("#state")).to_contain_text("le bot se tait")
        await threads.wake(at.lea.id)
        await threads.close(at.lea.id, theo.id, "settled", now)
        await expect(at.page.locator("#state")).to_contain_text("Conversation close")
        await expect(at.page.locator("#acts")).to_contain_text("Rouvrir")
        await threads.reopen(at.lea.id)
        await expect(at.page.locator("#state")).not_to_contain_text("Conversation close")


PLACES = "[...document.querySelectorAll('#lines > [data-place]')].map((one) => Number(one.dataset.place))"


async def test_what_somebody_has_gone_back_to_read_stays_as_news_come(shop_store: Store) -> None:
    async with desk(shop_store) as at:
        for number in range(45):
            await at.lea.says(f"question {number}")
        await at.opens()
        lines = at.page.locator("#lines")
        older = at.page.locator("#lines .older")
        while await older.count():
            await older.first.click()
            await expect(at.page.locator("#lines .htmx-request")).to_have_count(0)
        await expect(lines).to_contain_text("x.compared")
        places = await at.page.evaluate(PLACES)
        assert places == sorted(places)  # nothing of an older page stands on a newer one too
        many = await at.page.locator("#lines > [data-place]").count()
        await at.page.locator("#lines .why summary").first.click()
        await at.page.locator("#lines > [data-place]").first.scroll_into_view_if_needed()
        await at.lea.says("la toute dernière")
        await expect(lines).to_contain_text("la toute dernière")
        await expect(lines).to_contain_text("x.compared")
        assert await at.page.locator("#lines > [data-place]").count() > many
        assert await at.page.locator("#lines").get_by_text("question 0", exact=True).count() == 1
        await expect(at.page.locator("#lines .why[open]")).to_have_count(1)
        await expect(at.page.locator("#pill")).to_be_visible()


async def test_under_the_pointer_a_row_is_made_new_where_it_stands(shop_store: Store) -> None:
    async with desk(shop_store) as at:
        karim = await at.counter.person("43").known(first_name="Karim")
        await karim.says("/help")
        await at.page.goto(f"{at.address}/console/inbox?folder=all")
        await expect(at.page.locator(".conv")).to_have_count(2)
        before = await at.page.locator(".conv .name").all_inner_texts()
        await at.page.locator(".conv").first.hover()
        await at.lea.says("/help")  # the order would be another now
        await karim.says("/help")
        await shop_store.threads.label(at.lea.id, "fuite")
        await expect(at.page.locator(".conv", has_text="Léa")).to_contain_text("fuite")
        assert await at.page.locator(".conv .name").all_inner_texts() == before


async def test_what_was_open_as_a_colleague_acted_is_made_new_once_it_is_shut(shop_store: Store) -> None:
    async with desk(shop_store) as at:
        await at.opens()
        await at.page.locator('[data-press="."]').click()
        await at.page.locator('#acts [name="label"][maxlength]').fill("fid")
        await shop_store.threads.label(at.lea.id, "fuite")
        await expect(at.page.locator("#labels")).to_contain_text("fuite")
        await expect(at.page.locator('#acts [name="label"][maxlength]')).to_have_value("fid")
        async with at.page.expect_response("**/lines?*acts=1*"):
            await at.page.locator("#thread h2").click()
        await expect(at.page.locator('#acts [name="label"][value="fuite"]')).to_have_count(1)
        await at.page.locator('[data-press="."]').click()
        await expect(at.page.get_by_role("button", name="fuite")).to_be_visible()


async def test_a_lost_connection_is_told_until_it_is_back(shop_store: Store) -> None:
    async with desk(shop_store, bad_network=True) as at:
        await at.page.route("**/live/**", lambda route: route.fulfill(status=502, body="away"))
        await at.opens()
        line = at.page.locator("#thread .lost-line")
        await expect(line).to_contain_text("Connexion perdue")
        await shop_store.threads.label(at.lea.id, "fuite")
        await at.page.unroute("**/live/**")
        await expect(line).to_be_hidden(timeout=30_000)
        await expect(at.page.locator("#labels")).to_contain_text("fuite")


async def test_who_has_been_signed_out_is_told_and_led_back(shop_store: Store) -> None:
    async with desk(shop_store, bad_network=True) as at:
        await at.page.route("**/live/**", lambda route: route.fulfill(status=502, body="away"))
        await at.opens()
        [camille] = await shop_store.staff.all()
        now = at.counter.doors.clock()
        for opened in await shop_store.sessions.of(camille.id, now):
            await shop_store.sessions.close(camille.id, opened.id, camille.id, now)
        line = at.page.locator("#thread .lost-line")
        await expect(line).to_contain_text("Votre session est terminée", timeout=30_000)
        await line.get_by_role("link").click()
        await at.page.wait_for_url("**/console/sign-in?next=%2Fconsole%2Finbox%2F*")
