"""How instants are said, in the customer's language and the store's time zone."""

from datetime import UTC, date, datetime

import pytest

from bot.playbook.compiled import MissingValue
from bot.playbook.liquid.filters_dates import cldr_pattern
from bot.playbook.liquid.liquid import Compiler
from tests.playbook.liquid.saying import COMPILER, spaced

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def said(template: str, language: str = "fr", **values: object) -> str:
    return COMPILER.text(template).render({"now": NOW, **values}, language)


@pytest.mark.parametrize(
    ("form", "french", "english"),
    [
        ("short", "03/03/2026", "03/03/2026"),
        ("medium", "3 mars 2026", "3 Mar 2026"),
        ("long", "3 mars 2026", "3 March 2026"),
        ("full", "mardi 3 mars 2026", "Tuesday 3 March 2026"),
        ("weekday", "mardi", "Tuesday"),
        ("day", "mardi 3 mars", "Tuesday 3 March"),
        ("month", "mars", "March"),
        ("EEEE d MMMM", "mardi 3 mars", "Tuesday 3 March"),
        ("%A %-d %B", "mardi 3 mars", "Tuesday 3 March"),
        ("%d/%m à %Hh%M", "03/03 à 18h00", "03/03 à 18h00"),
    ],
)
def test_a_date_is_written_by_form_by_pattern_or_by_strftime(form: str, french: str, english: str) -> None:
    values = {"order": {"due": "2026-03-03T17:00:00Z"}}
    assert said(f"{{{{ order.due | date: '{form}' }}}}", "fr", **values) == french
    assert said(f"{{{{ order.due | date: '{form}' }}}}", "en", **values) == english


@pytest.mark.parametrize(
    "due",
    ["2026-03-03T17:00:00Z", "2026-03-03T18:00", datetime(2026, 3, 3, 17, tzinfo=UTC), datetime(2026, 3, 3, 18)],  # noqa: DTZ001 - a naive one, on purpose
)
def test_an_instant_is_told_in_the_stores_time_zone(due: object) -> None:
    assert said("{{ due | date: 'd MMMM' }} {{ due | time }}", due=due) == "3 mars 18\u00a0h"
    assert spaced(said("{{ due | time }}", "en", due=due)) == "18:00"


def test_english_is_american_only_in_an_american_shop() -> None:
    american = Compiler(("en",), currency="USD", timezone="America/New_York", country="US")
    text = american.text("{{ due | date: 'day' }}, {{ due | time }}")
    assert spaced(text.render({"due": "2026-03-03T18:00:00Z"}, "en")) == "Tuesday, March 3, 1:00 PM"


def test_a_date_without_a_time_and_a_time_without_a_date_stay_what_they_are() -> None:
    assert said("{{ due | date: 'day' }}", due=date(2026, 3, 3)) == "mardi 3 mars"
    assert said("{{ '18:30' | time }}") == "18\u00a0h\u00a030"


@pytest.mark.parametrize(
    ("due", "french", "english"),
    [
        ("2026-03-02T09:05:00Z", "dans 5 minutes", "in 5 minutes"),
        ("2026-03-02T12:00:00Z", "dans 3 heures", "in 3 hours"),
        ("2026-03-03T07:00:00Z", "demain", "tomorrow"),
        ("2026-03-01T20:00:00Z", "hier", "yesterday"),
        ("2026-03-05T08:00:00Z", "dans 3 jours", "in 3 days"),
        ("2026-03-15", "dans 13 jours", "in 13 days"),
        ("2026-03-16", "dans 2 semaines", "in 2 weeks"),
        ("2026-02-27", "il y a 3 jours", "3 days ago"),
        ("2026-06-30", "dans 4 mois", "in 4 months"),
    ],
)
def test_relative_time_counts_calendar_days_from_the_given_now(due: str, french: str, english: str) -> None:
    assert said("{{ due | relative }}", due=due) == french
    assert said("{{ due | relative }}", "en", due=due) == english


def test_a_language_without_a_word_for_tomorrow_here_counts_one_day() -> None:
    polish = Compiler(("pl",))
    assert polish.text("{{ due | relative }}").render({"now": NOW, "due": "2026-03-03"}, "pl") == "za 1 dzień"


def test_relative_needs_a_now() -> None:
    with pytest.raises(MissingValue, match="now"):
        COMPILER.text("{{ '2026-03-03' | relative }}").render({}, "fr")


@pytest.mark.parametrize("written", ["short", "d MMMM", "EEEE", "'le' d", "%d/%m/%Y", "%-d %B", "HH:mm"])
def test_a_date_format_that_can_be_used_is_used(written: str) -> None:
    assert cldr_pattern(written)


@pytest.mark.parametrize("written", ["", "jj/mm", "dddd", "%Q", "yyyyy", "tomorrow"])
def test_a_date_format_that_can_not_be_used_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="`"):
        cldr_pattern(written)
