"""Customers who follow a script, whatever happens to the program meanwhile, and what their phones may have shown."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence

from bot.store.database.database import Database
from tests.crash.bench import Bench

QUESTION = "Quelle couleur ?"
THANKS = "Merci, Rouge."
READY = "Votre commande est prête."
OFFER = "Une offre pour vous."
EXPECTED = (QUESTION, THANKS, READY)
LISTED = """
SELECT o.address, COUNT(*) FROM ledger l JOIN outbox o ON o.id = l.outbox
WHERE l.rule = 'uncertain send' AND l.kind = 'sent' GROUP BY o.address
"""


class Customer:
    """Somebody with a phone. `heard()` is what it has shown, in order."""

    def __init__(self, bench: Bench, number: int) -> None:
        self.bench = bench
        self.number = number

    @property
    def address(self) -> str:
        raise NotImplementedError

    def heard(self) -> list[str]:
        raise NotImplementedError

    async def writes(self, text: str) -> None:
        raise NotImplementedError

    async def hears(self, beginning: str) -> None:
        await self.bench.until(
            lambda: any(text.startswith(beginning) for text in self.heard()),
            f"{self} never heard {beginning!r}, but {self.heard()}",
        )

    async def follows_the_script(self) -> None:
        await self.writes("bonjour")
        await self.hears(QUESTION)
        await self.writes("Rouge")
        await self.hears(THANKS)
        await self.hears(READY)


class OnTelegram(Customer):
    @property
    def address(self) -> str:
        return str(self.number)

    def __str__(self) -> str:
        return f"telegram customer {self.number}"

    def heard(self) -> list[str]:
        return self.bench.telegram.ledger.texts(self.number)

    async def writes(self, text: str) -> None:
        self.bench.telegram.writes(self.number, text)


class ByButton(OnTelegram):
    """Presses what can be pressed."""

    async def writes(self, text: str) -> None:
        if self.heard():
            self.bench.telegram.presses(self.number, text)
        else:
            await super().writes(text)


class BySms(Customer):
    @property
    def address(self) -> str:
        return f"+3361200{self.number:04d}"

    def __str__(self) -> str:
        return f"sms customer {self.number}"

    def heard(self) -> list[str]:
        return self.bench.twilio.ledger.texts(self.address)

    async def writes(self, text: str) -> None:
        await self.bench.twilio.texts(self.address, text)


async def repeats_listed_for_staff(database_url: str) -> Counter[str]:
    """Return how many uncertain messages staff are told to have been sent once more, by address."""
    database = await Database.open(database_url)
    try:
        return Counter({str(address): int(count) for address, count in await database.read(LISTED)})
    finally:
        await database.close()


async def judge(bench: Bench, customers: Sequence[Customer], *, kills: int = 1) -> None:
    """0 lost, 0 out of order, no offer twice; a repeat only of what is owed, on Telegram, once a kill, and listed."""
    listed = await repeats_listed_for_staff(bench.database_url)
    for customer in customers:
        repeats = _judge(customer)
        allowed = min(kills, listed[customer.address]) if isinstance(customer, OnTelegram) else 0
        assert repeats <= allowed, f"{customer} heard {repeats} repeats, {allowed} allowed: {customer.heard()}"


def _judge(customer: Customer) -> int:
    """Return how many repeats there were."""
    heard = customer.heard()
    firsts = [text for text in EXPECTED if any(one.startswith(text) for one in heard)]
    assert firsts == list(EXPECTED), f"{customer} lost something: {heard}"
    places = [next(place for place, one in enumerate(heard) if one.startswith(text)) for text in EXPECTED]
    assert places == sorted(places), f"{customer} heard it out of order: {heard}"
    counts = Counter(text for one in heard for text in (*EXPECTED, OFFER) if one.startswith(text))
    assert sum(counts.values()) == len(heard), f"{customer} heard something else: {heard}"
    assert counts[OFFER] <= 1, f"{customer} got an offer twice: {heard}"
    return sum(count - 1 for count in counts.values() if count > 1)


async def all_follow_the_script(customers: Sequence[Customer]) -> None:
    async with asyncio.TaskGroup() as group:
        for customer in customers:
            group.create_task(customer.follows_the_script())
