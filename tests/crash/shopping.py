"""Customers of a shop who order, rate, compare and book, while the program dies at a point of what they just said.

Each scene brings two customers, one on Telegram and one by SMS, to the message that counts, lets the program die on the
way of that message, and starts it again. Who judges are their phones and the shop's own system: each message was shown
in its order and none is missing, a repeat is one that was promised, the shop was told once for each customer (a
delivery that came twice bears the same id), and what it was told is what they had said.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

from tests.crash.bench import ROOT, Bench
from tests.crash.customers import BySms, Customer, OnTelegram, repeats_listed_for_staff
from tests.crash.scenes import dies
from tests.crash.shop import News, Shop, a_shop

PLAYBOOK: Final = ROOT / "tests" / "data" / "crash_shop"
NUMBER: Final = "votre num"
Line = tuple[str, str]  # what a customer writes, and words of what they hear then


@dataclass(frozen=True)
class Script:
    """What customers write and hear before the message that counts, what each of the two writes then, and the rest.

    `news` is the event that the shop's system hears for each, `says` what it tells: `told`, or of each another thing.
    """

    before: tuple[Line, ...]
    acts: tuple[str, str]
    answer: str
    news: str
    says: Callable[[News], object]
    after: tuple[Line, ...] = ()
    told: object = None

    @property
    def hears(self) -> tuple[str, ...]:
        return (*(heard for _, heard in self.before), self.answer, *(heard for _, heard in self.after))


ORDER: Final = Script(
    before=(("je commande", "la recev"), ("point relais", "code postal"), ("69002", "Je valide")),
    acts=("je confirme", "je confirme"),
    answer="est parti",
    news="order.created",
    says=lambda news: news.data["reference"],
)
RATE: Final = Script(
    before=(("mon avis", "De 1"),),
    acts=("2", "2"),
    answer="ne va pas",
    after=(("trop amer", "Bien re"),),
    news="x.avis",
    says=lambda news: (str(news.data["score"]), news.data["comment"]),
    told=("2", "trop amer"),
)
COMPARE: Final = Script(
    before=(("je compare", "compte le plus"),),
    acts=("bruit", "bruit"),
    answer="279",
    after=(("aroma", "que je retiens"),),
    news="x.choix",
    says=lambda news: news.data["offer"],
    told="aroma",
)
BOOK: Final = Script(
    before=(("je viens essayer", "horaire"),),
    acts=("1", "3"),  # today's first hour, the next day's first
    answer="serv",
    news="appointment.booked",
    says=lambda news: news.data["at"],
)
#: A message is met, then what it brought goes out to the phone.
SAYING: Final = (
    "turn.before_commit",
    "turn.after_commit",
    "socket.before_open",
    "socket.after_write",
    "socket.after_answer",
    "outbox.after_settle_commit",
)
#: And to the shop's system.
TELLING: Final = ("errand.before_open", "errand.after_answer", "errand.before_commit", "errand.after_commit")


@dataclass
class Visit:
    """Two customers in the middle of a script, and the shop's system."""

    bench: Bench
    shop: Shop
    script: Script

    def __post_init__(self) -> None:
        self.lea, self.nora = OnTelegram(self.bench, 201), BySms(self.bench, 21)
        self.customers: tuple[Customer, Customer] = (self.lea, self.nora)

    async def comes_to_the_point(self) -> None:
        await self._both((customer, self.script.before) for customer in self.customers)

    async def goes_on(self) -> None:
        """Each says what counts, and what comes after."""
        rest = [((words, self.script.answer), *self.script.after) for words in self.script.acts]
        await self._both(zip(self.customers, rest, strict=True))
        await self.bench.until(lambda: len(self.told()) == 2, f"the shop was only told of {self.shop.told}")

    async def _both(self, talks: Iterable[tuple[Customer, Sequence[Line]]]) -> None:
        async with asyncio.TaskGroup() as group:
            for customer, lines in talks:
                group.create_task(_talks(customer, lines))

    def told(self) -> list[News]:
        return self.shop.news(self.script.news)

    async def gets_numbers(self) -> None:
        """The shop's system answers each order with a number of its own; each customer is told theirs."""
        for news in self.told():
            who = self.lea if "telegram_id" in news.data["contact"] else self.nora
            known = {"telegram_id": who.address} if who is self.lea else {"phone": who.address}
            answer = {"reference": news.data["reference"], "number": f"MT-{who.number}"}
            await self.bench.shop_says("order.confirmed", known, f"number-{who.number}", answer)
        for customer in self.customers:
            await _hears(customer, f"{NUMBER}éro : MT-{customer.number}.")

    async def judge(self, *more: str) -> None:
        """0 lost, 0 out of order; a repeat only on Telegram, once, and listed; the shop was told once for each."""
        listed = await repeats_listed_for_staff(self.bench.database_url)
        for customer in self.customers:
            repeats = _repeats(customer, (*self.script.hears, *more))
            allowed = min(1, listed[customer.address]) if customer is self.lea else 0
            assert repeats <= allowed, f"{customer} heard {repeats} repeats: {customer.heard()}"
        news = self.told()[:2]  # what others did came later
        told = [self.script.says(one) for one in news]
        assert len({one.customer["id"] for one in news}) == len(told) == 2, self.shop.told
        assert told == [self.script.told] * 2 if self.script.told else told[0] != told[1], told
        assert max(Counter(self.shop.ids).values()) <= 2, self.shop.ids  # both may have been under way


