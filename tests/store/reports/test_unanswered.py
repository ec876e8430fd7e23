"""What nobody answered, counted by what it is about: the same as from scratch, whatever became of who asked."""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta

import pytest

from bot.model.customer import Customer
from bot.model.effects import Absorb, Decide, SplitOff
from bot.model.events import MessageReceived
from bot.rules.texts.unanswered import key_of
from bot.store import Store
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.store.people.erasing import Keyed
from bot.store.people.merges import absorb, split_off
from bot.store.people.retention import Kept
from bot.store.reports.dismissed_questions import DismissedQuestions
from bot.store.reports.unanswered import AT_ONCE, FOREVER, Asked, Question, Subjects
from tests.store.recounting import Told, decisions, kept, recounted
from tests.store.samples import NOON, at, keep, known, lea, write

KEYED = Keyed(b"k" * 32)
TEXTS = ("Vous vendez du thé ?", "du thé, vous vendez", "Réparez-vous les vélos ?", "bonjour", "", "Et la garantie ?")


def says(record: Record, chat: int, text: str, when: datetime, kind: str = "not_understood", times: int = 1) -> None:
    """Let somebody write what was not understood, or (`understood`) may have meant several things."""
    event = f"{chat} {when:%d%H%M%S}"
    record.heard(known(chat).id, MessageReceived(id=event, address=lea(chat), text=text), micros(when))
    for number in range(times):
        told = Decide(id=f"{event} {number}", kind=kind, words="?", rule="understanding")  # type: ignore[arg-type]
        record.decision(known(chat).id, told, event, micros(when))


def chooses(record: Record, chat: int, when: datetime) -> None:
    told = Decide(id=f"chosen {chat} {when:%d%H%M%S}", kind="understood", words="!", rule="did you mean")
    record.decision(known(chat).id, told, f"chosen {chat} {when:%d%H%M%S}", micros(when))


async def asked(store: Store, record: Record) -> None:
    await write(store, record)
    await store.unanswered.count(key_of)


async def most(
    store: Store, since: datetime = NOON, until: datetime = FOREVER, scope: tuple[str, ...] = (), **how: int
) -> list[Question]:
    return [one async for one in store.unanswered.most(since, until, scope, **how)]  # type: ignore[arg-type]


async def test_the_same_question_of_many_is_told_once_as_it_was_last_put(store: Store) -> None:
    record = Record()
    for number, text in enumerate(TEXTS):
        says(record, number, text, at(number), times=2)
    await asked(store, record)
    assert await most(store) == [
        Question(key_of(TEXTS[0]), "du thé, vous vendez", 2, at(1)),
        Question(key_of(TEXTS[5]), "Et la garantie ?", 1, at(5)),
        Question(key_of(TEXTS[2]), "Réparez-vous les vélos ?", 1, at(2)),
    ]
    assert await store.unanswered.subjects(NOON, FOREVER) == Subjects(3, 0)
    assert [one.times for one in await most(store, at(1), at(5))] == [1, 1]
    assert len(await most(store, limit=2)) == 2
    assert await store.unanswered.alike(key_of(TEXTS[0]), NOON, FOREVER) == [
        Asked(known(1).id, "du thé, vous vendez", at(1)),
        Asked(known(0).id, "Vous vendez du thé ?", at(0)),
    ]
    assert len(await store.unanswered.alike(key_of(TEXTS[0]), NOON, FOREVER, limit=1)) == 1
    assert await store.unanswered.alike(key_of(TEXTS[0]), NOON, at(0)) == []
    assert await store.unanswered.alike("", NOON, FOREVER) == []


async def test_the_dismissed_ones_stand_apart(store: Store) -> None:
    record = Record()
    says(record, 1, "Du thé ?", at(0))
    says(record, 2, "Des vélos ?", at(1))
    await asked(store, record)
    dismissed = DismissedQuestions(store.database)
    await dismissed.dismiss(key_of("du thé"), "Du thé ?", "zoe", NOON)
    assert await store.unanswered.subjects(NOON, FOREVER) == Subjects(1, 1)
    assert [one.text for one in await most(store)] == ["Des vélos ?"]
    assert [one.text for one in await most(store, dismissed=True)] == ["Du thé ?"]
    await dismissed.take_back(key_of("du thé"))
    assert await store.unanswered.subjects(NOON, FOREVER) == Subjects(2, 0)


