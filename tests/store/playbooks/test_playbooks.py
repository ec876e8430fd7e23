from bot.model.effects import EndConversation
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.store.staff.audit import Entry
from tests.store.samples import NOON, at, lea, write


async def test_a_version_is_kept_whole_and_only_one_is_current(store: Store) -> None:
    await store.playbooks.put("a1", {"flows/store.yaml": "store: Moka é"}, "first", NOON)
    await store.playbooks.put("b2", {}, "second", at(1))
    assert await store.playbooks.current() is None
    assert await store.playbooks.make_current("a1", at(2))
    assert await store.playbooks.make_current("b2", at(3))
    assert not await store.playbooks.make_current("no such", at(4))
    assert await store.playbooks.current() == "b2"
    assert await store.playbooks.get("a1") == {"flows/store.yaml": "store: Moka é"}
    assert await store.playbooks.get("no such") is None


async def test_publishing_the_same_version_again_changes_nothing(store: Store) -> None:
    await store.playbooks.put("a1", {"x": "1"}, "first", NOON)
    await store.playbooks.put("a1", {"x": "1"}, "again", at(9))
    [published] = await store.playbooks.list()
    assert (published.note, published.published_at, published.current_since) == ("first", NOON, None)


async def test_versions_tell_how_many_conversations_they_had(store: Store) -> None:
    await store.playbooks.put("a1", {}, "", NOON)
    record = Record()
    end = EndConversation(conversation="c", flow="order", version="a1", outcome="done", started_at=NOON)
    record.ended(customer_id_of(lea()), end, micros(at(1)))
    await write(store, record)
    [published] = await store.playbooks.list()
    assert (published.ended, published.running) == (1, 0)


async def test_a_new_current_version_rings(store: Store) -> None:
    await store.playbooks.put("a1", {}, "", NOON)
    with store.bell.listen("playbook") as listener:
        await store.playbooks.make_current("a1", NOON)
        assert await listener.rung(1)


async def test_who_published_and_went_back_is_kept_and_noted(store: Store) -> None:
    await store.playbooks.put("a1", {}, "first", NOON, "camille")
    entry = Entry(at=at(1), who="theo", act="playbook.rolled_back", subject="a1")
    await store.playbooks.make_current("a1", at(1), entry)
    [published] = await store.playbooks.list()
    assert published.published_by == "camille"
    [noted] = await store.audit.of("a1", 9)
    assert noted.entry.who == "theo"
    await store.playbooks.make_current("no such", at(2), entry)
    assert len(await store.audit.of("a1", 9)) == 1
