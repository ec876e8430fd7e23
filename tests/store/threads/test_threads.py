from datetime import datetime
from typing import Any

import asyncpg
import pytest

from bot.model.conversation import Conversation, Handover
from bot.model.customer import Customer, JourneyState, Relationship
from bot.model.effects import RecordMove
from bot.model.parts import Accepted, Report
from bot.store import Store
from bot.store.database.script import Script, once
from bot.store.database.statements import statements
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.store.threads import threads
from bot.store.threads.notes import Note
from bot.store.threads.threads import FOLDERS, Folder, Wanted
from tests.store.samples import NOON, at, keep, known, plan, planned, write, wrote

NOTE = statements("notes")["write"]
TALKING = Conversation(id="k", flow="f", version="v", step="s", started_at=NOON, purpose="reply")


def in_hands(chat: int, since: float, last_in: float | None = None, **facts: object) -> Customer:
    """Somebody in staff's hands since some seconds after noon, who wrote last then or later."""
    handover = Handover(id=f"h{chat}", team="magasin", reason="sales", since=at(since))
    return known(chat, handover=handover, last_in=at(last_in if last_in is not None else since), **facts)


async def listed(store: Store, staff: str = "camille", scope: tuple[str, ...] = (), **wanted: object) -> list[str]:
    page = await store.threads.page(Wanted(**wanted), staff, scope)  # type: ignore[arg-type]
    names = {known(chat).id: str(chat) for chat in range(1, 60)}
    return [names[row.customer] for row in page.rows]


async def shop(store: Store) -> None:
    """1 waits for us longest, 2 too, 3 was answered, 4 is with the bot, 5 is at rest."""
    await keep(store, in_hands(1, 10, facts={"first_name": "Karim"}, language="fr"))
    await keep(store, in_hands(2, 20, language="en"))
    answered = Handover(id="h3", team="", reason="staff", since=at(5), answered=True, touched=at(30), staff="theo")
    await keep(store, known(3, handover=answered, last_in=at(5)))
    stage = JourneyState(journey="purchase", stage="decide", since=NOON, direction="receding")
    await keep(
        store,
        known(4, conversations=(TALKING,), journeys=(stage,), relationship=Relationship(value=20.0, at=NOON)),
    )
    record = Record()
    move = RecordMove(id="m", journey="purchase", stage="decide", cause="c", direction="receding", left="try")
    record.move(known(4).id, move, micros(NOON))
    await write(store, record)
    await keep(store, known(5))


async def test_each_thread_is_in_its_folder_and_counted_there(store: Store) -> None:
    await shop(store)
    await store.threads.assign(known(2).id, "camille")
    folders: dict[Folder, list[str]] = {folder: sorted(await listed(store, folder=folder)) for folder in FOLDERS}
    assert folders == {
        "mine": ["2"],
        "mentions": [],
        "unassigned": ["1", "3"],
        "us": ["1", "2"],
        "customer": ["3"],
        "bot": ["4"],
        "snoozed": [],
        "closed": ["5"],
        "all": ["1", "2", "3", "4", "5"],
    }
    assert await store.thread_counts.folders("camille") == {folder: len(found) for folder, found in folders.items()}
    assert (await store.thread_counts.folders("theo"))["mine"] == 0


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"stage": "decide", "journey": "purchase"}, ["4"]),
        ({"direction": "receding"}, ["4"]),
        ({"standing": "weak"}, ["4"]),
        ({"standing": "middle", "by": "bot"}, ["5"]),
        ({"channel": "sms"}, []),
        ({"language": "en"}, ["2"]),
        ({"by": "person"}, ["1", "2", "3"]),
        ({"label": "bureaux"}, ["3"]),
        ({"waiting_since": at(15)}, ["1"]),
        ({"point_of_sale": "lyon"}, []),
    ],
)
async def test_a_filter_leaves_the_threads_it_names(store: Store, wanted: dict[str, Any], found: list[str]) -> None:
    await shop(store)
    await store.threads.label(known(3).id, "bureaux")
    assert sorted(await listed(store, folder="all", **wanted)) == found


