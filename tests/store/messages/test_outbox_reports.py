"""Reports, and the copies that follow a failed one. (Whole stories: `tests/web/providers/test_delivery_reports.py`.)"""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.model.message import Media
from bot.model.parts import Accepted, Failure, Part, PartState, Report
from bot.store import Store
from bot.store.messages.record import Record
from tests.store.samples import NOON, at, planned


async def accepted(store: Store, media: Media | None = None) -> Part:
    record, plan = Record(), planned("p")
    record.part(replace(plan, body=replace(plan.body, media=media)))
    await store.database.transact(record.write)
    [claimed] = await store.outbox.claim(("telegram",), 1, NOON)
    await store.outbox.settle(claimed.part, Accepted("SM1"), NOON)
    return await part(store)


async def part(store: Store) -> Part:
    found = await store.outbox.get("p")
    assert found is not None
    return found


def failed(sid: str = "SM1") -> Report:
    return Report(part="p", provider_id=sid, state="undelivered", error="30003", at=at(1))


async def test_another_copy_waits_and_the_first_is_a_former_one(store: Store) -> None:
    before = await accepted(store)
    assert await store.outbox.send_again(before, failed(), at(1800))
    after = await part(store)
    assert (after.state, after.due_at, after.provider_id, after.former_ids) == ("queued", at(1800), None, ("SM1",))


async def test_a_copy_whose_picture_could_not_go_is_its_words_alone(store: Store) -> None:
    before = await accepted(store, Media("photo", "https://shop.example/aroma.jpg"))
    gone = replace(failed(), error="63019", failure=Failure(again=1, without_media=True))
    assert await store.outbox.send_again(before, gone, at(1))
    after = await part(store)
    assert (after.body.media, after.body.text, after.state) == (None, before.body.text, "queued")


async def test_the_same_report_twice_or_at_once_queues_one_copy(store: Store) -> None:
    before = await accepted(store)
    for read in (before, before, await part(store)):
        assert await store.outbox.send_again(read, failed(), at(1800))
    assert await store.outbox.send_again(await part(store), failed(), at(9000))
    assert (await part(store)).due_at == at(1800)
    assert (await store.measures.all())["provider_errors"] == {"30003": 1.0}


@pytest.mark.parametrize("state", ["delivered", "read"])
async def test_what_was_shown_is_not_sent_again(store: Store, state: PartState) -> None:
    before = await accepted(store)
    await store.outbox.report(Report(part="p", provider_id="SM1", state=state, at=at(1)))
    assert not await store.outbox.send_again(before, failed(), at(1800))
    assert (await part(store)).state == state


async def test_a_report_on_somebody_elses_copy_is_not_believed(store: Store) -> None:
    assert not await store.outbox.send_again(await accepted(store), failed("SM9"), at(1800))
    assert (await part(store)).state == "accepted"


async def test_the_answer_to_the_first_copy_that_comes_late_does_not_end_the_second(store: Store) -> None:
    before = await accepted(store)
    await store.outbox.send_again(before, failed(), at(1800))
    await store.outbox.settle(before, Accepted("SM1"), at(2))
    assert (await part(store)).state == "queued"
