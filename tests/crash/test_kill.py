"""Kill the program at a named point, start it again, and ask the customers what they heard."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.crash_points import POINTS
from tests.crash.bench import Bench, a_store
from tests.crash.customers import OFFER, BySms, OnTelegram, all_follow_the_script, judge

#: Reached while nobody talks: at start, by polling, by the sweep.
ELSEWHERE = {name for name in POINTS if name.split(".")[0] in {"migration", "poll", "sweep"}}
ON_THE_PATH = [name for name in POINTS if name not in ELSEWHERE]
#: The points where a repeat may be owed: the socket was open, or its answer not yet written down.
UNCERTAIN = {"socket.before_open", "outbox.after_sending_commit", "socket.after_answer", "outbox.before_settle_commit"}
#: An empty look for something to send reaches this one too: let a few pass.
TIMES = {"outbox.before_sending_commit": ":8", "turn.before_claim": ":8", "turn.after_claim": ":8"}
#: Run always; the others are long together and run with --slow (and a share of them in CI).
ALWAYS = {"inbox.after_commit", "turn.before_commit", "turn.after_commit", "socket.after_answer", "timer.after_commit"}


def cases(names: list[str], always: set[str]) -> list[object]:
    return [pytest.param(name, marks=() if name in always else pytest.mark.slow) for name in names]


async def die_and_live(bench: Bench, point: str) -> None:
    telegram, sms = [OnTelegram(bench, 101), OnTelegram(bench, 102)], [BySms(bench, 1), BySms(bench, 2)]
    await bench.start(crash_at=point + TIMES.get(point, ""))
    talk = asyncio.create_task(all_follow_the_script([*telegram, *sms]))
    try:
        assert await bench.died() == -9, bench.log.read_text(encoding="utf-8")[-3000:]
        await bench.start()
        await talk
    finally:
        talk.cancel()
    for chat in telegram:
        await bench.shop_says("x.promo", {"telegram_id": str(chat.number)}, f"promo-{chat.number}")
        await chat.hears(OFFER)
    assert await bench.stop() == 0
    for customer in telegram:
        judge(customer, repeats=1 if point in UNCERTAIN else 0)
    for customer in sms:
        judge(customer, repeats=0)  # Twilio is asked what became of an uncertain message


@pytest.mark.parametrize("point", cases(ON_THE_PATH, ALWAYS))
async def test_killed_on_sqlite_nothing_is_lost_and_nothing_twice(point: str, tmp_path: Path) -> None:
    async with a_store(f"sqlite:///{tmp_path / 'shop.db'}", tmp_path) as bench:
        await die_and_live(bench, point)


@pytest.mark.parametrize("point", cases(ON_THE_PATH, {"turn.before_commit", "outbox.after_sending_commit"}))
async def test_killed_on_postgresql_nothing_is_lost_and_nothing_twice(
    point: str, postgres_url: str, tmp_path: Path
) -> None:
    async with a_store(postgres_url, tmp_path) as bench:
        await die_and_live(bench, point)


@pytest.mark.parametrize("point", cases(["poll.before_commit", "poll.after_commit"], {"poll.before_commit"}))
async def test_killed_while_polling_nothing_is_lost_and_nothing_twice(point: str, tmp_path: Path) -> None:
    async with a_store(f"sqlite:///{tmp_path / 'shop.db'}", tmp_path, polling=True) as bench:
        lea = OnTelegram(bench, 103)
        await bench.start(crash_at=point)
        talk = asyncio.create_task(lea.follows_the_script())
        assert await bench.died() == -9
        await bench.start()
        await talk
        assert await bench.stop() == 0
        judge(lea, repeats=0)


@pytest.mark.parametrize("point", cases(["sweep.before_commit", "sweep.after_commit"], {"sweep.after_commit"}))
async def test_what_was_texted_while_the_program_was_down_is_swept_up(point: str, tmp_path: Path) -> None:
    async with a_store(f"sqlite:///{tmp_path / 'shop.db'}", tmp_path) as bench:
        lea = BySms(bench, 3)
        await bench.start()
        await bench.kill()
        await lea.writes("bonjour")  # nobody answers Twilio's webhook
        await bench.start(crash_at=point)
        assert await bench.died() == -9
        await bench.start()
        await lea.hears("Quelle couleur ?")
        await lea.writes("Rouge")
        await lea.hears("Votre commande")
        assert await bench.stop() == 0
        judge(lea, repeats=0)


@pytest.mark.parametrize(
    "point", cases(["migration.before_commit", "migration.after_commit"], {"migration.before_commit"})
)
async def test_killed_while_migrating_it_simply_migrates_again(point: str, tmp_path: Path) -> None:
    async with a_store(f"sqlite:///{tmp_path / 'shop.db'}", tmp_path) as bench:
        lea = OnTelegram(bench, 104)
        await bench.start(crash_at=point)
        assert await bench.died() == -9
        await bench.start()
        await lea.follows_the_script()
        assert await bench.stop() == 0
        judge(lea, repeats=0)


async def test_an_offer_of_which_nobody_knows_whether_it_left_is_not_sent_again(tmp_path: Path) -> None:
    async with a_store(f"sqlite:///{tmp_path / 'shop.db'}", tmp_path) as bench:
        lea = OnTelegram(bench, 105)
        await bench.start()
        await lea.follows_the_script()
        assert await bench.stop() == 0
        await bench.start(crash_at="socket.after_answer")
        await bench.shop_says("x.promo", {"telegram_id": "105"}, "promo-105")
        assert await bench.died() == -9
        await bench.start()
        await asyncio.sleep(3)  # a minute of the program's clock: longer than it is uncertain
        assert await bench.stop() == 0
        judge(lea, repeats=0)
        assert sum(text.startswith(OFFER) for text in lea.heard()) == 1


async def test_told_to_stop_it_finishes_and_leaves_with_0(tmp_path: Path) -> None:
    async with a_store(f"sqlite:///{tmp_path / 'shop.db'}", tmp_path) as bench:
        lea = OnTelegram(bench, 106)
        await bench.start()
        await lea.writes("bonjour")
        await lea.hears("Quelle couleur ?")
        assert await bench.stop() == 0
        await lea.writes("Rouge")
        await bench.start()
        await lea.hears("Votre commande")
        assert await bench.stop() == 0
        judge(lea, repeats=0)