async def _talks(customer: Customer, lines: Sequence[Line]) -> None:
    for words, answer in lines:
        await customer.writes(words)
        await _hears(customer, answer)


async def _hears(customer: Customer, words: str) -> None:
    await customer.bench.until(
        lambda: any(words in text for text in customer.heard()), f"{customer} never heard {words!r}: {customer.heard()}"
    )


def _repeats(customer: Customer, marks: tuple[str, ...]) -> int:
    heard = [[mark for mark in marks if mark in text] for text in customer.heard()]
    assert all(len(found) == 1 for found in heard), f"{customer} heard something else: {customer.heard()}"
    assert tuple(dict.fromkeys(found[0] for found in heard)) == marks, f"lost or out of order: {customer.heard()}"
    return len(heard) - len(marks)


@asynccontextmanager
async def _at_the_point(bench: Bench, script: Script) -> AsyncIterator[Visit]:
    """Bring customers to the message that counts; the program is down then."""
    bench.settings["PLAYBOOK"] = str(PLAYBOOK)
    async with a_shop(bench) as shop:
        visit = Visit(bench, shop, script)
        await bench.start()
        await visit.comes_to_the_point()
        assert await bench.stop() == 0
        yield visit
        assert await bench.stop() == 0


async def _dies_while(bench: Bench, what: Coroutine[Any, Any, None]) -> None:
    under_way = asyncio.create_task(what)
    try:
        await dies(bench)
        await bench.start()
        await under_way
    finally:
        under_way.cancel()


async def ordering(bench: Bench, point: str) -> None:
    """It dies while an order goes out; the shop's number comes back all the same."""
    async with _at_the_point(bench, ORDER) as visit:
        await bench.start(crash_at=point)
        await _dies_while(bench, visit.goes_on())
        await visit.gets_numbers()
    await visit.judge(NUMBER)


async def numbering(bench: Bench, point: str) -> None:
    """It dies while the shop's number comes back."""
    async with _at_the_point(bench, ORDER) as visit:
        await bench.start()
        await visit.goes_on()
        assert await bench.stop() == 0
        await bench.start(crash_at=point)
        await _dies_while(bench, visit.gets_numbers())
    await visit.judge(NUMBER)


async def rating(bench: Bench, point: str) -> None:
    """It dies while a rating is taken: it counts once, with its reason."""
    await _goes_on(bench, RATE, point)


async def comparing(bench: Bench, point: str) -> None:
    """It dies while a comparison goes out, a picture on Telegram and lines by SMS: which one is kept is known."""
    await _goes_on(bench, COMPARE, point)


async def _goes_on(bench: Bench, script: Script, point: str) -> None:
    async with _at_the_point(bench, script) as visit:
        await bench.start(crash_at=point)
        await _dies_while(bench, visit.goes_on())
    await visit.judge()


async def booking(bench: Bench, point: str) -> None:
    """It dies while hours are taken: each is one customer's, and whoever comes next gets another."""
    async with _at_the_point(bench, BOOK) as visit:
        await bench.start(crash_at=point)
        await _dies_while(bench, visit.goes_on())
        paul = OnTelegram(bench, 202)
        await _talks(paul, (*BOOK.before, (BOOK.acts[0], BOOK.answer)))
        await bench.until(lambda: len(visit.told()) == 3, f"the shop was only told of {visit.shop.told}")
    hours = [str(BOOK.says(news)) for news in visit.told()]
    assert len(set(hours)) == 3, hours
    await visit.judge()


#: What customers do, and the points on its way.
SCENES: Final = {
    "order": (ordering, (*SAYING, *TELLING)),
    "number": (numbering, ("inbox.after_commit", "turn.before_commit", "turn.after_commit", "socket.after_write")),
    "rate": (rating, SAYING),
    "compare": (comparing, SAYING),
    "book": (booking, (*SAYING, *TELLING)),
}
