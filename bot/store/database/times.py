"""Times as the database keeps them: whole microseconds since 1970, UTC, the same to both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(moment: datetime) -> int:
    """Return an aware time in microseconds. Raises `TypeError` for a naive one."""
    since = moment - _EPOCH  # a division of timedeltas takes twice as long, and a turn has some twenty times
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def micros_or_none(moment: datetime | None) -> int | None:
    return None if moment is None else micros(moment)


def moment(count: int) -> datetime:
    return _EPOCH + timedelta(microseconds=count)


def moment_or_none(count: int | None) -> datetime | None:
    return None if count is None else moment(count)
