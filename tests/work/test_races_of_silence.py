"""The bot begins to speak and is told to be silent, 1 to 300 ms apart, in either order: by the customer's STOP, by
staff who take the thread, by an erasure. The judge is the customer's phone: what was at its socket by then may still be
shown, and nothing after it.

The bot speaks four messages in a row, because of a turn or of a timer, or because it was answered; now and then the
provider finds one too fast, and it is tried again. A failed run prints its seed. `--slow` runs 10,000 races of each
kind on each database and in each shape.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any

from bot.channels.event_ids import event_id
from bot.model.arrivals import Arrival
from bot.model.customer import Customer
from bot.model.events import ConsentGiven, Event, FlowRequested, ShopReported, StaffTookOver, StaffWrote
from bot.store.database.identity import customer_id_of
from bot.store.database.times import micros
from bot.store.messages.outbox import TOPIC as OUTBOX
from bot.work.processes import ringing_when
from bot.work.sending.dispatcher import Dispatcher
from tests.emulators.faults import Fault, Faults
from tests.emulators.telegram import TelegramEmulator
from tests.store.samples import everything, lea, wrote
from tests.work.racing import (
    FEW,
    KEYED,
    Table,
    a_few_at_once,
    chance_of_a_run,
    few_or_many,
    shapes,
    skip_where_two_runs_cannot_be,
    table,
    until_it_is_had,
)
from tests.work.sending.sending_shop import RULES, telegram_at
from tests.work.shop import playbook

WAIT = 0.5  # seconds: until the timer of a flow that pauses
IDLE = 1  # second: what they said before is no conversation under way any more
LEAD = 0.3  # seconds before the bot speaks in which it may be silenced
COUNT = ("one", "two", "three", "four")
#: What the bot says of its own accord, what it tells of an order, and what it answers.
OFFERS, NEWS, ANSWERS = (tuple(f"{what} {number}." for number in COUNT) for what in ("Offer", "News", "Answer"))
CONFIRMED = "won’t write to you any more"
FIRST_CHAT = 7_000_000_000_001  # found wherever it is left, and in no instant's microseconds and no id by chance
#: In one look: what a provider finds too fast goes from `sending` back to `queued` between any two, and is tried again
#: soon. What waits for the thread to be the bot's again was never tried, and a run may last until its next look.
UNDER_WAY = (
    "SELECT 1 FROM outbox WHERE state IN ('sending', 'unknown') "
    "OR state = 'queued' AND due_at <= $1 AND (attempts > 0 OR due_at <= $2) LIMIT 1"
)


def _flow(name: str, purpose: str, texts: Sequence[str], *, before: str = "") -> tuple[str, str]:
    says = "".join(f"  - say: {text}\n" for text in texts)
    head = f"flow: {name}\ntitle: {name}\npurpose: {purpose}\n"
    return f"flows/conversations/{name}.yaml", f"{head}starts: [{{ event: x.{name} }}]\nsteps:\n{before}{says}"


PAUSE = f"  - wait: {{ for: {WAIT} seconds }}\n"
ASK = "  - ask: More?\n    as: choice\n    save: more\n    choices: [Yes please, Later]\n"
PLAYBOOK = playbook(
    **dict(
        (
            ("flows/policy.yaml", f"idle: {IDLE} second\n"),
            _flow("offer", "marketing", OFFERS),
            _flow("offer_later", "marketing", OFFERS, before=PAUSE),
            _flow("news", "service", NEWS),
            _flow("news_later", "service", NEWS, before=PAUSE),
            _flow("answer", "service", ANSWERS, before=ASK),
        )
    )
)
OF_ITSELF = ("offer", "offer_later", "news", "news_later")
ALL = (*OF_ITSELF, "answer")


class Race:
    """One customer, who has agreed to offers. The bot is silenced `apart` seconds after it is made to speak (before,
    where that is negative), or after its first word is shown, whatever the machine's pace. `shown` is how much their
    phone had shown when that was done.
    """

    def __init__(self, number: int, chance: random.Random, speaks: Sequence[str]) -> None:
        self.chat = FIRST_CHAT + number
        self.customer = customer_id_of(lea(self.chat))
        self.speaks = chance.choice(speaks)
        self.apart = chance.choice((-1, 1)) * 0.001 * 300 ** chance.random()  # the short ones are the interesting ones
        self.waits_for_a_word = chance.random() < 0.5
        self.chance = chance
        self.shown = 0
        self.was_heard = False
        self.had_come_before = False

    def id_of(self, what: str) -> str:
        """Return an event's id as providers' are made: nobody reads in it whose it is."""
        return event_id("race", str(self.chat), what)

    def wrote(self, text: str, ordinal: int, laid: Table) -> Arrival:
        return wrote(text, id=self.id_of(text), chat=self.chat, ordinal=ordinal, when=laid.clock())

    def __str__(self) -> str:
        return f"{self.chat} {self.speaks} {self.apart:.3f} s"

    def by_name(self, event: Event, laid: Table) -> Arrival:
        return Arrival(event=event, received_at=laid.clock(), names=(lea(self.chat),), source="shop")

    def by_staff(self, event: Event, laid: Table) -> Arrival:
        return Arrival(event=event, received_at=laid.clock(), customer=self.customer, source="console")

    def prelude(self, laid: Table) -> list[Arrival]:
        consent = ConsentGiven(
            id=self.id_of("consent"), purpose="marketing", channel="telegram", wording="Yes.", source="form"
        )
        asked: list[Event] = [FlowRequested(id=self.id_of("ask"), flow="answer")] if self.speaks == "answer" else []
        hello = self.wrote("/start", 1, laid)
        return [hello, *(self.by_name(event, laid) for event in (consent, *asked))]

    def cue(self, laid: Table) -> Arrival:
        """What makes the bot speak."""
        if self.speaks == "answer":
            return self.wrote("Yes please", 2, laid)
        return self.by_name(ShopReported(id=self.id_of("cue"), name=f"x.{self.speaks}"), laid)

    async def speaks_up(self, laid: Table) -> None:
        await asyncio.sleep(LEAD)
        await laid.happens(self.cue(laid))
        self.was_heard = True

    async def is_silenced(self, laid: Table, phones: TelegramEmulator, silence: Silence) -> None:
        if self.waits_for_a_word and self.chat not in phones.blocked:
            shown = len(phones.ledger.texts(self.chat))
            while len(phones.ledger.texts(self.chat)) == shown:
                await asyncio.sleep(0.005)
            await asyncio.sleep(abs(self.apart))
        else:
            await asyncio.sleep(LEAD + self.apart + (WAIT if self.speaks.endswith("later") else 0.0))
        await silence(self, laid)
        self.shown = len(phones.ledger.texts(self.chat))

    async def runs(self, laid: Table, phones: TelegramEmulator, silence: Silence) -> None:
        await asyncio.gather(self.speaks_up(laid), self.is_silenced(laid, phones, silence))

    async def stands(self, laid: Table, how: Callable[[Customer], object]) -> None:
        """Wait until the customer's turn has come to this."""
        while (customer := await laid.store.customers.get(self.customer)) is None or not how(customer):
            await asyncio.sleep(0.02)


