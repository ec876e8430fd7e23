from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.database.times import micros, micros_or_none, moment, moment_or_none


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_time_comes_back_as_it_went(at: datetime) -> None:
    assert moment(micros(at)) == at


def test_a_time_of_another_zone_is_the_same_instant() -> None:
    assert micros(datetime(2026, 1, 1, 1, tzinfo=timezone(timedelta(hours=1)))) == micros(
        datetime(2026, 1, 1, tzinfo=UTC)
    )


def test_no_time_is_no_time() -> None:
    assert (micros_or_none(None), moment_or_none(None)) == (None, None)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(TypeError):
        micros(datetime(2026, 1, 1))  # noqa: DTZ001 - that is the point
