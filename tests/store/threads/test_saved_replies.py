from msgspec.structs import replace

from bot.store import Store
from bot.store.threads.saved_replies import SavedReply
from tests.store.samples import NOON

HOURS = SavedReply(id="h", name="Horaires", language="fr", text="Bonjour {first_name}, nous ouvrons à 10 h.")


async def test_a_reply_is_kept_changed_and_forgotten(store: Store) -> None:
    await store.saved_replies.save(HOURS, "camille", NOON)
    await store.saved_replies.save(SavedReply(id="a", name="Adresse", language="fr", text="…"), "camille", NOON)
    changed = replace(HOURS, text="Nous ouvrons à 9 h.")
    await store.saved_replies.save(changed, "theo", NOON)
    assert [reply.name for reply in await store.saved_replies.all()] == ["Adresse", "Horaires"]
    assert changed in await store.saved_replies.all()
    await store.saved_replies.forget("a")
    assert await store.saved_replies.all() == [changed]
