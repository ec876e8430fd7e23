"""Putting a playbook in use, and going back, in a real database."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.playbook import build
from bot.store import Store
from bot.studio.publishing import NoSuchVersion, publish, roll_back
from tests.studio.cafe import SOURCES

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
OTHER = {**SOURCES, "flows/answers/delais.yaml": SOURCES["flows/answers/delais.yaml"].replace("3 à 5", "2 à 4")}


def version_of(sources: dict[str, str]) -> str:
    checked = build(sources)
    assert checked.playbook is not None
    return checked.playbook.version


FIRST, SECOND = version_of(SOURCES), version_of(OTHER)


async def test_a_published_playbook_is_kept_whole_and_in_use(store: Store) -> None:
    done = await publish(store, FIRST, SOURCES, note="first", at=NOON)
    assert (done.version, done.before, done.changed, done.staying) == (FIRST, None, True, ())
    assert await store.playbooks.current() == FIRST
    assert await store.playbooks.get(FIRST) == SOURCES


async def test_publishing_what_is_in_use_changes_nothing(store: Store) -> None:
    await publish(store, FIRST, SOURCES, note="first", at=NOON)
    again = await publish(store, FIRST, SOURCES, note="again", at=NOON + timedelta(days=1))
    assert not again.changed
    assert [(each.note, each.published_at) for each in await store.playbooks.list()] == [("first", NOON)]


async def test_going_back_is_publishing_the_earlier_one_again(store: Store) -> None:
    await publish(store, FIRST, SOURCES, note="first", at=NOON)
    await publish(store, SECOND, OTHER, note="second", at=NOON + timedelta(hours=1))
    done = await roll_back(store, FIRST[:5], at=NOON + timedelta(hours=2))
    assert (done.version, done.before) == (FIRST, SECOND)
    assert await store.playbooks.current() == FIRST
    assert [each.version for each in await store.playbooks.list()] == [SECOND, FIRST]


@pytest.mark.parametrize("name", ["", FIRST[:3], "nothing", FIRST + "0"])
async def test_a_version_that_is_not_there_or_too_short_a_name_is_refused(store: Store, name: str) -> None:
    await publish(store, FIRST, SOURCES, note="first", at=NOON)
    with pytest.raises(NoSuchVersion, match="parcours versions lists them"):
        await roll_back(store, name, at=NOON)


async def test_a_name_that_two_versions_begin_with_is_refused(store: Store) -> None:
    for version in ("abcd11111111", "abcd22222222"):
        await publish(store, version, SOURCES, note="", at=NOON)
    with pytest.raises(NoSuchVersion, match="may be abcd"):
        await roll_back(store, "abcd", at=NOON)


async def test_a_version_that_can_not_be_read_any_more_is_refused(store: Store) -> None:
    await publish(store, "abcd11111111", {"flows/store.yaml": "nonsense: ["}, note="", at=NOON)
    await publish(store, FIRST, SOURCES, note="", at=NOON)
    with pytest.raises(NoSuchVersion, match="can't read"):
        await roll_back(store, "abcd1", at=NOON)
    assert await store.playbooks.current() == FIRST
