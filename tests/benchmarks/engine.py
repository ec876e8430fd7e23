"""The engine alone: microseconds of CPU for `advance`, without a database: `python -m tests.benchmarks.engine`.

An answer to a question with three choices, by number or label, which is kept and followed by the next question; and
what is read of it before its turn. The best of some rounds, since other processes only ever add.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import timedelta

import msgspec

from bot.channels.cutting.cutters import TelegramCutter
from bot.channels.telegram.telegram_seal import Seal
from bot.channels.telegram.telegram_updates import read_update
from bot.engine.advance import advance, new_customer
from bot.model.customer import Customer
from bot.model.events import Event, FlowRequested, MessageReceived
from bot.playbook.compiled import Shelf
from bot.work.turns.turn import written
from tests.benchmarks.crowd import ANSWERS, update
from tests.benchmarks.ours import clock, playbook

ANSWERED = 10  # questions of the conversation measured
SEAL = Seal(b"k" * 32)
CUTTERS = {"telegram": TelegramCutter()}


class Parrot:
    """A customer who answers one question again and again, a minute apart. `met` is each meeting, to be run again."""

    def __init__(self) -> None:
        self.shelf = Shelf(current=playbook())
        self.at = clock()
        self.customer = new_customer("c", self.at)
        self.met: list[tuple[Customer, MessageReceived]] = []
        self.meet(self.wrote(0, "/start"))
        self.meet(FlowRequested(id="start", flow="encore"))
        for number in range(1, ANSWERED + 1):
            self.meet(self.wrote(number, ANSWERS[number % len(ANSWERS)]))

    def wrote(self, number: int, text: str) -> Event:
        arrival = read_update(update(number, 1, text), bot_id="1", seal=SEAL, received_at=self.at)
        assert arrival is not None
        return arrival.event

    def meet(self, event: Event) -> None:
        self.at += timedelta(minutes=1)
        event = msgspec.structs.replace(event, at=self.at)
        if isinstance(event, MessageReceived):
            self.met.append((self.customer, event))
        self.customer = advance(self.shelf, self.customer, event).customer


def best(rounds: int, run: Callable[[], object]) -> float:
    """Return microseconds of CPU for one of the `ANSWERED` meetings that `run` runs again."""
    spent = []
    for _ in range(rounds):
        began = time.process_time_ns()
        run()
        spent.append(time.process_time_ns() - began)
    return min(spent) / 1e3 / ANSWERED


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=300)
    rounds = parser.parse_args().rounds
    parrot = Parrot()
    shelf, met = parrot.shelf, parrot.met
    decode = msgspec.json.Decoder(Customer).decode
    turns = [(advance(shelf, customer, event), event) for customer, event in met]
    told = best(rounds, lambda: [advance(shelf, customer, event) for customer, event in met])
    rows = best(rounds, lambda: [written(turn, event, CUTTERS) for turn, event in turns])
    kept = best(rounds, lambda: [decode(msgspec.json.encode(customer)) for customer, _ in met])
    print(f"advance                         {told:8.1f} us")
    print(f"rows of what it asks for        {rows:8.1f} us")
    print(f"customer written and read back  {kept:8.1f} us")


if __name__ == "__main__":
    main()
