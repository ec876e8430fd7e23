from datetime import timedelta

import pytest

from bot.model.parts import Accepted
from bot.store import Store, migrate
from bot.store.database.faults import StoreUnavailable
from bot.store.database.script import Script, once
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.store.people.erasing import Keyed
from bot.store.threads import search
from tests.store.samples import NOON, at, keep, known, plan, planned, wrote

WORDS = {
    1: "La buse vapeur fuit toujours, et j’ai du monde samedi.",
    2: "Le détartrant est-il compris ?",
    3: "Une BUSE de rechange, s’il vous plaît",
}


async def shop(store: Store) -> None:
    for chat, text in WORDS.items():
        facts = {"first_name": "Zoé", "last_name": "Évrard"} if chat == 2 else {"point_of_sale": f"pos{chat}"}
        await keep(store, known(chat, facts=facts))
        record = Record()
        record.heard(known(chat).id, wrote(text, chat=chat).event, micros(at(chat)))  # type: ignore[arg-type]
        await store.database.transact(record.write)


async def found(store: Store, text: str, scope: tuple[str, ...] = ()) -> list[int]:
    chats = {known(chat).id: chat for chat in WORDS}
    return [chats[hit.customer] for hit in await store.search.find(text, scope)]


async def test_what_was_said_is_found_newest_first_with_its_words_marked(store: Store) -> None:
    await shop(store)
    hits = await store.search.find("buse")
    assert [hit.customer for hit in hits] == [known(3).id, known(1).id]
    assert [piece.text for piece in hits[1].pieces if piece.found] == ["buse"]
    assert (hits[1].by, hits[1].at) == ("customer", at(1))


async def test_older_messages_are_found_where_the_newest_are_not_enough(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await shop(store)
    monkeypatch.setattr(search, "LATELY", 1)
    monkeypatch.setattr(search, "STEP", 1)
    assert await found(store, "buse") == [3, 1]
    assert await found(store, "buse", ("pos1",)) == [1]
    assert len(await store.search.find("buse", limit=1)) == 1


async def test_a_letter_is_a_beginning_where_it_stands_alone_and_a_word_beside_others(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await shop(store)
    monkeypatch.setattr(search, "NEWEST", 1)
    assert await found(store, "j") == [1], "of what none of the newest has, the index is asked"
    assert 3 in await found(store, "b")
    assert await found(store, "j monde") == [1]
    assert await found(store, "buse v") == [], "no word is a v"
    assert await found(store, "s’il") == [3]


async def test_where_a_word_ends_is_no_matter_of_the_servers_locale(c_postgres_url: str) -> None:
    """In C, PostgreSQL takes each sign beyond ASCII for a letter."""
    await migrate(c_postgres_url)
    store = await Store.open(c_postgres_url)
    try:
        await shop(store)
        record = Record()
        said = wrote("🙂bonjour… l’eau du «\u00a0Café\u00a0» est-elle chaude\u202f?", id="signs", chat=2)
        record.heard(known(2).id, said.event, micros(at(4)))  # type: ignore[arg-type]
        await store.database.transact(record.write)
        assert await found(store, "j monde") == [1]
        for word in ("bonjour", "eau", "CAFÉ", "chaude l"):
            assert await found(store, word) == [2], word
    finally:
        await store.close()


async def test_accents_capitals_and_the_ends_of_words_are_forgiven_and_all_words_must_be_there(store: Store) -> None:
    await shop(store)
    assert await found(store, "DETART") == [2]
    assert await found(store, "samedi vapeur") == [1]
    assert await found(store, "samedi détartrant") == []
    assert await found(store, "  … ") == []


async def test_what_somebody_types_is_never_a_query_of_its_own(store: Store) -> None:
    await shop(store)
    for typed in ('"', "buse OR", "NEAR(", "a:*", "'; DROP TABLE x", "\\", "%", "fuit & !", "\x00", "-buse"):
        await store.search.find(typed)
    assert await found(store, "fuit") == [1]


async def test_customers_are_found_by_name_and_by_an_address_typed_whole(store: Store) -> None:
    await shop(store)
    assert await found(store, "evrard zoe") == [2]
    await store.inbox.put([wrote("bonjour", id="hello 3", chat=3)])
    assert await found(store, "3") == [3]  # a Telegram id


async def test_a_name_is_found_by_the_beginnings_of_its_words_as_it_is_now(store: Store) -> None:
    await shop(store)
    await keep(store, known(1, facts={"first_name": "Jean-Zoé", "last_name": 'O’Neil "de" [Évry]'}))
    assert set(await store.search.people("zo")) == {known(1).id, known(2).id}
    assert [await store.search.people(typed) for typed in ("nei jea", "DE evry", "evra zoe", "oé", "eil", "%")] == [
        *([known(1).id], [known(1).id], [known(2).id], [], [], []),
    ]
    await keep(store, known(1, facts={"first_name": "Léa"}))
    assert [await store.search.people(typed) for typed in ("nei", "zoe", "lea")] == [[], [known(2).id], [known(1).id]]


async def test_staff_find_what_is_within_their_points_of_sale(store: Store) -> None:
    await shop(store)
    assert await found(store, "buse", ("pos1",)) == [1]
    assert await found(store, "détartrant", ("pos1",)) == [2]


async def test_what_we_said_is_found_once_it_has_left(store: Store) -> None:
    await shop(store)
    await plan(store, planned("answer", chat=1, text="Nous réparons la buse gratuitement"))
    assert await found(store, "gratuitement") == []
    [one] = await store.outbox.claim(("telegram",), 1, NOON + timedelta(minutes=1))
    await store.outbox.settle(one.part, Accepted("p1"), NOON + timedelta(minutes=2))
    assert await found(store, "gratuitement") == [1]


async def test_who_is_erased_is_found_no_more_and_so_is_what_was_forgotten_with_time(store: Store) -> None:
    await shop(store)
    await store.erase(known(1).id, Keyed(b"k" * 32), "camille", at(60))
    await store.erase(known(2).id, Keyed(b"k" * 32), "camille", at(60))
    assert await store.search.people("evrard") == []
    assert not await store.database.read("SELECT word FROM name_words")
    assert await found(store, "buse") == [3]
    await store.retention.forget_transcript(at(3.5))
    assert await found(store, "buse") == []
    if store.is_sqlite:
        await store.database.transact(_check)


async def test_many_words_are_learnt_by_portions_and_what_went_before_its_turn_is_not(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "PORTION", 1)
    await shop(store)
    await store.retention.forget_transcript(at(1.5))
    assert await found(store, "buse") == [3], "the first one went before its words were learnt"
    assert await store.search.learn()
    if store.is_sqlite:
        await store.database.transact(_check)


async def test_a_search_needs_no_writing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    await shop(store)
    assert await found(store, "buse") == [3, 1]

    async def full(*_: object) -> None:
        raise StoreUnavailable("the disk is full")

    monkeypatch.setattr(store.database, "transact", full)
    assert await found(store, "buse") == [3, 1]


def _check() -> Script[None]:
    yield once("INSERT INTO transcript_words (transcript_words, rank) VALUES ('integrity-check', 1)")
