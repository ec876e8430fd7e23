from bot.store import Store
from bot.store.database.script import Script
from bot.store.database.times import micros
from bot.store.messages.senders import may_not_advertise
from tests.store.samples import at

NAME = "twilio:+33937000001"


async def test_a_longer_pause_stays(store: Store) -> None:
    assert await store.senders.get(NAME) is None
    await store.senders.pause(NAME, at(600))
    await store.senders.pause(NAME, at(60))
    sender = await store.senders.get(NAME)
    assert sender is not None
    assert sender.paused_until == at(600)


async def test_a_stop_lasts_until_its_time_and_a_second_does_not_lengthen_it(store: Store) -> None:
    await store.senders.stop_marketing(NAME, at(100), "first", at(0))
    await store.senders.stop_marketing(NAME, at(500), "second", at(50))
    [stopped] = await store.senders.stopped(at(99))
    assert (stopped.stop_reason, stopped.stopped_until) == ("first", at(100))
    assert await store.senders.stopped(at(101)) == []

    def asked(seconds: float) -> Script[bool]:
        return may_not_advertise(NAME, micros(at(seconds)))

    assert await store.database.transact(lambda: asked(99))
    assert not await store.database.transact(lambda: asked(101))


async def test_only_the_sender_that_is_named_is_released(store: Store) -> None:
    for name in (NAME, "twilio:other"):
        await store.senders.stop_marketing(name, at(100), "filtered", at(0))
    assert await store.senders.release(at(1), NAME) == [NAME]
    assert [sender.name for sender in await store.senders.stopped(at(1))] == ["twilio:other"]
    assert await store.senders.release(at(1)) == ["twilio:other"]


async def test_a_sender_that_has_sent_nothing_has_nothing_filtered(store: Store) -> None:
    ended = await store.senders.ended(NAME, ["30007"], 200)
    assert (ended.counted, ended.blocked) == (0, 0)
