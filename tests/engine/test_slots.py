"""Where values are kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.engine.advance import new_customer
from bot.engine.run import Run
from bot.engine.slots import FOR_GOOD, LONGEST, MOST_FACTS, write, write_fact
from bot.model.conversation import Conversation
from bot.model.events import StaffTookOver
from bot.playbook.compiled import Playbook, Shelf, Slot

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TALK = Conversation(id="x", flow="coffee", version="v", step="s", started_at=NOW, purpose="service")


@pytest.fixture
def run(book: Playbook) -> Run:
    return Run(Shelf(current=book), new_customer("c", NOW), StaffTookOver(id="e", at=NOW))


def test_each_owner_keeps_its_own(run: Run) -> None:
    assert write(run, TALK, Slot("conversation", "people"), 4).saved == {"people": 4}
    assert write(run, TALK, Slot("customer", "roast"), "dark") is TALK
    assert run.customer.facts == {"roast": "dark"}
    write(run, TALK, Slot("journey", "budget"), 300)
    assert run.customer.journeys[0].facts == {"budget": 300}


def test_language_and_zone_are_more_than_facts(run: Run) -> None:
    write_fact(run, "language", "en")
    write_fact(run, "timezone", "Asia/Tokyo")
    assert (run.customer.language, run.customer.timezone, run.customer.facts) == ("en", "Asia/Tokyo", {})
    write_fact(run, "timezone", "Nowhere/At_All")
    assert run.customer.timezone == "Asia/Tokyo"


def test_what_is_kept_has_its_bounds(run: Run) -> None:
    assert write(run, TALK, Slot("conversation", "x"), "y" * 9_999).saved == {"x": "y" * LONGEST}
    for place in range(MOST_FACTS + 5):
        write_fact(run, f"fact_{place}", place)
    assert len(run.customer.facts) == MOST_FACTS


def test_what_decides_when_the_bot_may_write_is_kept_where_the_policy_looks(run: Run) -> None:
    write_fact(run, "postcode", "67000")
    assert run.customer.region == "6AE"
    assert run.customer.facts["postcode"] == "67000"
    write_fact(run, "country", "us")
    assert (run.customer.country, run.customer.region) == ("US", None)
    write_fact(run, "region", "Texas")
    assert run.customer.region == "TX"
    write_fact(run, "region", "Atlantis")
    assert run.customer.region == "TX"


def test_a_birthday_tells_who_is_too_young(run: Run) -> None:
    write_fact(run, "birthday", "2013-05-01")
    assert run.customer.minor_until == datetime(2028, 5, 1, tzinfo=UTC)
    write_fact(run, "birthday", "2012-02-29")
    assert run.customer.minor_until == datetime(2027, 3, 1, tzinfo=UTC)
    write_fact(run, "minor", False)
    assert run.customer.minor_until is None
    write_fact(run, "minor", True)
    assert run.customer.minor_until == FOR_GOOD
    write_fact(run, "birthday", "the first of May")
    assert run.customer.minor_until == FOR_GOOD


@pytest.mark.parametrize(
    ("country", "of_age"),
    [("FR", 2028), ("BE", 2028), ("GB", 2028), ("US", 2028), ("DE", 2029), ("NL", 2029), ("IE", 2029), ("BR", 2029)],
)
def test_from_which_birthday_on_is_the_countrys_to_say_whichever_is_learnt_first(
    run: Run, country: str, of_age: int
) -> None:
    write_fact(run, "birthday", "2013-05-01")
    write_fact(run, "country", country)
    assert run.customer.minor_until == datetime(of_age, 5, 1, tzinfo=UTC)
    write_fact(run, "birthday", "2014-05-01")
    assert run.customer.minor_until == datetime(of_age + 1, 5, 1, tzinfo=UTC)


def test_who_is_said_to_be_a_minor_is_one_in_every_country(run: Run) -> None:
    write_fact(run, "birthday", "2000-05-01")
    write_fact(run, "minor", True)
    write_fact(run, "country", "DE")
    assert run.customer.minor_until == FOR_GOOD
