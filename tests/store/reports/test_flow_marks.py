"""What turns put down of conversations: each thing once, whatever the number of times that it is said."""

from __future__ import annotations

from datetime import timedelta

from bot.model.effects import Decide
from bot.model.order import Order
from bot.store import Store
from bot.store.database.times import micros
from bot.store.messages.record import Record
from tests.store.samples import NOON, write

AT = micros(NOON)


def decision(kind: str, *, step: str | None = "hello", conversation: str | None = "c1", **facts: str) -> Decide:
    return Decide(
        id=f"{kind} {step} {facts}",
        kind=kind,  # type: ignore[arg-type]
        words="",
        rule="",
        facts=dict(facts),
        flow="welcome" if conversation else None,
        step=step,
        conversation=conversation,
    )


async def marks(store: Store) -> list[tuple[str, str, str, str]]:
    rows = await store.database.read("SELECT kind, step, name, key FROM flow_marks ORDER BY position")
    return [(row[0], row[1], row[2], row[3]) for row in rows]


async def test_a_conversation_from_its_beginning_to_its_end(store: Store) -> None:
    record = Record()
    for kind, facts in (
        ("started", {}),
        ("sent", {}),
        ("sent", {}),
        ("understood", {}),
        ("ended", {"outcome": "done"}),
    ):
        record.decision("lea", decision(kind, **facts), "e1", AT)
    await write(store, record)
    assert await marks(store) == [
        ("started", "", "", "c1"),
        ("reached", "hello", "", "c1"),
        ("ended", "", "done", "c1"),
        ("stopped", "hello", "done", "c1"),
    ]


async def test_what_was_not_understood_counts_each_time_the_step_once(store: Store) -> None:
    for event in ("e1", "e2"):
        record = Record()
        record.decision("lea", decision("not_understood"), event, AT)
        await write(store, record)
    assert [kind for kind, *_ in await marks(store)] == ["reached", "lost", "lost"]


async def test_a_customer_falls_in_an_arm_once(store: Store) -> None:
    for conversation in ("c1", "c2"):
        record = Record()
        told = decision("understood", step="test", conversation=conversation, split="tone", arm="warm")
        record.decision("lea", told, "e1", AT)
        await write(store, record)
    assert [row for row in await marks(store) if row[0] == "arm"] == [("arm", "test", "warm", "tone/lea")]


async def test_what_is_no_conversations_and_what_says_nothing_of_its_step_is_not_put_down(store: Store) -> None:
    record = Record()
    record.decision("lea", decision("sent", conversation=None), "e1", AT)
    record.decision("lea", decision("held"), "e1", AT)
    record.decision("lea", decision("ended"), "e1", AT)  # a twin that is set aside has no outcome
    await write(store, record)
    assert await marks(store) == []


async def test_an_order_is_put_down_once_when_it_was_placed(store: Store) -> None:
    first = Record()
    first.marks.ordered("lea", Order(key="o1", placed_at=NOON))
    first.marks.ordered("lea", Order(key="o2"))
    await write(store, first)
    later = Record()
    later.marks.ordered("lea", Order(key="o1", placed_at=NOON + timedelta(days=1)))
    later.marks.ordered("lea", Order(key="o3", milestones={"paid": NOON}))
    await write(store, later)
    rows = await store.database.read("SELECT key, at FROM flow_marks ORDER BY position")
    assert [(key, at) for key, at in rows] == [("order o1", AT), ("order o3", AT)]
