"""The same people with the real inbox, turns and outbox on a real database; only the provider is a model.

Beside what they do by themselves, staff take two of them for one person and see that they were wrong, and some have
themselves erased: half of these never come back, the others write again one day.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta
from random import Random
from typing import Literal

from bot.model.address import CHANNELS, Address
from bot.model.arrivals import Arrival
from bot.model.events import ChatOpened, CustomersMerged, Event, MergeUndone, MessageReceived
from bot.model.message import Content, Pressed, Purpose, Reading
from bot.model.parts import Accepted, Outcome, Part, PartBody, PartState, Refused, Report, RetryAt, Unknown
from bot.playbook.compiled import Playbook
from bot.rules.contact.contact_policy import Home
from bot.store import Store
from bot.store.people.erasing import Keyed
from bot.store.people.merges import IDENTITY
from bot.wiring.channels import CUTTERS
from bot.work.sending.dispatcher_check import Drop, PutOff, Rules, last_look
from bot.work.sending.dispatcher_news import news_of_drop, news_of_outcome
from bot.work.sending.uncertain import Uncertain
from bot.work.turns.consumer import Consumer
from bot.work.turns.shelves import Shelves
from tests.simulation.people import Person
from tests.simulation.world import START, Reader

Act = Literal["merge", "undo", "erase"]


REPORTED: tuple[PartState, ...] = ("sent", "delivered", "read", "sent")


class Provider:
    """A channel whose provider can't be asked; `phone` is what was shown, in order."""

    can_find = False
    patience = 60.0
    closing_time = 600.0
    rate = 1000.0
    chat_rate = None

    def __init__(self, name: str) -> None:
        self.name = name
        self.sender = name
        self.phone: list[Part] = []

    def cut(self, content: Content, *, purpose: Purpose) -> tuple[PartBody, ...]:
        return CUTTERS[self.name].cut(content, purpose=purpose)

    async def send(self, part: Part, *, now: datetime) -> Outcome:
        luck = Random(f"{part.id}/{part.attempts}").random()
        if luck < 0.92:
            self.phone.append(part)
            return Accepted(f"p{part.id}{part.attempts}")
        if luck < 0.95:
            return RetryAt(now + timedelta(seconds=45), "429")
        if luck < 0.98:
            if luck < 0.965:
                self.phone.append(part)
            return Unknown("time-out")
        return Refused("no such chat", gone=luck > 0.995)

    async def find(self, part: Part, *, known: Collection[str]) -> str | None:
        raise AssertionError("nobody can be asked")

    async def close(self) -> None:
        pass