async def test_what_may_have_meant_several_things_counts_where_nobody_chose(store: Store) -> None:
    record = Record()
    says(record, 42, "Vous vendez du thé ?", at(0), "understood")
    says(record, 42, "Et une bouilloire ?", at(1), "understood")
    chooses(record, 42, at(2))
    await asked(store, record)
    assert [one.text for one in await most(store)] == ["Vous vendez du thé ?"], (
        "what was asked last is what is chosen from"
    )
    again = Record()
    chooses(again, 42, at(3))
    says(again, 42, "Du thé vert ?", at(4), "understood")
    says(again, 7, "Des vélos ?", at(4), "not_understood")
    chooses(again, 7, at(5))
    await asked(store, again)
    assert {one.text for one in await most(store)} == {"Vous vendez du thé ?", "Du thé vert ?", "Des vélos ?"}
    late = Record()
    chooses(late, 42, at(4) + timedelta(days=1))
    await asked(store, late)
    assert len(await most(store)) == 3, "after a day the choices are off the table"
    in_time = Record()
    chooses(in_time, 42, at(3) + timedelta(days=1))
    await asked(store, in_time)
    assert {one.text for one in await most(store)} == {"Vous vendez du thé ?", "Des vélos ?"}


async def test_staff_of_a_point_of_sale_have_the_questions_of_its_customers_and_of_nobodys(store: Store) -> None:
    for chat, place in ((1, "lyon"), (2, "annecy"), (3, None)):
        await keep(store, known(chat, facts={"point_of_sale": place} if place else {}))
    record = Record()
    for chat in (1, 2, 3):
        says(record, chat, "Du thé ?", at(chat))
    await asked(store, record)
    assert [one.times for one in await most(store, scope=("lyon",))] == [2]
    assert (await most(store, scope=("lyon",)))[0].last == at(3)
    assert await store.unanswered.subjects(at(2), at(3), ["lyon"]) == Subjects(0, 0)
    assert len(await store.unanswered.alike(key_of("du thé"), NOON, FOREVER, ["lyon"])) == 2
    moved = Record()
    before = known(2, facts={"point_of_sale": "annecy"})
    moved.customer(known(2, facts={"point_of_sale": "lyon"}), 2, 2, before)
    await write(store, moved)
    assert [one.times for one in await most(store, scope=("lyon",))] == [3]
    assert [one.times for one in await most(store, scope=("annecy",))] == [1]


async def test_more_than_one_transaction_s_worth_is_named(store: Store) -> None:
    record = Record()
    for number in range(AT_ONCE + 3):
        says(record, number, f"question {number}", at(number))
    await write(store, record)
    assert await store.unanswered.count(key_of) == AT_ONCE + 3
    assert await store.unanswered.count(key_of) == 0
    assert len(await most(store)) == AT_ONCE + 3
    assert (await most(store))[-1].text == "question 0"


async def test_what_is_old_is_forgotten_and_counted_no_more(store: Store) -> None:
    record = Record()
    says(record, 1, "Du thé ?", NOON)
    says(record, 2, "Des vélos ?", NOON + timedelta(days=300))
    await asked(store, record)
    counts = await store.retention.forget(Kept(), NOON + timedelta(days=400))
    assert counts["unanswered"] == 1
    assert [one.text for one in await most(store)] == ["Des vélos ?"]