Silence = Callable[[Race, Table], Coroutine[Any, Any, None]]


async def says_stop(race: Race, laid: Table) -> None:
    await laid.happens(race.wrote("STOP", 3, laid))
    await race.stands(laid, lambda customer: customer.opted_out_at)


async def is_taken_over(race: Race, laid: Table) -> None:
    id_ = race.id_of("staff")
    steps_in = StaffTookOver(id=id_, staff="theo"), StaffWrote(id=id_, text="Theo here.", staff="theo")
    await laid.happens(race.by_staff(race.chance.choice(steps_in), laid))
    await race.stands(laid, lambda customer: customer.handover is not None and customer.handover.staff)


async def is_erased(race: Race, laid: Table) -> None:
    race.had_come_before = race.was_heard
    await until_it_is_had(lambda: laid.store.erase(race.customer, KEYED, "zoe", laid.clock()))
    if race.had_come_before:  # the provider has not heard that we have it
        await laid.happens(race.cue(laid))


class Hasty(Faults):
    """A provider that finds every tenth message too fast: it is surely not shown, and to be tried again."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self._chance = chance

    def take(self, method: str) -> Fault | None:
        flooded = method == "sendMessage" and self._chance.random() < 0.1
        return Fault("status", status=429, words="Too Many Requests", retry_after=0.05) if flooded else None


async def sends(phones: TelegramEmulator, laid: Table, stop: asyncio.Event) -> None:
    """The one process that sends, and the clock that wakes it."""
    channel = telegram_at(phones, rate=1000.0)
    dispatcher = Dispatcher(
        laid.stores[0],
        {"telegram": channel},
        rules=lambda: RULES,
        clock=laid.clock,
        seconds=time.monotonic,
        keyed=KEYED,
    )
    sending = asyncio.create_task(dispatcher.run(stop))
    with laid.stores[0].bell.listen(OUTBOX) as listener, ringing_when(stop, listener):
        while not stop.is_set():
            laid.stores[0].bell.ring(OUTBOX)
            await asyncio.sleep(0.02)
    await sending
    await channel.close()


async def all_sent(laid: Table) -> None:
    """Wait until nothing is to be met or sent, or to be tried again in a moment."""
    while True:
        await laid.quiet()
        now = laid.clock()
        if not await laid.stores[0].database.read(UNDER_WAY, micros(now + timedelta(minutes=1)), micros(now)):
            return
        await asyncio.sleep(0.02)


@asynccontextmanager
async def raced(
    url: str, doors: set[int], races: int, speaks: Sequence[str], silence: Silence, *, blocked: float = 0.0
) -> AsyncIterator[tuple[Table, TelegramEmulator, list[Race]]]:
    """Run races to their end and give what came of them."""
    skip_where_two_runs_cannot_be(url, doors)
    chance = chance_of_a_run()
    run = [Race(number, chance, speaks) for number in range(races)]
    async with (
        TelegramEmulator(validate=False) as phones,
        table(url, doors, chance, PLAYBOOK, beside=partial(sends, phones)) as laid,
    ):
        for race in run:
            await laid.happens(*race.prelude(laid))
        await all_sent(laid)
        await asyncio.sleep(1.1 * IDLE)
        phones.faults = Hasty(chance)
        phones.blocked = {race.chat for race in run if chance.random() < blocked}
        await a_few_at_once(partial(race.runs, laid, phones, silence) for race in run)
        await all_sent(laid)
        assert await laid.stores[0].inbox.count_dead() == 0
        yield laid, phones, run


def said(phones: TelegramEmulator, race: Race, words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return what the bot said of this, before it was silenced and after."""
    texts = phones.ledger.texts(race.chat)
    before, after = texts[: race.shown], texts[race.shown :]
    return _of(before, words), _of(after, words)


