from starlette.applications import Starlette

from bot.store import Store
from bot.web.console.threads.saved_replies import PATH
from tests.web.console.people import hired, signed_in


async def test_a_reply_is_kept_changed_and_forgotten(app: Starlette, shop_store: Store) -> None:
    async with await signed_in(app, await hired(shop_store)) as browser:
        text = "Bonjour {first_name} <b>"
        assert (await browser.sends(PATH, name="Horaires", language="fr", text=text)).status_code == 303
        [kept] = await shop_store.saved_replies.all()
        assert (kept.name, kept.text) == ("Horaires", text)
        page = (await browser.get(PATH)).text
        assert "&lt;b&gt;" in page
        assert "{first_name}" in page
        await browser.sends(PATH, id=kept.id, name="Heures", language="en", text="We open at 10.")
        assert [(reply.name, reply.language) for reply in await shop_store.saved_replies.all()] == [("Heures", "en")]
        await browser.sends(PATH, id=kept.id, name="Heures", language="en", text="")
        assert await shop_store.saved_replies.all() == []


async def test_half_a_reply_is_refused(app: Starlette, shop_store: Store) -> None:
    async with await signed_in(app, await hired(shop_store)) as browser:
        for fields in ({"name": "x", "language": "fr"}, {"name": "x", "text": "y"}, {"text": "y", "language": "de"}):
            assert (await browser.sends(PATH, **fields)).status_code == 400
