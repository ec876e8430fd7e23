"""The database opened for one command."""

from __future__ import annotations

import pytest

from bot.cli.failure import Failure
from bot.cli.opening import found, opened
from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import CustomerImported
from bot.settings import read_settings
from bot.wiring.clock import now
from tests.cli.installation.test_operations import Says, says
from tests.store.samples import known, lea, wrote

__all__ = ["says"]


async def test_a_customer_is_found_by_what_an_operator_has_at_hand(says: Says, tmp_path: object) -> None:
    from bot.store import migrate

    await migrate(read_settings().database_url)
    async with opened(read_settings()) as store:
        await store.inbox.put([wrote("bonjour")])
        assert await found(store, read_settings(), lea().id) == known().id
        with pytest.raises(Failure, match="nobody is known as 7"):
            await found(store, read_settings(), "7")


@pytest.mark.parametrize(
    "written",
    [
        "+33 6 12 34 56 78",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "0033612345678",
        "33612345678",
        "(+33) 6-12-34-56-78",
        "+33(0)6 12 34 56 78",
        "tel:+33612345678",
        "whatsapp:+33612345678",
        "LEA@Example.FR",
        "mailto:lea@example.fr",
    ],
)
async def test_a_customer_is_found_however_a_number_or_an_address_is_written(says: Says, written: str) -> None:
    settings = read_settings()
    async with opened(settings, made=True) as store:
        names = (Address("sms", "+33612345678"), Address("email", "lea@example.fr"))
        event = CustomerImported(id="1", facts={}, addresses=names)
        await store.inbox.put([Arrival(event=event, received_at=now(), names=names, source="import")])
        assert await found(store, settings, written) == await store.customers.find("+33612345678")


async def test_without_a_database_it_says_where_it_looked(says: Says) -> None:
    with pytest.raises(Failure, match=r"no database at parcours\.db; parcours run makes it"):
        async with opened(read_settings()):
            pass
    async with opened(read_settings(), made=True) as store:
        assert await store.customers.count() == 0
