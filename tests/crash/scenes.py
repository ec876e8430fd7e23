"""What goes on when the program is killed: each scene brings it to one point, lets it die there and live again."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path

from tests.crash.bench import Bench
from tests.crash.customers import (
    OFFER,
    QUESTION,
    READY,
    THANKS,
    ByButton,
    BySms,
    Customer,
    OnTelegram,
    all_follow_the_script,
    judge,
)
from tests.crash.shop import a_shop


async def dies(bench: Bench) -> None:
    assert await bench.died() == -9, bench.log.read_text(encoding="utf-8")[-3000:]


async def talking(bench: Bench, point: str) -> None:
    """Four customers talk, two of them on Telegram, who get an offer at the end."""
    telegram: list[Customer] = [OnTelegram(bench, 101), OnTelegram(bench, 102)]
    sms: list[Customer] = [BySms(bench, 1), BySms(bench, 2)]
    await bench.start(crash_at=point)
    talk = asyncio.create_task(all_follow_the_script([*telegram, *sms]))
    try:
        await dies(bench)
        await bench.start()
        await talk
    finally:
        talk.cancel()
    for chat in telegram:
        await bench.shop_says("x.promo", {"telegram_id": chat.address}, f"promo-{chat.number}")
        await chat.hears(OFFER)
    assert await bench.stop() == 0
    await judge(bench, [*telegram, *sms])


async def pressing(bench: Bench, point: str) -> None:
    """A customer answers with a button."""
    await _one_talks(bench, point, ByButton(bench, 103))


async def polling(bench: Bench, point: str) -> None:
    """Nobody can reach us: updates are fetched."""
    await _one_talks(bench, point, OnTelegram(bench, 103))


async def _one_talks(bench: Bench, point: str, customer: Customer) -> None:
    await bench.start(crash_at=point)
    async with _meanwhile(bench, [customer]):
        await dies(bench)
        await bench.start()


@asynccontextmanager
async def _meanwhile(bench: Bench, customers: list[Customer], **judged: int) -> AsyncIterator[None]:
    """Customers follow their script while the block does as it likes with the program; then they are asked."""
    talk = asyncio.create_task(all_follow_the_script(customers))
    try:
        yield
        await talk
    finally:
        talk.cancel()
    assert await bench.stop() == 0
    await judge(bench, customers, **judged)


async def starting(bench: Bench, point: str) -> None:
    """It dies before it is open, and simply starts again."""
    lea = OnTelegram(bench, 104)
    await bench.start(crash_at=point)
    await dies(bench)
    await bench.start()
    await lea.follows_the_script()
    assert await bench.stop() == 0
    await judge(bench, [lea])


async def stopping(bench: Bench, point: str) -> None:
    """It is killed while it does what SIGTERM asks."""
    customers: list[Customer] = [OnTelegram(bench, 105), BySms(bench, 5)]
    await bench.start(crash_at=point)
    async with _meanwhile(bench, customers):
        await customers[0].hears(QUESTION)
        bench.terminate()
        await dies(bench)
        await bench.start()


async def sweeping(bench: Bench, point: str) -> None:
    """A text came while nobody answered Twilio's webhook; it is swept up."""
    nora = BySms(bench, 3)
    await bench.start()
    await bench.kill()
    await nora.writes("bonjour")
    await bench.start(crash_at=point)
    await dies(bench)
    await bench.start()
    await nora.hears(QUESTION)
    await nora.writes("Rouge")
    await nora.hears(READY)
    assert await bench.stop() == 0
    await judge(bench, [nora])


async def not_knowing(bench: Bench, point: str) -> None:
    """It died with a reply on its way, and dies again while it looks after that."""
    await _dies_twice(bench, point, OnTelegram(bench, 106), kills=1)


async def asking(bench: Bench, point: str) -> None:
    """Twilio never reported on a text: it is asked whether it has it."""
    bench.twilio.callbacks = "lost"
    await _dies_twice(bench, point, BySms(bench, 4))


async def looking_in_vain(bench: Bench, point: str) -> None:
    """Twilio never got a text: it is asked twice, a minute apart, by two processes, and the text is sent once."""
    await _dies_twice(bench, point, BySms(bench, 6), first="socket.before_open")


async def _dies_twice(
    bench: Bench, point: str, customer: Customer, first: str = "socket.after_answer", **judged: int
) -> None:
    await bench.start(crash_at=first)
    async with _meanwhile(bench, [customer], **judged):
        await dies(bench)
        await bench.start(crash_at=point)
        await dies(bench)
        await bench.start()


async def leaving_alone(bench: Bench, point: str) -> None:
    """An offer of which nobody knows whether it left is not sent again, and holds up nothing that comes after it."""
    lea = OnTelegram(bench, 107)
    await bench.start()
    await lea.follows_the_script()
    assert await bench.stop() == 0
    await bench.start(crash_at="socket.after_answer")
    await bench.shop_says("x.promo", {"telegram_id": lea.address}, "promo-107")
    await dies(bench)
    await bench.start(crash_at=point)
    await dies(bench)
    await bench.start()
    await lea.writes("bonjour")
    await bench.until(lambda: lea.heard()[-1] == QUESTION, f"nothing comes after the offer: {lea.heard()}")
    assert await bench.stop() == 0
    assert lea.heard() == [QUESTION, THANKS, READY, lea.heard()[3], QUESTION]
    assert lea.heard()[3].startswith(OFFER)


