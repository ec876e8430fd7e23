"""Ratings as rows: kept once, changed in their place, followed until they are made good."""

from __future__ import annotations

from datetime import timedelta

from bot.model.customer import Customer, JourneyState
from bot.model.feedback import RecordFeedback
from bot.store import Store
from bot.store.database.identity import customer_id_of
from bot.store.database.script import Script, once
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.store.people.erasing import Keyed
from bot.store.people.family import family
from bot.store.shop.feedback import Place, Recoveries, Which, keep, place_of
from tests.store.samples import LEA, NOON, at, lea, write, wrote

LATER = NOON + timedelta(days=1)


def rating(
    key: str, score: int, level: str, *, scale: str = "csat", about: str = "", recovers: str = ""
) -> RecordFeedback:
    return RecordFeedback(
        id=f"e{key}{score}",
        key=key,
        scale=scale,
        score=score,
        level=level,
        about=about,
        source="chat",
        comment="lent" if score < 3 else "",
        recovers=recovers,
    )


async def given(store: Store, *ratings: RecordFeedback, when: int = 0) -> None:
    for one in ratings:
        record = Record()
        keep(record, LEA, one, micros(at(when)))
        await write(store, record)


async def test_scores_are_counted_by_scale(store: Store) -> None:
    await given(
        store,
        rating("a", 4, "high"),
        rating("b", 4, "high"),
        rating("c", 1, "low"),
        rating("d", 9, "high", scale="nps"),
    )
    found = await store.feedback.counted(NOON, LATER)
    assert {(one.scale, one.score, one.times) for one in found} == {("csat", 1, 1), ("csat", 4, 2), ("nps", 9, 1)}
    assert await store.feedback.counted(LATER, LATER) == []


async def test_a_change_of_mind_is_one_row(store: Store) -> None:
    await given(store, rating("a", 1, "low"))
    await given(store, rating("a", 5, "high"), when=60)
    (one,) = await store.feedback.of([LEA])
    assert (one.score, one.level, one.comment, one.recovery, one.at) == (5, "high", "", "", NOON)
    assert await store.feedback.recovered(NOON, LATER) == Recoveries()


async def test_a_low_one_is_open_until_the_customer_says_it_is_made_good(store: Store) -> None:
    await given(store, rating("a", 1, "low"), rating("b", 2, "low"), rating("c", 2, "low"))
    assert await store.feedback.recovered(NOON, LATER) == Recoveries(open=3)
    await given(store, rating("d", 2, "low", about="recovery", recovers="a"), when=60)
    await given(store, rating("e", 4, "high", about="recovery", recovers="b"), when=60)
    assert await store.feedback.recovered(NOON, LATER) == Recoveries(solved=1, unresolved=1, open=1)
    await given(store, rating("a", 1, "low"), when=70)  # its why came late
    await given(store, rating("f", 5, "high", about="recovery", recovers="a"), when=80)
    assert await store.feedback.recovered(NOON, LATER) == Recoveries(solved=2, open=1)
    assert {one.key: one.recovery for one in await store.feedback.of([LEA])}["a"] == "solved"


async def test_a_persons_ratings_are_those_of_both_that_they_were_and_are_erased_with_them(store: Store) -> None:
    """Each row stays with who gave it, for two who are parted again; `family` brings them together."""
    tom = customer_id_of(lea(2))
    await store.inbox.put([wrote("a"), wrote("b", chat=2), wrote("c", chat=3)])
    await given(store, rating("a", 5, "high"))
    for customer, key in ((tom, "b"), (customer_id_of(lea(3)), "c")):
        record = Record()
        keep(record, customer, rating(key, 2, "low"), micros(at(60)))
        await write(store, record)

    def merged() -> Script[None]:
        yield once("UPDATE customers SET merged_into = $2 WHERE id = $1", tom, LEA)

    await store.database.transact(merged)
    people = await family(store.database, LEA)
    assert [one.key for one in await store.feedback.of(people)] == ["b", "a"]
    told = {name: [row async for row in rows] async for name, rows in store.export(LEA)}
    assert {row["key"] for row in told["feedback"]} == {"a", "b"}
    await store.erase(LEA, Keyed(b"k" * 32), "zoe", NOON)
    assert await store.feedback.of(people) == []
    (left,) = await store.feedback.counted(NOON, LATER)
    assert (left.scale, left.score, left.times) == ("csat", 2, 1), "another's stays"


async def test_a_low_one_of_who_was_merged_is_made_good_by_the_one_they_are_now(store: Store) -> None:
    record = Record()
    keep(record, customer_id_of(lea(2)), rating("a", 1, "low"), micros(at(0)))
    await write(store, record)
    await given(store, rating("b", 5, "high", about="recovery", recovers="a"), when=60)
    assert await store.feedback.recovered(NOON, LATER) == Recoveries(solved=1)


async def test_ratings_of_a_time_by_hour_stage_and_point_of_sale(store: Store) -> None:
    buying, lost = Place("purchase", "decision", "lyon"), Place("purchase", "care", "paris")
    rows = [
        ("a", 5, "high", 0, buying),
        ("b", 1, "low", 0, lost),
        ("c", 4, "high", 3600, buying),
        ("d", 4, "high", 0, Place()),
    ]
    for key, score, level, when, place in rows:
        record = Record()
        keep(record, LEA, rating(key, score, level), micros(at(when)), place)
        await write(store, record)
    await given(store, rating("e", 5, "high", about="recovery", recovers="b"), when=90)
    found = {(one.hour, one.stage, one.score): one.times for one in await store.feedback.counted(NOON, LATER)}
    assert found == {
        (NOON, "decision", 5): 1,
        (NOON, "care", 1): 1,
        (at(3600), "decision", 4): 1,
        (NOON, "", 4): 1,
    }
    lyon = await store.feedback.counted(NOON, LATER, ["lyon"])
    assert sorted(one.score for one in lyon) == [4, 4, 5]
    assert await store.feedback.recovered(NOON, LATER) == Recoveries(solved=1)
    assert await store.feedback.recovered(NOON, LATER, ["lyon"]) == Recoveries()


async def test_the_ratings_behind_a_number_a_page_at_a_time(store: Store) -> None:
    for number, score in enumerate((5, 1, 2, 4)):
        record = Record()
        level = "low" if score < 3 else "high"
        keep(
            record,
            LEA,
            rating(f"k{number}", score, level),
            micros(at(number // 2)),
            Place("purchase", f"s{number % 2}"),
        )
        await write(store, record)
    first = await store.feedback.answers("csat", NOON, LATER, limit=3)
    after = (micros(first[-1].at), first[-1].position)
    rest = await store.feedback.answers("csat", NOON, LATER, after=after)
    assert [one.score for one in (*first, *rest)] == [4, 2, 1, 5]

    async def scores(which: Which) -> list[int]:
        return [one.score for one in await store.feedback.answers("csat", NOON, LATER, which=which)]

    assert await scores(Which(level="low")) == [2, 1]
    assert await scores(Which(recovery="open", commented=True)) == [2, 1]
    assert await scores(Which(stage=("purchase", "s1"))) == [4, 1]
    assert await scores(Which(stage=("", ""))) == []
    assert await store.feedback.answers("nps", NOON, LATER) == []


def test_where_a_customer_is() -> None:
    assert place_of(Customer(id="a", created_at=NOON)) == Place()
    state = JourneyState(journey="purchase", stage="decision", since=NOON)
    stands = Customer(id="a", created_at=NOON, journeys=(state,), facts={"point_of_sale": "lyon"})
    assert place_of(stands) == Place("purchase", "decision", "lyon")
