"""Somebody's filters are their own."""

from bot.store import Store
from bot.store.threads.saved_filters import SavedFilter


async def test_filters_are_kept_by_name_each_for_who_made_them(store: Store) -> None:
    late, sms = SavedFilter("1", "en retard", "folder=us"), SavedFilter("2", "SMS", "channel=sms")
    for one in (late, sms, late):
        await store.saved_filters.keep("camille", one)
    assert sorted(one.id for one in await store.saved_filters.of("camille")) == ["1", "2"]
    assert await store.saved_filters.of("theo") == []
    await store.saved_filters.forget("theo", "1")
    await store.saved_filters.forget("camille", "2")
    assert await store.saved_filters.of("camille") == [late]
