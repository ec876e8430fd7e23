from datetime import datetime

from bot.store import Store
from bot.store.threads.notes import Note
from tests.store.samples import NOON, at, keep, known


async def test_notes_stand_in_their_order_each_once(store: Store) -> None:
    await keep(store, known(1))
    later = Note(id="b", at=at(20), staff="theo", text="Il en reste 4.")
    await store.notes.write(known(1).id, later)
    await store.notes.write(known(1).id, Note(id="a", at=at(10), staff="camille", text="@Théo ?"))
    await store.notes.write(known(1).id, later)
    assert [note.text for note in await store.notes.of(known(1).id, NOON)] == ["@Théo ?", "Il en reste 4."]
    assert await store.notes.of(known(1).id, at(15)) == [later]
    assert await store.notes.of(known(2).id, datetime.fromtimestamp(0, NOON.tzinfo)) == []


async def test_who_is_called_in_a_note_finds_the_thread_until_they_have_looked(store: Store) -> None:
    await keep(store, known(1))
    note = Note(id="a", at=NOON, staff="camille", text="@Théo ?")
    await store.notes.write(known(1).id, note, ["theo"])
    assert (await store.thread_counts.folders("theo"))["mentions"] == 1
    assert (await store.thread_counts.folders("camille"))["mentions"] == 0
    await store.threads.read(known(1).id, "theo")
    assert (await store.thread_counts.folders("theo"))["mentions"] == 0