class Town:
    """Some people, one shop, one clock."""

    def __init__(self, store: Store, playbook: Playbook, reader: Reader, seed: int) -> None:
        self.store = store
        self.now = START
        self.put: dict[str, Address] = {}  # what came in, but for what was erased
        self.providers = {name: Provider(name) for name in CHANNELS}
        self._playbook = playbook
        self._people: dict[str, Person] = {}
        self.counts: Counter[Act] = Counter()
        self.erased: set[Address] = set()  # and not a word from them since
        self.forgotten: dict[str | Address, datetime] = {}  # who and what was erased, and when last
        self.left: set[Address] = set()  # erased, and nothing will ever come from them again
        self.handed_over: dict[str, str] = {}  # who was to become somebody else, by the merge
        self.taken_in: dict[str, str] = {}  # and whom they were to become
        self.broken: list[str] = []
        self._everybody: list[Person] = []
        self._queue: list[tuple[datetime, int, Person, Event | Act]] = []
        self._answered: set[str] = set()
        self._seed = seed
        self._count = 0

        def read(message: MessageReceived, language: str | None, asked: str) -> Reading:
            return reader(message.text, language, asked)

        shelves = Shelves(playbook, store.playbooks, lambda _: None)
        self._consumer = Consumer(store, shelves, CUTTERS, reader=read, clock=lambda: self.now, keyed=Keyed(b"k" * 32))
        self._uncertain = Uncertain(store, self.providers, clock=lambda: self.now)  # type: ignore[arg-type]

    async def live(self, people: int, days: int) -> None:
        """Let people live for some days, all of them at the same time."""
        for number in range(people):
            person = Person(Random(f"{self._seed}/{number}"), number, self._playbook)
            person.pace = 2.0
            self._everybody.append(person)
            for one in person.year(START, days):
                for later in (0.0, *one.copies):
                    self._plan(one.at + timedelta(seconds=later), person, one.event)
            for act in self._acts(person):
                self._plan(START + timedelta(days=days * person.chance.uniform(0.2, 0.9)), person, act)
        end = START + timedelta(days=days)
        while self.now < end:
            await self._until(min([end, *(row[0] for row in self._queue[:1]), *await self._due()]))

    def _acts(self, person: Person) -> tuple[Act, ...]:
        """What befalls a person: the first is merged with their neighbour and parted, the last is erased."""
        always: dict[int, tuple[Act, ...]] = {0: ("merge", "merge", "undo", "undo"), 2: ("erase",)}
        often: tuple[Act, ...] = ("merge", "undo", "erase")
        return always.get(person.number, tuple(act for act in often if person.chance.random() < 0.3))

    def _plan(self, at: datetime, person: Person, event: Event | Act) -> None:
        self._count += 1
        heapq.heappush(self._queue, (at, self._count, person, event))

    async def _due(self) -> list[datetime]:
        due = await self.store.inbox.next_due(self.now)
        return [due] if due else []

    async def _until(self, at: datetime) -> None:
        """Let everything happen up to a time, and what comes of it within the next seconds."""
        self.now = max(self.now, at)
        while self._queue and self._queue[0][0] <= self.now:
            _, _, person, event = heapq.heappop(self._queue)
            if isinstance(event, str):
                await self._befalls(event, person)
                continue
            if person.address in self.left:
                continue
            if isinstance(event, MessageReceived | ChatOpened):
                self.erased.discard(event.address)
            names = (person.address,)
            await self.store.inbox.put([Arrival(event=event, received_at=self.now, names=names, source="simulation")])
            self.put[event.id] = person.address
            customer = await self.store.customers.whose(person.address)
            self._people[customer or ""] = person
        for _ in range(3):
            await self._consumer.drain()
            await self._send()
            self.now += timedelta(seconds=2)
        await self._uncertain.round()

    async def _befalls(self, act: Act, person: Person) -> None:
        who = await self.store.customers.whose(person.address)
        if who is None or person.address in self.left:
            return
        if act == "erase":
            await self._erases(who, person)
            return
        event: CustomersMerged | MergeUndone
        if act == "merge":
            neighbour = self._everybody[(person.number + 1) % len(self._everybody)]
            other = await self.store.customers.whose(neighbour.address)
            if other in (None, who) or neighbour.address in self.left:
                return
            event = CustomersMerged(id=person.name(), other=other or "", by="anna", reason="till")
            self.handed_over[event.id], self.taken_in[event.id] = event.other, who
        else:
            latest = await self.store.merges.latest(who)
            if latest is None:
                return
            event = MergeUndone(id=person.name(), merge=latest.id, by="anna")
        self.counts[act] += 1
        await self.store.inbox.put([Arrival(event=event, received_at=self.now, customer=who, source=IDENTITY)])

    async def _erases(self, who: str, person: Person) -> None:
        """All that they are at this moment is erased: two, where they are taken for one."""
        customer = await self.store.customers.get(who)
        places = {known.address for known in customer.addresses} if customer is not None else {person.address}
        await self.store.erase(who, Keyed(b"k" * 32), "anna", self.now)
        self.forgotten |= dict.fromkeys([who, *places], self.now)
        self.counts["erase"] += 1
        self.put = {event: place for event, place in self.put.items() if place not in places}
        self.erased |= places
        if person.number % 2 == 0:
            self.left |= places

    async def _send(self) -> None:
        rules = Rules(self._playbook.policy, Home(self._playbook.store.country, self._playbook.store.timezone))
        while claimed := await self.store.outbox.claim(CHANNELS, 50, self.now, sender="bot"):
            for one in claimed:
                part = one.part
                look = last_look(one, rules, closing_time=600, now=self.now)
                if isinstance(look, Drop):
                    await self.store.outbox.drop(part, look.words, look.rule, self.now)
                    await self.store.inbox.put(news_of_drop(part, look, self.now))
                    continue
                if isinstance(look, PutOff):
                    await self.store.outbox.put_off(part, look.until, self.now)
                    continue
                provider = self.providers[part.address.channel]
                if part.address in self.erased and part.gate:
                    self.broken.append(f"{part.purpose} to {part.address} at {self.now}, who was erased")
                outcome = await provider.send(part, now=self.now)
                await self.store.inbox.put(news_of_outcome(part, outcome, self.now))
                await self.store.outbox.settle(part, outcome, self.now)
                await self._reports(part)
                self._answers(part)

    async def _reports(self, part: Part) -> None:
        chance = Random(part.id)
        for state in chance.sample(REPORTED, chance.randrange(5)):
            await self.store.outbox.report(Report(state=state, at=self.now, part=part.id))

    def _answers(self, part: Part) -> None:
        """They answer what they are asked, sometimes twice, and once more when the phone had no network."""
        person = self._people.get(part.customer)
        body = part.body
        if person is None or part.id in self._answered or not body.choices or person.chance.random() < 0.3:
            return
        self._answered.add(part.id)
        index = person.chance.randrange(len(body.choices))
        pressed = Pressed(body.prompt or "", index) if body.prompt and person.chance.random() < 0.7 else None
        text = "" if pressed else body.choices[index].label
        event = MessageReceived(id=person.name(), address=part.address, text=text, pressed=pressed)
        for later in (0.0, *((1.0, 60.0) if person.chance.random() < 0.3 else ())):
            self._plan(self.now + timedelta(seconds=person.chance.uniform(2, 600) + later), person, event)

    def shown(self) -> Counter[str]:
        """Return how often each part was shown."""
        return Counter(part.id for provider in self.providers.values() for part in provider.phone)

    def owed(self) -> set[str]:
        """Return the parts that may be shown twice."""
        phones = (part for provider in self.providers.values() for part in provider.phone)
        return {part.id for part in phones if part.purpose in ("reply", "service")}
