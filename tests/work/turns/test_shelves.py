import pytest

from bot.playbook import build
from bot.store import Store
from bot.work.turns import shelves
from bot.work.turns.shelves import Shelves
from tests.store.samples import NOON
from tests.work.shop import SOURCES, playbook


def versions(count: int) -> list[dict[str, str]]:
    return [
        {"flows/answers/a.yaml": f"- answer: open\n  question: When are you open?\n  say: Week {n}.\n"}
        for n in range(count)
    ]


async def test_the_version_before_stays_at_hand(sqlite_url: str) -> None:
    store = await Store.open(sqlite_url)
    first, second = playbook(), playbook(**versions(1)[0])
    kept = Shelves(first, store.playbooks, lambda _: None)
    kept.replace(second)
    assert (kept.shelf.current, kept.shelf.at(first.version)) == (second, first)
    await store.close()


async def test_a_version_is_fetched_from_the_database_and_one_that_is_nowhere_is_known_to_be(sqlite_url: str) -> None:
    store = await Store.open(sqlite_url)
    old = playbook()
    await store.playbooks.put(old.version, SOURCES, "", NOON)
    kept = Shelves(playbook(**versions(1)[0]), store.playbooks, lambda sources: build(sources).playbook)
    await kept.fetch([old.version, "no such"])
    assert kept.shelf.at(old.version) is not None
    assert kept.absent == {"no such"}
    await store.close()


async def test_only_so_many_versions_are_kept_in_memory(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "EARLIER", 2)
    store = await Store.open(sqlite_url)
    books = [playbook(**version) for version in versions(5)]
    kept = Shelves(books[0], store.playbooks, lambda _: None)
    for book in books[1:]:
        kept.replace(book)
    assert [kept.shelf.at(book.version) is not None for book in books] == [False, False, True, True, True]
    await store.close()
