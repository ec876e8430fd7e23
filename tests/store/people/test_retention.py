from datetime import timedelta

import pytest

from bot.model.customer import PaceMet, Turn
from bot.model.effects import (
    CloseHandover,
    Decide,
    EndConversation,
    Fetch,
    OpenHandover,
    RecordMoment,
    RecordMove,
)
from bot.model.feedback import RecordFeedback
from bot.model.offer import OffersMet
from bot.model.parts import Accepted, Report
from bot.store import Store
from bot.store.database import batches
from bot.store.database.script import Script
from bot.store.database.times import micros
from bot.store.messages.record import Record
from bot.store.people.retention import Kept
from bot.store.shop.feedback import keep as keep_rating
from tests.store.samples import LEA, NOON, at, keep, known, plan, planned, said, timer, write, wrote

LATER = NOON + timedelta(days=400)


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "PAGE", 3)
    monkeypatch.setattr(batches, "BATCH", 2)
    monkeypatch.setattr(batches, "REST", 0)


def decided(number: int) -> Decide:
    return Decide(id=f"d{number}", kind="sent", words="w", rule="r", facts={})


async def count(store: Store, table: str) -> int:
    [(rows,)] = await store.database.read(f"SELECT COUNT(*) FROM {table}")
    return int(rows)


async def test_parts_and_lines_are_forgotten_once_settled(store: Store) -> None:
    await plan(store, planned("sent"), planned("queued", chat=7, due=at(9)))
    [one] = await store.outbox.claim(("telegram",), 9, NOON)
    await store.outbox.settle(one.part, Accepted("t"), NOON)
    counts = await store.retention.forget(Kept(), LATER)
    assert (counts["outbox"], counts["transcript"]) == (1, 1)
    assert await store.outbox.counts() == {"queued": 1}


async def test_old_lines_and_decisions_go_and_young_ones_stay(store: Store) -> None:
    await keep(store, known())
    record = Record()
    for number in range(10):
        when = micros(NOON + timedelta(days=60 * number))
        record.heard(LEA, said(str(number)), when)
        record.decision(LEA, decided(number), "turn", when)
    await write(store, record)
    counts = await store.retention.forget(Kept(), NOON + timedelta(days=365 + 241))
    assert (counts["transcript"], counts["ledger"]) == (5, 5)
    assert [line.text for line in await store.transcript.of(LEA)] == [*"56789"]
    assert [entry.id for entry in await store.ledger.of(LEA, NOON)] == ["d5", "d6", "d7", "d8", "d9"]


async def test_only_what_is_over_is_forgotten(store: Store) -> None:
    await store.inbox.put([wrote("bonjour"), timer("renewal", NOON + timedelta(days=2000))])
    record = Record()
    over, still = (OpenHandover(id=id_, team="shop", reason="r", priority="normal") for id_ in ("over", "still"))
    record.handover(LEA, over, micros(NOON))
    record.handover(LEA, still, micros(NOON))
    record.given_back(CloseHandover(id="over", by="anna"), micros(NOON))
    end = EndConversation(conversation="c", flow="f", version="1", outcome="done", started_at=NOON)
    record.ended(LEA, end, micros(NOON))
    for id_ in ("done", "waiting"):
        record.errand(LEA, Fetch(id=id_, url="https://shop.example", method="GET", conversation="c"), micros(NOON))
    await write(store, record)
    done = next(errand for errand in await store.errands.due(NOON) if errand.id == "done")
    await store.errands.finish(done)
    counts = await store.retention.forget(Kept(), LATER)
    assert {name: counts[name] for name in ("handovers", "conversations", "errands", "people")} == {
        "handovers": 1,
        "conversations": 1,
        "errands": 1,
        "people": 0,
    }
    assert len((await store.lists.page("open_handovers", None, 9)).rows) == await count(store, "handovers") == 1
    assert [errand.id for errand in await store.errands.due(LATER)] == ["waiting"]
    assert len(await store.inbox.planned(LEA)) == 2


async def test_archived_events_go_with_the_transcript(store: Store) -> None:
    await store.inbox.put([wrote(str(n)) for n in range(5)])

    def meet() -> Script[None]:
        from bot.store.database.script import once

        yield once("UPDATE inbox SET state = 'done', met_at = $1", micros(NOON))

    await store.database.transact(meet)
    assert (await store.retention.forget(Kept(), NOON + timedelta(days=30)))["archived"] == 5
    assert await count(store, "events") == 5
    assert (await store.retention.forget(Kept(), LATER))["events"] == 5
    assert await count(store, "events") == 0


async def test_forgetting_twice_is_forgetting_once(store: Store) -> None:
    await store.retention.forget(Kept(), LATER)
    assert set((await store.retention.forget(Kept(), LATER)).values()) == {0}


async def test_reports_on_nothing_of_ours_are_forgotten(store: Store) -> None:
    await store.outbox.report(Report(provider_id="SM1", state="sent", at=NOON))
    await store.retention.forget_stray_reports(at(1))
    assert await count(store, "stray_reports") == 0


async def test_moves_go_once_they_are_counted_and_moments_with_them(store: Store) -> None:
    record = Record()
    for days, number in ((0, "1"), (380, "2")):
        when = micros(NOON + timedelta(days=days))
        record.move(LEA, RecordMove(id=number, journey="j", stage="s", cause="c", direction="steady"), when)
        record.moment(
            LEA, RecordMoment(id=number, journey="j", cause="c", change=1, value=51, rule="r", version="v"), when
        )
        paces = (PaceMet("j", "s", 30, timedelta(1), timedelta(2)),)
        told = Turn(known(), effects=(), paces=paces, offers=OffersMet({"aroma-2": None}))
        record.was_told(told, number, when)
        given = RecordFeedback(id=number, key=number, scale="nps", score=9, level="high", source="chat")
        keep_rating(record, LEA, given, when)
    await write(store, record)
    counts = await store.retention.forget(Kept(), LATER)
    assert (counts["stage_moves"], counts["moments"], counts["paces_met"], counts["offers_met"]) == (0, 1, 1, 1)
    assert (counts["feedback"], await count(store, "feedback")) == (1, 1)
    await store.pacing.count()
    assert (await store.retention.forget(Kept(), LATER))["stage_moves"] == 1
    assert [await count(store, table) for table in ("stage_moves", "moments", "paces_met", "offers_met")] == [
        1,
        1,
        1,
        1,
    ]
