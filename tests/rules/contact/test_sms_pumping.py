import pytest

from bot.model.address import Address
from bot.rules.contact.sms_pumping import COUNTRY, COUNTRY_CAP, DAILY_CAP, pumping, with_overseas

FRANCE = frozenset({"FR"})
LEA = Address("sms", "+33612345678")


def rule(
    address: Address, countries: frozenset[str] | None = FRANCE, sent_today: int = 0, sent_to_country: int = 0
) -> str | None:
    found = pumping(
        address, countries, sent_today=sent_today, cap=50, sent_to_country=sent_to_country, country_cap=5_000
    )
    return found[1] if found else None


def test_sms_go_to_the_countries_that_the_store_serves_and_to_no_others() -> None:
    assert rule(LEA) is None
    assert rule(Address("sms", "+32470123456")) == COUNTRY
    assert rule(Address("sms", "+32470123456"), frozenset({"FR", "BE"})) is None
    assert rule(Address("sms", "+32470123456"), None) is None


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("+262692123456", None),  # La Réunion
        ("+262639012345", None),  # Mayotte
        ("+590690123456", None),  # Guadeloupe
        ("+596696123456", None),  # Martinique
        ("+594694123456", None),  # Guyane
        ("+508551234", None),  # Saint-Pierre-et-Miquelon
        ("+687751234", COUNTRY),  # Nouvelle-Calédonie
        ("+68987123456", COUNTRY),  # Polynésie française
    ],
)
def test_france_has_its_overseas_departments_with_it(number: str, told: str | None) -> None:
    assert rule(Address("sms", number), with_overseas(FRANCE)) == told
    assert with_overseas({"BE"}) == {"BE"}
    assert with_overseas(None) is None


@pytest.mark.parametrize("number", ["+88213123456", "+80012345678", "36184", "Moka", ""])
def test_a_number_of_no_country_is_written_to_only_where_any_may_be(number: str) -> None:
    assert rule(Address("sms", number)) == COUNTRY
    assert rule(Address("sms", number), None) is None


def test_one_number_gets_only_so_many_a_day() -> None:
    assert rule(LEA, sent_today=49) is None
    assert rule(LEA, sent_today=50) == DAILY_CAP
    assert rule(LEA, None, sent_today=50) == DAILY_CAP


def test_all_numbers_of_a_country_get_only_so_many_a_day() -> None:
    assert rule(LEA, sent_to_country=4_999) is None
    assert rule(LEA, sent_to_country=5_000) == COUNTRY_CAP
    assert rule(LEA, sent_today=50, sent_to_country=5_000) == DAILY_CAP


@pytest.mark.parametrize("channel", ["telegram", "whatsapp", "web"])
def test_what_costs_no_sms_is_not_looked_at(channel: str) -> None:
    assert rule(Address(channel, "+88213123456"), sent_today=500, sent_to_country=9_000) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "sent", "countries", "told"),
    [
        ("+32470123456", 0, FRANCE, "no SMS to BE:"),
        ("+88213123456", 0, FRANCE, "no SMS to a number of no country:"),
        ("+32470123456", 5_000, None, "5000 SMS to BE within a day"),
        ("+88213123456", 5_000, None, "5000 SMS to numbers of no country within a day"),
    ],
)
def test_the_reason_names_the_country_or_that_there_is_none(
    number: str, sent: int, countries: frozenset[str] | None, told: str
) -> None:
    address = Address("sms", number)
    found = pumping(address, countries, sent_today=0, cap=50, sent_to_country=sent, country_cap=5_000)
    assert found is not None
    assert found[0].startswith(told)