class History:
    """Chats that ask, choose, move, become one, part and are erased, in any order."""

    def __init__(self, store: Store, chance: random.Random) -> None:
        self.store, self.chance = store, chance
        self.now = NOON
        self.chats = list(range(1, 7))
        self.places: dict[int, str] = {}
        self.merged: dict[int, tuple[int, str]] = {}  # the other chat -> the kept one, and the merge
        self.told: set[Told] = set()
        self.number = 0

    def alone(self) -> list[int]:
        busy = {chat for other, (kept_one, _) in self.merged.items() for chat in (other, kept_one)}
        return [chat for chat in self.chats if chat not in busy]

    def customer(self, chat: int) -> Customer:
        return known(chat, facts={"point_of_sale": self.places[chat]} if chat in self.places else {})

    async def asks(self) -> None:
        record = Record()
        for _ in range(3):
            self.now += timedelta(seconds=1)
            chat = self.chance.choice(self.chats)
            whose = self.merged[chat][0] if chat in self.merged else chat
            kind, event = self.chance.choice(("not_understood", "understood")), f"e{micros(self.now)}"
            message = MessageReceived(id=event, address=lea(chat), text=self.chance.choice(TEXTS))
            record.heard(known(whose).id, message, micros(self.now))
            told = Decide(id=event, kind=kind, words="?", rule="understanding")  # type: ignore[arg-type]
            record.decision(known(whose).id, told, event, micros(self.now))
        await write(self.store, record)

    async def chooses(self) -> None:
        self.now += timedelta(seconds=1)
        record = Record()
        chooses(record, self.chance.choice(self.chats), self.now)
        await write(self.store, record)

    async def moves(self) -> None:
        if not (alone := self.alone()):
            return
        chat = self.chance.choice(alone)
        before = self.customer(chat)
        self.places[chat] = self.chance.choice(("lyon", "annecy"))
        record = Record()
        record.customer(self.customer(chat), 2, 2, before)
        await write(self.store, record)

    async def becomes_one(self) -> None:
        if len(alone := self.alone()) < 2:
            return
        one, other = self.chance.sample(alone, 2)
        self.number += 1
        self.now += timedelta(seconds=1)
        both = [{"id": known(chat).id, "created_at": NOON.isoformat()} for chat in (one, other, one)]
        effect = Absorb(other=known(other).id, by="zoe", reason="till", kept=both[0], apart=both[1], whole=both[2])  # type: ignore[arg-type]
        record = Record()
        absorb(record, known(one), effect, f"merge {self.number}", micros(self.now))
        await write(self.store, record)
        self.merged[other] = (one, f"merge {self.number}")

    async def parts(self) -> None:
        if not self.merged:
            return
        other = self.chance.choice(sorted(self.merged))
        one, merge = self.merged.pop(other)
        self.now += timedelta(seconds=1)
        effect = SplitOff(merge=merge, other=known(other).id, by="zoe", document={}, addresses=(lea(other),), words="")
        record = Record()
        split_off(record, known(one), effect, known(other), micros(self.now))
        await write(self.store, record)

    async def is_erased(self) -> None:
        if alone := self.alone():
            await self.store.erase(known(self.chance.choice(alone)).id, KEYED, "zoe", NOON)

    async def names(self) -> None:
        await self.store.unanswered.count(key_of)

    async def is_sound(self) -> None:
        self.told |= set(await decisions(self.store))
        await self.names()
        found = await kept(self.store)
        assert found == await recounted(self.store, self.told)
        times = Counter(one.subject for one in found)
        last = {one.subject: max(other.at for other in found if other.subject == one.subject) for one in found}
        counted = await most(self.store)
        assert {one.subject: one.times for one in counted} == times
        assert {one.subject: micros(one.last) for one in counted} == last
        assert all(key_of(one.text) == one.subject for one in counted)
        assert await self.store.unanswered.subjects(NOON, FOREVER) == Subjects(len(times), 0)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_after_any_history_the_counts_are_those_of_the_ledger_and_the_transcript(store: Store, seed: int) -> None:
    history = History(store, random.Random(seed))
    for chat in history.chats:
        await keep(store, known(chat))
    acts = [history.asks, history.asks, history.asks, history.chooses, history.moves, history.names]
    acts += [history.becomes_one, history.parts, history.is_erased]
    for _ in range(60):
        act = history.chance.choices(acts, [4, 4, 4, 6, 2, 2, 3, 3, 1])[0]
        await act()
        history.told |= set(await decisions(store))
        if history.chance.random() < 0.3:
            await history.is_sound()
    await history.is_sound()
