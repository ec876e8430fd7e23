from bot.store import Store


async def test_a_cursor_stays_where_it_was_moved_last(store: Store) -> None:
    assert await store.cursors.get("sweep") is None
    await store.cursors.set("sweep", "1")
    await store.cursors.set("sweep", "2")
    assert await store.cursors.get("sweep") == "2"