async def dropping(bench: Bench, point: str) -> None:
    """An answer could not be sent for an hour: too old to be of use, it is given up once, and the next one is given."""
    lea = OnTelegram(bench, 108)
    await bench.start()
    await bench.until(lambda: bool(bench.telegram.webhook), "no webhook")
    await bench.telegram.refuse()
    await lea.writes("bonjour")
    await bench.until(lambda: bench.said("retryat"), "it was never tried")
    await bench.kill()
    bench.passes(timedelta(hours=1))
    await bench.start(crash_at=point)
    await dies(bench)
    await bench.telegram.welcome()
    await bench.start()
    await bench.until(lambda: bench.said("dropped") or "after" in point, "it was not dropped")
    await lea.writes("bonjour")
    await bench.until(lambda: bool(lea.heard()), "she was never answered")
    assert await bench.stop() == 0
    assert lea.heard().count(QUESTION) <= 1


async def being_refused(bench: Bench, point: str) -> None:
    """A customer has blocked the bot; the refusal is news to the engine. Everybody else talks on, and so does she."""
    lea, paul = OnTelegram(bench, 109), OnTelegram(bench, 110)
    bench.telegram.blocked.add(lea.number)
    await bench.start(crash_at=point)
    await lea.writes("bonjour")
    await dies(bench)
    await bench.start()
    await paul.follows_the_script()
    assert lea.heard() == []
    bench.telegram.unblocks(lea.number)
    await lea.writes("bonjour")
    await bench.until(lambda: bool(lea.heard()), "she was never answered")
    assert await bench.stop() == 0
    await judge(bench, [paul])


async def telling_the_shop(bench: Bench, point: str) -> None:
    """What a conversation emits reaches the shop's system; a repeat bears the same id, and one death makes one of each
    that was under way.
    """
    async with a_shop(bench) as shop:
        customers: list[Customer] = [OnTelegram(bench, 111), BySms(bench, 6)]
        await bench.start(crash_at=point)
        talk = asyncio.create_task(all_follow_the_script(customers))
        try:
            await dies(bench)
            await bench.start()
            await talk
            await bench.until(lambda: len(set(shop.ids)) == len(customers), f"the shop only heard {shop.ids}")
        finally:
            talk.cancel()
        assert await bench.stop() == 0
        assert all(shop.ids.count(one) <= 2 for one in shop.ids), shop.ids
        await judge(bench, customers)


async def forgetting(bench: Bench, point: str) -> None:
    """What is old enough is forgotten a page at a time; the customer is not."""
    lea = OnTelegram(bench, 112)
    await bench.start()
    await lea.follows_the_script()
    assert await bench.stop() == 0
    bench.passes(timedelta(days=400))
    bench.settings["PARCOURS_TEST_UPKEEP"] = "0.3"
    await bench.start(crash_at=point)
    await dies(bench)
    await bench.start()
    await lea.writes("bonjour")
    await bench.until(lambda: lea.heard().count(QUESTION) == 2, f"she is not known any more: {lea.heard()}")
    assert await bench.stop() == 0


async def erasing(bench: Bench, point: str) -> None:
    """An erasure dies at its commit: the customer is whole or gone, it can be done again, and they can come back."""
    lea = OnTelegram(bench, 115)
    await bench.start()
    await lea.writes("bonjour")
    await lea.hears(QUESTION)
    code, said = await bench.command("erase", str(lea.address), crash_at=point)
    assert code == -9, said
    code, said = await bench.command("erase", str(lea.address))
    assert code == (1 if point == "erase.after_commit" else 0), said
    await lea.writes("bonjour")
    await bench.until(lambda: lea.heard().count(QUESTION) == 2, f"they can't come back: {lea.heard()}")
    assert await bench.stop() == 0


async def copying(bench: Bench, point: str) -> None:
    """A backup dies in the middle: there is a whole copy or none, and the program has noticed nothing."""
    customers: list[Customer] = [OnTelegram(bench, 113), BySms(bench, 7)]
    copy = bench.folder / "copy.db"
    await bench.start()
    talk = asyncio.create_task(all_follow_the_script(customers))
    await customers[0].hears(QUESTION)
    code, _ = await bench.command("backup", str(copy), crash_at=point)
    assert code == -9
    assert not copy.exists() or is_sound(copy)
    code, said = await bench.command("backup", str(copy))
    assert code == 0, said
    assert is_sound(copy)
    await talk
    assert await bench.stop() == 0
    await judge(bench, customers, kills=0)


async def putting_back(bench: Bench, point: str) -> None:
    """A restore dies in the middle: the old database is whole or the copy is in its place; it can be done again."""
    lea = OnTelegram(bench, 114)
    copy = bench.folder / "copy.db"
    await bench.start()
    await lea.writes("bonjour")
    await lea.hears(QUESTION)
    assert (await bench.command("backup", str(copy)))[0] == 0
    await lea.writes("Rouge")
    await lea.hears(READY)
    await bench.kill()
    code, said = await bench.command("restore", str(copy), crash_at=point)
    assert code == -9, said
    if point != "restore.after_replace":
        await bench.start()
        await lea.writes("bonjour")  # her first conversation is over: what came after the copy is all there
        await bench.until(lambda: lea.heard().count(QUESTION) == 2, f"something was lost: {lea.heard()}")
        assert await bench.stop() == 0
        assert (await bench.command("restore", str(copy)))[0] == 0
    heard = lea.heard()
    await bench.start()
    await asyncio.sleep(3)
    assert await bench.stop() == 0
    assert lea.heard() == heard


def is_sound(copy: Path) -> bool:
    with closing(sqlite3.connect(copy)) as database:
        return bool(database.execute("PRAGMA integrity_check").fetchone() == ("ok",))
