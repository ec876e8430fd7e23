"""A customer's row as integrators get it."""

from __future__ import annotations

import msgspec

from bot.model.conversation import Handover
from bot.model.customer import Customer
from bot.store.database.times import micros
from bot.web.api.given_customers import customer_of
from tests.web.doorway import NOW


def test_who_was_not_met_yet_has_nothing_but_an_id() -> None:
    given = customer_of((micros(NOW), "lea", "", None))
    assert (given.id, given.created_at, given.addresses, given.facts, given.handover) == ("lea", NOW, [], {}, None)


def test_a_thread_in_staffs_hands_says_whose() -> None:
    handover = Handover(id="h1", team="magasin", reason="devis", since=NOW, staff="ana")
    state = msgspec.json.encode(Customer(id="lea", created_at=NOW, language="fr", handover=handover)).decode()
    given = customer_of((micros(NOW), "lea", state, "lyon"))
    assert (given.language, given.point_of_sale) == ("fr", "lyon")
    assert given.handover is not None
    assert (given.handover.team, given.handover.reason, given.handover.staff) == ("magasin", "devis", "ana")
