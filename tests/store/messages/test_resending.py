from datetime import UTC, datetime

from bot.model.parts import Accepted, Unknown
from bot.store import Store
from tests.store.samples import at, keep, known, plan, planned


async def uncertain(store: Store) -> str:
    """A message of marketing of which nobody knows whether it left: nothing sends it again by itself."""
    await keep(store, known())
    await plan(store, planned("news", purpose="marketing"))
    [one] = await store.outbox.claim(("telegram",), 1, at(1))
    await store.outbox.settle(one.part, Unknown("time-out"), at(1))
    await store.outbox.abandon(one.part, "maybe sent", at(2))
    return one.part.id


async def test_what_may_have_left_is_sent_once_more_by_a_person_s_word_and_never_twice(store: Store) -> None:
    part = await uncertain(store)
    assert await store.resending.resend(part, "camille", at(3))
    assert not await store.resending.resend(part, "theo", at(4))
    [again] = await store.outbox.claim(("telegram",), 1, at(5))
    await store.outbox.settle(again.part, Unknown("time-out"), at(5))
    assert not await store.resending.resend(part, "theo", at(6))
    rows = [
        entry for entry in await store.ledger.of(known().id, datetime.fromtimestamp(0, UTC)) if entry.kind == "sent"
    ]
    assert [(row.outbox, row.facts) for row in rows] == [(part, {"by": "camille"})]


async def test_what_has_left_is_not_sent_again(store: Store) -> None:
    await keep(store, known())
    await plan(store, planned("answer"))
    [one] = await store.outbox.claim(("telegram",), 1, at(1))
    await store.outbox.settle(one.part, Accepted("t1"), at(1))
    assert not await store.resending.resend(one.part.id, "camille", at(2))
    assert not await store.resending.resend("nothing", "camille", at(2))
