from bot.model.address import Address
from bot.model.arrivals import Arrival
from bot.model.events import ChatOpened
from bot.store import Store
from bot.store.database.identity import customer_id_of
from tests.store.samples import NOON, keep, known, lea, wrote


async def test_a_customer_is_known_once_their_first_event_was_met(store: Store) -> None:
    await store.inbox.put([wrote("bonjour")])
    assert await store.customers.get(customer_id_of(lea())) is None
    await keep(store, known(language="fr", facts={"first_name": "Léa"}))
    assert await store.customers.get(customer_id_of(lea())) == known(language="fr", facts={"first_name": "Léa"})
    assert await store.customers.get("nobody") is None


async def test_an_operator_finds_a_customer_by_whatever_they_have(store: Store) -> None:
    for n, address in enumerate((Address("whatsapp", "+33612345678"), Address("email", "a@example.com"), lea())):
        await store.inbox.put(
            [Arrival(event=ChatOpened(id=str(n), address=address), received_at=NOON, names=(address,))]
        )
    assert await store.customers.find(" +33612345678 ") == customer_id_of(Address("sms", "+33612345678"))
    assert await store.customers.find("a@example.com") == customer_id_of(Address("email", "a@example.com"))
    assert await store.customers.find("42") == customer_id_of(lea())
    assert await store.customers.find(customer_id_of(lea())) == customer_id_of(lea())
    assert await store.customers.find("0" * 32) is None


async def test_our_id_leads_to_the_addresses_of_whoever_has_it_now(store: Store) -> None:
    opened = ChatOpened(id="1", address=lea())
    await store.inbox.put([Arrival(event=opened, received_at=NOON, names=(lea(),))])
    assert await store.customers.addresses_of_ours(customer_id_of(lea())) == [lea()]
    assert await store.customers.addresses_of_ours("0" * 32) == []
    assert await store.customers.addresses_of_ours("77") == []