async def test_a_label_of_many_threads_is_found_like_one_of_few(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    await shop(store)
    for chat in (1, 3, 5):
        await store.threads.label(known(chat).id, "bureaux")
    few = [await listed(store, folder=folder, label="bureaux") for folder in FOLDERS]
    monkeypatch.setattr(threads, "FEW", 2)
    assert [await listed(store, folder=folder, label="bureaux") for folder in FOLDERS] == few
    assert sorted(few[FOLDERS.index("all")]) == ["1", "3", "5"]


async def test_who_has_waited_longest_comes_first_and_every_page_begins_where_the_last_ended(store: Store) -> None:
    for chat in range(1, 8):
        await keep(store, in_hands(chat, 100 - chat))
    seen, after = [], None
    for _ in range(4):
        page = await store.threads.page(Wanted(folder="us"), "camille", after=after, limit=2)
        seen += [row.customer for row in page.rows]
        after = page.after
    assert after is None
    assert seen == [known(chat).id for chat in (7, 6, 5, 4, 3, 2, 1)]
    latest = await store.threads.page(Wanted(folder="all"), "camille", after="no page of ours", limit=3)
    assert [row.customer for row in latest.rows] == [known(chat).id for chat in (1, 2, 3)]
    rest = await store.threads.page(Wanted(folder="all"), "camille", after=latest.after, limit=9)
    assert [row.customer for row in rest.rows] == [known(chat).id for chat in (4, 5, 6, 7)]


async def test_who_waits_has_waited_since_the_first_word_that_nobody_answered(store: Store) -> None:
    await keep(store, in_hands(1, 10))
    await keep(store, in_hands(1, 10, last_in=400))
    row = await store.threads.get(known(1).id, "camille")
    assert row is not None
    assert row.waiting_since == at(10)
    answered = Handover(id="h1", team="", reason="sales", since=at(10), answered=True, touched=at(500), staff="theo")
    await keep(store, known(1, handover=answered, last_in=at(600)))
    row = await store.threads.get(known(1).id, "camille")
    assert row is not None
    assert row.waiting_since == at(600)


async def test_staff_of_one_point_of_sale_see_its_threads_and_those_of_none(store: Store) -> None:
    await keep(store, in_hands(1, 10, facts={"point_of_sale": "lyon"}))
    await keep(store, in_hands(2, 20, facts={"point_of_sale": "paris"}))
    await keep(store, in_hands(3, 30))
    assert await listed(store, scope=("lyon",)) == ["1", "3"]
    assert await store.threads.get(known(2).id, "camille", ("lyon",)) is None
    assert await store.threads.some([known(1).id, known(2).id], "camille", ("paris",)) != []


async def test_a_thread_is_unread_until_it_is_read_and_again_once_they_write_or_it_is_marked(store: Store) -> None:
    async def is_unread(staff: str = "camille") -> bool:
        row = await store.threads.get(known(1).id, staff)
        assert row is not None
        return row.unread

    await keep(store, in_hands(1, 10))
    assert await is_unread()
    await store.threads.read(known(1).id, "camille")
    assert not await is_unread()
    assert await is_unread("theo")
    await keep(store, in_hands(1, 10, last_in=30))
    assert await is_unread()
    await store.threads.read(known(1).id, "camille")
    await store.threads.unread(known(1).id, "camille")
    assert await is_unread()


async def test_what_is_written_after_it_was_read_is_unread_however_early_it_was_said(store: Store) -> None:
    """A turn is written a moment after its instant: who looked in between has not seen it."""
    await keep(store, in_hands(1, 10))
    await store.threads.read(known(1).id, "camille")
    await keep(store, in_hands(1, 10, last_in=10.001))
    row = await store.threads.get(known(1).id, "camille")
    assert row is not None
    assert row.unread


async def test_a_thread_in_which_nobody_wrote_is_read_and_not_marked(store: Store) -> None:
    await keep(store, known(1))
    await store.threads.read(known(1).id, "camille")
    await store.threads.read("nobody", "camille")
    row = await store.threads.get(known(1).id, "camille")
    assert row is not None
    assert not row.unread


@pytest.mark.parametrize("what", ["a note", "a line of ours is delivered", "a later message is put off"])
async def test_news_is_told_by_the_mark(store: Store, what: str) -> None:
    await keep(store, in_hands(1, 10))
    await plan(store, planned("said", chat=1))
    [part] = await store.outbox.claim(("telegram",), 1, at(11))
    await store.outbox.settle(part.part, Accepted("t1"), at(12))
    before = await store.threads.mark(known(1).id)
    assert await store.threads.mark(known(1).id) == before
    if what == "a note":
        await store.notes.write(known(1).id, Note(id="n", at=at(13), staff="theo", text="Il en reste 4."))
    elif what == "a line of ours is delivered":
        await store.outbox.report(Report(part="said", provider_id="t1", state="delivered", at=at(13)))
    else:
        await store.inbox.put([wrote("plus tard", chat=1)])
        await store.database.transact(_sent_later)
    assert await store.threads.mark(known(1).id) != before


def _sent_later() -> Script[None]:
    yield once("UPDATE inbox SET source = 'later', due_at = due_at + 1 WHERE id = $1", "1 plus tard")


async def test_a_note_that_is_committed_after_a_later_one_is_news(postgres_url: str) -> None:
    """Positions are given before a commit: the earlier one of two may be seen last."""
    store, other = await Store.open(postgres_url), await asyncpg.connect(postgres_url)
    try:
        await keep(store, in_hands(1, 10))
        slow = other.transaction()
        await slow.start()
        await other.execute(NOTE, "slow", known(1).id, micros(at(20)), "theo", "Il en reste 4.")
        await store.notes.write(known(1).id, Note(id="quick", at=at(21), staff="camille", text="Je rappelle."))
        between = await store.threads.mark(known(1).id)
        await slow.commit()
        assert await store.threads.mark(known(1).id) != between
    finally:
        await other.close()
        await store.close()


async def test_a_closed_thread_stays_closed_until_the_customer_writes_or_it_is_handed_over_anew(store: Store) -> None:
    async def folder() -> str:
        row = await store.threads.get(known(1).id, "camille")
        assert row is not None
        return row.folder

    async def closed_at(instant: datetime) -> None:
        await store.threads.close(known(1).id, "camille", "settled", instant)

    await keep(store, in_hands(1, 10))
    await closed_at(at(60))
    await keep(store, known(1, last_in=at(10), conversations=(TALKING,)))  # given back: the bot goes on
    assert await folder() == "closed"
    await keep(store, known(1, last_in=at(90), conversations=(TALKING,)))
    assert await folder() == "bot"
    await closed_at(at(100))
    await keep(store, in_hands(1, 110, last_in=90))
    assert await folder() == "us"
    await closed_at(at(120))
    await store.threads.reopen(known(1).id)
    assert await folder() == "customer"


async def test_labels_are_added_counted_and_taken_off(store: Store) -> None:
    await shop(store)
    for chat in (1, 2):
        await store.threads.label(known(chat).id, "bureaux")
    await store.threads.label(known(1).id, "prix")
    row = await store.threads.get(known(1).id, "camille")
    assert row is not None
    assert row.labels == ("bureaux", "prix")
    await store.threads.unlabel(known(1).id, "bureaux")
    assert await store.threads.labels() == {"bureaux": 1, "prix": 1}


async def test_the_mark_of_a_thread_is_another_after_each_thing_that_staff_should_see(store: Store) -> None:
    await keep(store, in_hands(1, 10))
    marks = [await store.threads.mark(known(1).id)]
    await store.inbox.put([wrote("encore", chat=1)])
    marks.append(await store.threads.mark(known(1).id))
    heard = Record()
    heard.heard(known(1).id, wrote("encore", chat=1).event, micros(at(20)))  # type: ignore[arg-type]

    await write(store, heard)
    marks.append(await store.threads.mark(known(1).id))
    await plan(store, planned("answer", chat=1))
    marks.append(await store.threads.mark(known(1).id))
    await store.threads.assign(known(1).id, "theo")
    marks.append(await store.threads.mark(known(1).id))
    assert len(set(marks)) == len(marks)
    assert await store.threads.mark(known(1).id) == marks[-1]


async def test_who_is_somebody_else_by_now_has_no_thread_of_their_own_and_brings_their_labels(store: Store) -> None:
    await keep(store, in_hands(1, 10))
    await keep(store, in_hands(2, 20))
    await store.threads.label(known(2).id, "prix")

    def merged() -> Script[None]:
        record = Record()
        record.threads.absorb(known(2).id, known(1).id)
        record.customer(known(1), 2, 2)
        yield from record.write()

    await store.database.transact(merged)
    assert await store.threads.get(known(2).id, "camille") is None
    row = await store.threads.get(known(1).id, "camille")
    assert row is not None
    assert row.labels == ("prix",)


async def test_a_snoozed_thread_stands_aside_until_its_time_and_comes_back_unread(store: Store) -> None:
    await shop(store)
    await store.threads.assign(known(1).id, "camille")
    await store.threads.read(known(1).id, "camille")
    await store.threads.snooze(known(1).id, "camille", at(600), at(60))
    assert await listed(store, folder="snoozed") == ["1"]
    assert await listed(store, folder="mine") == []
    await keep(store, in_hands(1, 10, facts={"first_name": "Karim"}))  # a turn without a word of theirs changes nothing
    assert await listed(store, folder="snoozed") == ["1"]
    await store.threads.wake_due(at(599))
    assert await listed(store, folder="us") == ["2"]
    await store.threads.wake_due(at(600))
    assert await listed(store, folder="us") == ["1", "2"]
    row = await store.threads.get(known(1).id, "camille")
    assert row is not None
    assert row.unread


async def test_the_customers_word_takes_a_snoozed_thread_out(store: Store) -> None:
    await shop(store)
    await store.threads.snooze(known(1).id, "camille", at(600), at(60))
    await keep(store, in_hands(1, 10, last_in=90))
    assert await listed(store, folder="us") == ["1", "2"]
    await store.threads.snooze(known(2).id, "camille", at(600), at(60))
    await store.threads.wake(known(2).id)
    assert await listed(store, folder="us") == ["1", "2"]


async def test_what_was_handed_to_a_team_since_is_told_until_somebody_has_taken_it_up(store: Store) -> None:
    await shop(store)
    assert [one.at for one in await store.threads.handed_over(at(10))] == [at(20)]
    assert await store.threads.handed_over(at(20)) == []
