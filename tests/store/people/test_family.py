"""Whose rows are a person's."""

from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.people.family import family
from tests.store.samples import lea, wrote


async def test_who_was_never_merged_is_a_family_of_one_and_so_is_nobody(store: Store) -> None:
    await store.inbox.put([wrote("bonjour")])
    for who in (customer_id_of(lea()), "f" * 32):
        assert await family(store.database, who) == [who]
