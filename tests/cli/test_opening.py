"""The database opened for one command."""

from __future__ import annotations

import pytest

from bot.cli.failure import Failure
from bot.cli.opening import found, opened
from bot.settings import read_settings
from tests.cli.test_operations import Says, says
from tests.store.samples import known, lea, wrote

__all__ = ["says"]


async def test_a_customer_is_found_by_what_an_operator_has_at_hand(says: Says, tmp_path: object) -> None:
    from bot.store import migrate

    await migrate(read_settings().database_url)
    async with opened(read_settings()) as store:
        await store.inbox.put([wrote("bonjour")])
        assert await found(store, lea().id) == known().id
        with pytest.raises(Failure, match="nobody is known as 7"):
            await found(store, "7")


async def test_without_a_database_it_says_where_it_looked(says: Says) -> None:
    with pytest.raises(Failure, match=r"no database at parcours\.db"):
        async with opened(read_settings()):
            pass