def _of(texts: Sequence[str], words: Sequence[str]) -> list[str]:
    """Which of these were said; the first one may bear the shop's name."""
    return [word for text in texts for word in words if text.endswith(word)]


def too_much(phones: TelegramEmulator, run: Sequence[Race], words: Sequence[str]) -> list[str]:
    """Return where more was shown after the silence than the one part that was at the socket."""
    heard = [(race, *said(phones, race, words)) for race in run]
    spoke = {race.speaks for race, before, _ in heard if before}
    # of a dozen races of a kind the bot may have been too late for all, on a machine with other work
    wanted = {race.speaks for race in run} if len(run) > FEW else spoke
    assert spoke
    assert spoke == wanted, f"of {wanted - spoke} the bot never said a word: nothing was raced"
    assert any(len(before) < len(COUNT) for _, before, _ in heard), "nobody was silenced in time: nothing was raced"
    return [f"{race}: {before} and then {after}" for race, before, after in heard if len(after) > 1]


@few_or_many
@shapes
async def test_after_a_stop_nothing_of_the_bot_s_own_accord_reaches_the_phone(
    database_url: str, doors: set[int], races: int
) -> None:
    async with raced(database_url, doors, races, OF_ITSELF, says_stop) as (_, phones, run):
        assert not too_much(phones, run, (*OFFERS, *NEWS))
        for race in run:
            texts = phones.ledger.texts(race.chat)
            confirmations = [place for place, text in enumerate(texts) if CONFIRMED in text]
            assert len(confirmations) == 1, f"{race}: {texts}"
            assert not _of(texts[confirmations[0] :], (*OFFERS, *NEWS)), f"{race}: {texts}"


@few_or_many
@shapes
async def test_after_staff_have_taken_the_thread_the_bot_says_nothing_more(
    database_url: str, doors: set[int], races: int
) -> None:
    async with raced(database_url, doors, races, ALL, is_taken_over) as (laid, phones, run):
        assert not too_much(phones, run, (*OFFERS, *NEWS, *ANSWERS))
        rows = "SELECT customer, outbox FROM ledger WHERE kind = 'not_sent' AND rule = 'staff'"
        not_sent = {row[1] for row in await laid.stores[0].database.read(rows)}
        shown = "SELECT source FROM transcript WHERE direction = 'out'"
        assert not not_sent & {row[0] for row in await laid.stores[0].database.read(shown)}


@few_or_many
@shapes
async def test_after_an_erasure_nothing_is_left_and_nothing_is_sent(
    database_url: str, doors: set[int], races: int
) -> None:
    async with raced(database_url, doors, races, ALL, is_erased, blocked=0.2) as (laid, phones, run):
        told = [race for race in run if race.had_come_before]  # what comes later begins a new customer
        assert not too_much(phones, told, (*OFFERS, *NEWS, *ANSWERS))
        left = await everything(laid.stores[0])
        assert not [f"{race}: {line}" for race in told for line in left.splitlines() if str(race.chat) in line]
